"""Who may do what in the hall."""

from __future__ import annotations

from backend.database import fetch
from tests.appointments.booking import book
from tests.queue.hall_day import call_next, check_in, open_window, walk_in
from tests.support.people import Person


async def test_a_clerk_of_another_department_stays_out(citizen: Person, clerk: Person, other_clerk: Person) -> None:
    ticket = await check_in(clerk, (await book(citizen))["code"])
    await open_window(clerk)
    called = await call_next(clerk)
    for verb in ("open", "pause", "close", "call-next"):
        assert (await other_clerk.post(f"/api/v1/staff/windows/W01/{verb}")).status_code == 403, verb
    assert (await other_clerk.get("/api/v1/staff/windows/W01/queue")).status_code == 403
    for verb in ("start", "recall", "pass", "rejoin"):
        answer = await other_clerk.post(f"/api/v1/staff/tickets/{ticket['id']}/{verb}", {"version": called["version"]})
        assert answer.status_code == 404, verb
    assert (await other_clerk.get("/api/v1/staff/cases/prefill", ticket_id=ticket["id"])).status_code == 404
    assert (await other_clerk.get("/api/v1/staff/appointments")).json()["items"] == []
    assert await fetch("SELECT 1 FROM audit_line WHERE act = 'personal_data.read'") == []


async def test_who_watches_does_not_touch(
    clerk: Person, supervisor: Person, coordinator: Person, admin: Person
) -> None:
    ticket = await walk_in(clerk)
    for person in (supervisor, coordinator, admin):
        assert (await person.post("/api/v1/staff/windows/W01/open")).status_code == 403
        assert (await person.post("/api/v1/staff/tickets", {"item_code": "HZ01"})).status_code == 403
        assert (await person.post("/api/v1/staff/check-ins", {"code": "0000000000"})).status_code == 403
        path = f"/api/v1/staff/tickets/{ticket['id']}/start"
        assert (await person.post(path, {"version": 1})).status_code == 403
    assert (await supervisor.get("/api/v1/staff/appointments")).status_code == 200
    assert (await admin.get("/api/v1/staff/appointments")).status_code == 403


async def test_supervision_sees_the_days_list_masked(citizen: Person, supervisor: Person) -> None:
    await book(citizen)
    [row] = (await supervisor.get("/api/v1/staff/appointments", day="2026-11-23")).json()["items"]
    assert (row["name_masked"], row["phone_masked"], row["ticket_number"]) == ("王*", "138****0001", None)
    others = await supervisor.get("/api/v1/staff/appointments", day="2026-11-23", department="SCJG")
    assert others.json()["items"] == []


async def test_citizens_and_nobody_are_not_staff(citizen: Person, anonymous: Person) -> None:
    for person in (citizen, anonymous):
        assert (await person.get("/api/v1/staff/windows")).status_code == 401
        assert (await person.post("/api/v1/staff/check-ins", {"code": "0000000000"})).status_code == 401
        assert (await person.get("/api/v1/queue/summary")).status_code == 200


async def test_reading_the_papers_is_audited(citizen: Person, clerk: Person) -> None:
    ticket = await check_in(clerk, (await book(citizen))["code"])
    await clerk.get("/api/v1/staff/cases/prefill", ticket_id=ticket["id"])
    [line] = await fetch("SELECT actor, subject FROM audit_line WHERE act = 'personal_data.read'")
    assert line["actor"].startswith("staff:")
    assert line["subject"].startswith("citizen:")
