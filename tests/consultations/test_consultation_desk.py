"""A clerk's tools: notes, drafts, stale replies with what arrived, 常用语, suggestions, deputies, tone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from backend.common.clock import FixedClock
from backend.consultations import tone
from backend.consultations.desk import phrases
from backend.database import fetch
from tests.consultations.talking import BASIS, DIFFERENT, act, ask_person, done, listed, names, refused
from tests.support.people import Person, log_in_staff
from tests.support.product import Product

DESK = "/api/v1/staff/consultations"


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("请带户口簿,到 3 号窗口办。", []),
        ("这事不归我管。", ["shirking"]),
        ("我不知道。", ["not_knowing"]),
        ("都说过几遍了,你怎么不看?", ["scolding"]),
        ("特此告知。", ["officialese"]),
        ("请找张三,电话13812345678。", ["personal"]),
        ("您的号码110101199003070011有误,不清楚原因。", ["not_knowing", "personal"]),
    ],
)
def test_what_a_reply_is_warned_of(text: str, codes: list[str]) -> None:
    found = tone.warnings(text)
    assert [one.code for one in found] == codes
    assert "13812345678" not in str(found)
    assert "110101199003070011" not in str(found)


def test_variables_of_phrases() -> None:
    assert phrases.unknown("{称呼}您好,{天气}好") == ["天气"]
    assert phrases.filled("{称呼}您好,请到{地点}", {"地点": "一楼"}) == "{称呼}您好,请到一楼"


async def test_a_reply_that_sounds_wrong_is_sent_only_when_confirmed(citizen: Person, clerk: Person) -> None:
    _, row = await ask_person(citizen)
    claimed = await done(clerk, row, "claim")
    checked = await clerk.post("/api/v1/staff/replies/check", {"body": "不归我管"})
    assert [one["code"] for one in checked.json()["items"]] == ["shirking"]
    answer = await act(clerk, claimed, "reply", body="不归我管", basis=BASIS)
    refused(answer, 409, "needs_confirmation")
    assert answer.json()["details"]["warnings"][0]["found"] == "不归我管"
    sent = await done(clerk, claimed, "reply", body="不归我管", basis=BASIS, confirmed=["shirking"])
    assert sent["state"] == "answered"


async def test_a_stale_reply_says_what_arrived(citizen: Person, clerk: Person) -> None:
    talk, row = await ask_person(citizen)
    claimed = await done(clerk, row, "claim")
    await talk.heard(citizen, "我人在外地")
    answer = await act(clerk, claimed, "reply", body="好", basis=BASIS)
    refused(answer, 409, "stale")
    details = answer.json()["details"]
    assert [event["verb"] for event in details["since"]] == ["add"]
    assert len(details["messages"]) == 2
    assert details["version"] == claimed["version"] + 1


async def test_notes_are_for_colleagues(citizen: Person, clerk: Person, head: Person) -> None:
    _, row = await ask_person(citizen)
    noted = await done(head, row, "note", words="这位来过两次了")
    line = noted["events"][-1]
    assert (line["internal"], line["text"]) == (True, "内部备注:这位来过两次了")
    assert "两次" not in (await citizen.get(f"/api/v1/consultations/{row['id']}")).text
    assert noted["version"] == row["version"]


async def test_drafts_are_kept_by_the_server(citizen: Person, clerk: Person, head: Person) -> None:
    _, row = await ask_person(citizen)
    path = f"{DESK}/{row['id']}/draft"
    assert (await clerk.get(path)).json() == {"draft": None}
    body = {"version": 0, "seen": row["version"], "body": "请带", "basis": [{"law": "身份证法"}]}
    kept = (await clerk.put(path, body)).json()
    assert (kept["version"], kept["stale"], kept["basis"][0]["law"]) == (1, False, "身份证法")
    refused(await clerk.put(path, body), 409, "stale")
    again = (await clerk.put(path, body | {"version": 1, "body": "请带户口簿"})).json()
    assert (again["version"], again["body"]) == (2, "请带户口簿")
    assert (await head.get(path)).json()["draft"] is None
    claimed = await done(clerk, row, "claim")
    assert (await clerk.get(path)).json()["draft"]["stale"] is True
    [sealed] = await fetch("SELECT body FROM reply_draft")
    assert "户口簿" not in sealed["body"]
    await done(clerk, claimed, "reply", body="请带户口簿", basis=BASIS)
    assert (await clerk.get(path)).json()["draft"] is None
    await clerk.put(path, body | {"seen": 3})
    assert (await clerk.delete(path)).status_code == 204


async def test_phrases_belong_to_a_department(
    citizen: Person, clerk: Person, head: Person, other_clerk: Person, coordinator: Person
) -> None:
    _, row = await ask_person(citizen)
    path = "/api/v1/staff/phrases"
    given = {"department": "GA-HZ", "title": "带什么", "words": "{称呼}您好,{事项}请到{地点}。{姓名}"}
    refused(await clerk.post(path, given), 403, "forbidden")
    refused(await head.post(path, given | {"words": "{天气}"}), 422, "invalid_input")
    refused(await head.post(path, given | {"department": None}), 403, "forbidden")
    made = (await head.post(path, given)).json()
    everybody = await coordinator.post(path, {"title": "再见", "words": "祝您顺利"})
    assert everybody.status_code == 201
    seen = (await clerk.get(path, consultation=row["id"])).json()
    assert [(one["title"], one["editable"]) for one in seen["items"]] == [("带什么", False), ("再见", False)]
    assert seen["items"][0]["filled"].startswith("{称呼}您好,居民身份证丢失补领请到")
    assert seen["items"][0]["filled"].endswith("赵敏")
    assert [one["title"] for one in (await other_clerk.get(path)).json()["items"]] == ["再见"]
    changed = {"version": 1, "title": "带什么", "words": "请带户口簿"}
    assert (await head.put(f"{path}/{made['id']}", changed)).json()["version"] == 2
    refused(await head.put(f"{path}/{made['id']}", changed), 409, "stale")
    refused(await other_clerk.delete(f"{path}/{made['id']}"), 404, "not_found")
    assert (await head.delete(f"{path}/{made['id']}")).status_code == 204


async def test_suggestions_and_who_is_looking(citizen: Person, clerk: Person, other_clerk: Person) -> None:
    _, row = await ask_person(citizen)
    found = (await clerk.get(f"{DESK}/{row['id']}/suggestions")).json()["items"]
    assert (found[0]["code"], found[0]["kind"]) == ("HZ03", "guide")
    assert found[0]["insert"]
    assert found[0]["basis"]
    assert any(one["kind"] == "question" for one in found)
    typing = await clerk.post(f"{DESK}/{row['id']}/presence", {"typing": True})
    assert typing.status_code == 204
    refused(await other_clerk.post(f"{DESK}/{row['id']}/presence", {}), 404, "not_found")


async def test_a_deputy_answers_for_who_is_away(
    app: Product, citizen: Person, clerk: Person, clock: FixedClock
) -> None:
    second = await log_in_staff(app.base, next(one for one in app.logins if one["account"] == "hz02"), clock)
    app.people.append(second)
    _, row = await ask_person(citizen)
    claimed = await done(clerk, row, "claim")
    refused(await act(second, claimed, "reply", body="好", basis=BASIS), 409, "not_yours")
    ids = {one["number"]: one["id"] for one in await fetch("SELECT id::text, number FROM staff_member")}
    now = clock.now()
    away = {
        "staff_id": ids["0101"],
        "deputy_id": ids["0102"],
        "from_at": now.isoformat(),
        "until_at": (now + timedelta(days=1)).isoformat(),
    }
    path = "/api/v1/staff/absences"
    refused(await second.post(path, away), 403, "forbidden")
    refused(await clerk.post(path, away | {"deputy_id": ids["2101"]}), 422, "invalid_input")
    refused(await clerk.post(path, away | {"until_at": now.isoformat()}), 422, "invalid_input")
    entered = (await clerk.post(path, away)).json()
    assert [one["deputy_name"] for one in (await second.get(path)).json()["items"]] == ["孙磊"]
    [mine] = await listed(second, "mine")
    assert "reply" in names(mine)
    replied = await done(second, claimed, "reply", body="请带户口簿", basis=BASIS)
    assert replied["owner"]["number"] == "0102"
    assert (await clerk.delete(f"{path}/{entered['id']}")).status_code == 204
    _, other = await ask_person(citizen, DIFFERENT[1])
    refused(await act(second, await done(clerk, other, "claim"), "reply", body="好", basis=BASIS), 409, "not_yours")
