"""Who may see and do what at the desk."""

from __future__ import annotations

from tests.consultations.talking import act, ask_person, listed, names, refused
from tests.support.people import Person


async def test_a_department_sees_its_own(
    citizen: Person, clerk: Person, head: Person, other_clerk: Person, coordinator: Person, supervisor: Person
) -> None:
    _, row = await ask_person(citizen)
    for person in (clerk, head, coordinator, supervisor):
        assert [one["id"] for one in await listed(person)] == [row["id"]]
        assert (await person.get(f"/api/v1/staff/consultations/{row['id']}")).status_code == 200
    assert await listed(other_clerk) == []
    assert await listed(other_clerk, department="GA-HZ") == []
    refused(await other_clerk.get(f"/api/v1/staff/consultations/{row['id']}"), 404, "not_found")
    refused(await act(other_clerk, row, "claim"), 404, "not_found")
    assert [one["id"] for one in await listed(coordinator, department="GA-HZ")] == [row["id"]]
    assert await listed(coordinator, department="SCJG") == []


async def test_who_only_watches_changes_nothing(citizen: Person, supervisor: Person) -> None:
    _, row = await ask_person(citizen)
    [seen] = await listed(supervisor)
    assert names(seen) == ["urge"]
    for verb, body in (("claim", {}), ("return", {"reason": "不对"}), ("forward", {"department": "ZX", "reason": "x"})):
        refused(await act(supervisor, row, verb, **body), 403, "forbidden")


async def test_the_administrator_reads_no_consultation(citizen: Person, admin: Person) -> None:
    _, row = await ask_person(citizen)
    for path in ("", f"/{row['id']}"):
        refused(await admin.get(f"/api/v1/staff/consultations{path}"), 403, "forbidden")
    refused(await admin.get("/api/v1/staff/basis", q="法"), 403, "forbidden")


async def test_the_desk_is_closed_to_citizens(citizen: Person, anonymous: Person) -> None:
    _, row = await ask_person(citizen)
    for person in (citizen, anonymous):
        refused(await person.get("/api/v1/staff/consultations"), 401, "not_logged_in")
        refused(await act(person, row, "claim"), 401, "not_logged_in")


async def test_numbers_in_words_are_for_those_who_need_them(
    citizen: Person, clerk: Person, coordinator: Person
) -> None:
    _, row = await ask_person(citizen, "身份证丢了,我的电话是13800000001")
    for person, phone in ((clerk, "13800000001"), (coordinator, "138****0001")):
        detail = (await person.get(f"/api/v1/staff/consultations/{row['id']}")).json()
        assert phone in detail["question"]
        assert ("13800000001" in str(detail)) == (person is clerk)
        assert detail["citizen_masked"] == "王*"


async def test_laws_to_cite(clerk: Person) -> None:
    words = (await clerk.get("/api/v1/staff/basis", q="居民身份证法")).json()["items"]
    assert words
    assert all("居民身份证法" in law["law"] for law in words)
    item = (await clerk.get("/api/v1/staff/basis", item="HZ03")).json()["items"]
    assert {law["item_code"] for law in item} == {"HZ03"}
    assert (await clerk.get("/api/v1/staff/basis")).json()["items"] == []
