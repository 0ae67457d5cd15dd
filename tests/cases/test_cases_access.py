"""Who may see and do what."""

from __future__ import annotations

from backend.cases import jobs
from backend.catalogue import live
from backend.common.clock import FixedClock
from backend.database import fetch
from backend.outbox import Job
from tests.cases.desk import act, register, registration, show_card
from tests.support.people import LI, Person
from tests.support.product import Product


async def test_a_citizen_sees_only_own_cases(
    citizen: Person, stranger: Person, clerk: Person, clock: FixedClock
) -> None:
    await show_card(citizen, clock.now())
    await show_card(stranger, clock.now(), LI)
    mine = await register(clerk)
    await register(clerk, who=LI)
    listed = (await citizen.get("/api/v1/me/cases")).json()
    assert [case["id"] for case in listed["items"]] == [mine["id"]]
    assert (await citizen.get(f"/api/v1/cases/{mine['id']}")).status_code == 200
    assert (await stranger.get(f"/api/v1/cases/{mine['id']}")).status_code == 404


async def test_anonymous_people_see_nothing(anonymous: Person) -> None:
    assert (await anonymous.get("/api/v1/me/cases")).status_code == 401
    assert (await anonymous.get("/api/v1/staff/cases")).status_code == 401
    assert (await anonymous.get("/api/v1/cases/018f2f3e-0000-7000-8000-000000000000")).status_code == 401


async def test_another_department_sees_nothing(clerk: Person, other_clerk: Person) -> None:
    case = await register(clerk)
    url = f"/api/v1/staff/cases/{case['id']}"
    assert (await other_clerk.get("/api/v1/staff/cases")).json()["items"] == []
    assert (await other_clerk.get(url)).status_code == 404
    assert (await other_clerk.post(f"{url}/accept", {"version": 1})).status_code == 404
    assert (await other_clerk.get(f"{url}/receipt")).status_code == 404


async def test_a_clerk_registers_only_own_items(other_clerk: Person) -> None:
    answer = await other_clerk.post("/api/v1/staff/cases", registration())
    assert answer.status_code == 422
    assert answer.json()["details"]["fields"][0]["field"] == "item_code"


READS = ("/api/v1/staff/cases", "/api/v1/staff/cases/{id}")
WRITES = {
    "/api/v1/staff/cases/{id}/accept": {},
    "/api/v1/staff/cases/{id}/supplement": {"materials": [{"name": "居民户口簿", "reason": "没有带来"}]},
    "/api/v1/staff/cases/{id}/supplied": {"materials": ["居民户口簿"]},
    "/api/v1/staff/cases/{id}/refuse-acceptance": {"reason": "不属于本中心。"},
    "/api/v1/staff/cases/{id}/advance": {"opinion": "同意。"},
    "/api/v1/staff/cases/{id}/decide": {"result": "准予"},
    "/api/v1/staff/cases/{id}/hand-over": {"receiver_name": "王小明"},
}
RECEIPT = "/api/v1/staff/cases/{id}/receipt"


async def test_watchers_read_and_change_nothing(clerk: Person, supervisor: Person, coordinator: Person) -> None:
    case = await register(clerk)
    for watcher in (supervisor, coordinator):
        for address in READS:
            assert (await watcher.get(address.format(id=case["id"]))).status_code == 200
        assert (await watcher.get(READS[1].format(id=case["id"]))).json()["actions"] == []
        assert (await watcher.get(RECEIPT.format(id=case["id"]))).status_code == 403
        for address, body in WRITES.items():
            answer = await watcher.post(address.format(id=case["id"]), {"version": 1, **body})
            assert answer.status_code == 403, address
    after = (await clerk.get(READS[1].format(id=case["id"]))).json()
    assert (after["version"], len(after["events"])) == (1, 1)


async def test_nobody_works_here_without_logging_in(
    anonymous: Person, citizen: Person, clerk: Person, other_clerk: Person
) -> None:
    case = await register(clerk)
    for person, status in ((anonymous, 401), (citizen, 401), (other_clerk, 404)):
        for address, body in WRITES.items():
            if (person, address) == (other_clerk, "/api/v1/staff/cases/{id}/decide"):
                continue
            answer = await person.post(address.format(id=case["id"]), {"version": 1, **body})
            assert answer.status_code == status, address
        assert (await person.get(RECEIPT.format(id=case["id"]))).status_code == status


async def test_a_clerk_does_not_decide_and_a_head_does_not_accept(clerk: Person, head: Person) -> None:
    case = await register(clerk)
    url = f"/api/v1/staff/cases/{case['id']}"
    assert (await head.post(f"{url}/accept", {"version": 1})).status_code == 403
    accepted = await act(clerk, case, "accept")
    body = {"version": accepted["version"], "result": "准予"}
    assert (await clerk.post(f"{url}/decide", body)).status_code == 403


async def test_views_search_and_pages(clerk: Person, coordinator: Person, clock: FixedClock) -> None:
    cases = [await register(clerk) for _ in range(3)]
    await act(clerk, cases[0], "accept")
    await act(clerk, cases[1], "refuse-acceptance", reason="不属于本中心。")
    first = (await clerk.get("/api/v1/staff/cases", view="open", limit=1)).json()
    assert [row["id"] for row in first["items"]] == [cases[2]["id"]]
    second = (await clerk.get("/api/v1/staff/cases", view="open", limit=1, cursor=first["next"])).json()
    assert [row["id"] for row in second["items"]] == [cases[0]["id"]]
    assert second["next"] is None
    decided = (await coordinator.get("/api/v1/staff/cases", view="decided")).json()["items"]
    assert [row["id"] for row in decided] == [cases[1]["id"]]
    by_number = (await clerk.get("/api/v1/staff/cases", view="mine", q=cases[2]["number"][-8:])).json()["items"]
    assert [row["id"] for row in by_number] == [cases[2]["id"]]
    by_person = (await clerk.get("/api/v1/staff/cases", q="110101199003070011")).json()["items"]
    assert len(by_person) == 2
    assert (await clerk.get("/api/v1/staff/cases", q="110101195405120028")).json()["items"] == []
    assert (await clerk.get("/api/v1/staff/cases", view="late")).json()["items"] == []


async def test_the_receipt_carries_number_code_and_picture(clerk: Person) -> None:
    case = await register(clerk)
    sheet = (await clerk.get(f"/api/v1/staff/cases/{case['id']}/receipt")).json()
    assert (sheet["number"], sheet["query_code"]) == (case["number"], case["query_code"])
    assert sheet["title"] == "收件凭证"
    assert sheet["qr_svg"].startswith("data:image/svg+xml")
    assert {"label": "事项", "value": "居民身份证首次申领"} in sheet["lines"]
    assert "110101199003070011" not in str(sheet)
    rows = await fetch("SELECT actor FROM audit_line WHERE act = 'cases.receipt'")
    assert len(rows) == 1


async def test_personal_data_is_sealed_in_the_database(clerk: Person) -> None:
    await register(clerk, summary="电话 13800000001")
    (row,) = await fetch("SELECT * FROM case_file")
    assert "王小明" not in str(row)
    assert "13800000001" not in str(row)
    assert "110101199003070011" not in str(row)


async def test_provisional_dates_are_counted_again(app: Product, clerk: Person, clock: FixedClock) -> None:
    case = await act(clerk, await register(clerk), "accept")
    await fetch("UPDATE case_file SET provisional = true, promised_at = now() WHERE id = $1", [case["id"]])
    await jobs.recount(Job("cases.recount", {}, clock.now(), app.settings, 1))
    seen = (await clerk.get(f"/api/v1/staff/cases/{case['id']}")).json()
    assert seen["promised_at"] == "2026-12-14T17:00:00+08:00"
    assert seen["events"][-1]["title"] == "办结日期有更新"
    await jobs.forget_lookups(Job("cases.forget_lookups", {}, clock.now(), app.settings, 1))


async def test_the_centres_own_window_takes_departments_without_one(app: Product) -> None:
    clerk = await app.staff("clerk", "ZX")
    book = live.current().book
    away = {department.code for department in book.departments if not department.stationed}
    guide = next(guide for guide in book.guides if guide.department in away and "个人" in guide.subjects)
    answer = await clerk.post("/api/v1/staff/cases", registration() | {"item_code": guide.code, "materials": []})
    assert answer.status_code == 201, answer.text
    assert (await clerk.get("/api/v1/staff/cases")).json()["items"][0]["item"]["code"] == guide.code
