"""Complaints, 办不成事, and reports of corruption that only supervision sees."""

from __future__ import annotations

from tests.consultations.talking import ask_person
from tests.evaluations.rated import API, Json, complain, handle, inbox, names, ok, refused
from tests.support.people import Person


async def test_from_submitting_to_the_second_look(citizen: Person, coordinator: Person) -> None:
    _, question = await ask_person(citizen)
    about = {"kind": "consultation", "id": question["id"]}
    offered = (await ok(await citizen.get(f"{API}/complaints/matters")))["items"]
    assert [(one["kind"], one["number"]) for one in offered] == [("consultation", question["number"])]
    row = await complain(citizen, "stuck", about=about, phone="138 0000 0001")
    assert (row["number"], row["due_text"]) == ("TS2611-0001", "最迟 11月30日 答复")
    assert row["about"] == f"咨询({question['number']})"

    [waiting] = (await inbox(coordinator))["items"]
    assert (waiting["due"]["light"], waiting["citizen_masked"], waiting["department"]["code"]) == ("ok", "王*", "GA-HZ")
    taken = await ok(await handle(coordinator, row, "take"))
    assert taken["phone"] == "13800000001"
    told = await ok(await handle(coordinator, taken, "update", words="已请户政窗口核查"))
    replied = await ok(await handle(coordinator, told, "reply", words="材料齐了,明天可取。"))
    assert (replied["due"], names(replied)) == (None, ["close"])

    mine = await ok(await citizen.get(f"{API}/complaints/{row['id']}"))
    assert [step["text"] for step in mine["steps"] if step["text"]] == ["已请户政窗口核查", "材料齐了,明天可取。"]
    assert names(mine) == ["close", "reopen"]
    again = {"version": mine["version"], "words": "没取到"}
    reopened = await ok(await citizen.post(f"{API}/complaints/{row['id']}/reopen", again))
    assert (reopened["state_label"], reopened["due_text"]) == ("处理中", "最迟 11月30日 答复")
    once_more = await ok(await handle(coordinator, reopened, "reply", words="抱歉,已送到您手上。"))
    last = {"version": once_more["version"], "words": "还是不满意"}
    refused(await citizen.post(f"{API}/complaints/{row['id']}/reopen", last), 409, "reopened_before")
    closed = await ok(await citizen.post(f"{API}/complaints/{row['id']}/close", {"version": once_more["version"]}))
    assert (closed["state_label"], closed["actions"]) == ("已办结", [])
    assert [row["id"] for row in (await ok(await citizen.get(f"{API}/complaints")))["items"]] == [row["id"]]


async def test_corruption_is_for_supervision_only(
    citizen: Person, stranger: Person, coordinator: Person, supervisor: Person, head: Person, clerk: Person
) -> None:
    row = await complain(citizen, "integrity", words="有人收了红包")
    assert [(await inbox(coordinator, view))["items"] for view in ("waiting", "late", "mine", "done")] == [[]] * 4
    assert (await inbox(coordinator))["counts"]["integrity"] is None
    refused(await coordinator.get(f"{API}/staff/complaints/{row['id']}"), 404, "not_found")
    refused(await handle(coordinator, row, "take"), 404, "not_found")
    for person in (head, clerk):
        refused(await person.get(f"{API}/staff/complaints/{row['id']}"), 403, "forbidden")
    refused(await stranger.get(f"{API}/complaints/{row['id']}"), 404, "not_found")
    assert (await inbox(supervisor, "integrity"))["counts"]["integrity"] == 1
    taken = await ok(await handle(supervisor, row, "take"))
    assert names(taken) == ["update", "reply"]
    from backend.database import fetch

    [stored] = await fetch("SELECT words, wanted FROM complaint")
    assert "红包" not in stored["words"], "sealed in the table"


async def test_coordination_gives_corruption_away(citizen: Person, coordinator: Person, supervisor: Person) -> None:
    row = await complain(citizen)
    refused(await handle(supervisor, row, "take"), 403, "forbidden")
    taken = await ok(await handle(coordinator, row, "take"))
    answer = await handle(coordinator, taken, "confide", words="涉及收钱")
    assert answer.status_code == 204, answer.text
    refused(await coordinator.get(f"{API}/staff/complaints/{row['id']}"), 404, "not_found")
    shown = await ok(await supervisor.get(f"{API}/staff/complaints/{row['id']}"))
    assert (shown["kind_label"], shown["owner"], shown["state_label"]) == ("廉政举报", None, "待受理")
    steps = (await ok(await citizen.get(f"{API}/complaints/{row['id']}")))["steps"]
    assert "涉及收钱" not in str(steps)


async def test_who_only_watches_reads_masked_words(citizen: Person, coordinator: Person, supervisor: Person) -> None:
    row = await complain(citizen, words="打我电话13800000001", phone="13800000001")
    assert (await ok(await coordinator.get(f"{API}/staff/complaints/{row['id']}")))["words"].endswith("13800000001")
    shown = await ok(await supervisor.get(f"{API}/staff/complaints/{row['id']}"))
    assert (shown["words"], shown["phone"], shown["actions"]) == ("打我电话138****0001", None, [])


WRONG: list[tuple[Json, int]] = [
    ({"kind": "anger"}, 422),
    ({"words": " "}, 422),
    ({"words": "长" * 2001}, 422),
    ({"wanted": ""}, 422),
    ({"phone": "12345"}, 422),
    ({"about": {"kind": "case", "id": "00000000-0000-0000-0000-000000000000"}}, 404),
    ({"about": {"kind": "case"}}, 422),
    ({"confidential": False}, 422),
]


async def test_bad_input_is_no_complaint(citizen: Person) -> None:
    for change, status in WRONG:
        body: Json = {"kind": "complaint", "words": "等太久", "wanted": "请改进"} | change
        answer = await citizen.post(f"{API}/complaints", body)
        assert answer.status_code == status, (change, answer.text)
    assert (await ok(await citizen.get(f"{API}/complaints")))["items"] == []


async def test_somebody_elses_matter_is_not_there(citizen: Person, stranger: Person) -> None:
    _, question = await ask_person(citizen)
    body = {"kind": "stuck", "words": "x", "wanted": "x", "about": {"kind": "consultation", "id": question["id"]}}
    refused(await stranger.post(f"{API}/complaints", body), 404, "not_found")
