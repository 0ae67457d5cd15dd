"""The machine in the hall: its key, drawing a number, the paper."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from backend.database import fetch
from tests.queue.hall_day import call_next, ok, open_window, refused, serve_next, walk_in
from tests.support.people import Person
from tests.support.product import Product

_TEN = timedelta(minutes=10)


async def _kiosk(app: Product, admin: Person) -> tuple[Person, dict[str, Any]]:
    added = await ok(await admin.post("/api/v1/staff/kiosks", {"name": "一号机", "hall": "DT"}), 201)
    machine = app.anonymous()
    machine.http.headers["Authorization"] = f"Bearer {added['key']}"
    return machine, added


async def test_a_machine_is_known_by_its_key_until_it_is_shut_out(
    app: Product, admin: Person, anonymous: Person, clerk: Person
) -> None:
    refused(await anonymous.get("/api/v1/kiosk"), 401, "kiosk_unknown")
    machine, added = await _kiosk(app, admin)
    assert added["path"] == f"/kiosk/#{added['key']}"
    offered = await ok(await machine.get("/api/v1/kiosk"))
    assert (offered["kiosk"], offered["name"], len(offered["groups"])) == ("一号机", "政务服务大厅", 5)
    department = next(row for row in offered["departments"] if row["code"] == "GA-HZ")
    assert department["windows_text"] == "1、2 号窗口"
    assert "HZ01" in [item["code"] for item in department["items"]]
    [listed] = (await ok(await admin.get("/api/v1/staff/kiosks")))["items"]
    assert listed["last_seen_at"] is not None
    [kept] = await fetch("SELECT key_hash FROM kiosk")
    assert added["key"] not in kept["key_hash"]
    path = f"/api/v1/staff/kiosks/{added['kiosk']['id']}/revoke"
    assert (await clerk.post(path)).status_code == 403
    assert (await ok(await admin.post(path)))["actions"] == []
    refused(await machine.post("/api/v1/kiosk/tickets", {"item_code": "HZ01"}), 401, "kiosk_unknown")
    assert (await clerk.get("/api/v1/staff/kiosks")).status_code == 403
    bad = await admin.post("/api/v1/staff/kiosks", {"name": "二号机", "hall": "NOPE"})
    assert bad.status_code == 404
    assert (await clerk.post("/api/v1/staff/kiosks", {"name": "二号机", "hall": "DT"})).status_code == 403


async def test_a_number_from_the_machine_and_its_paper(app: Product, admin: Person, clerk: Person) -> None:
    machine, _ = await _kiosk(app, admin)
    await walk_in(clerk)
    slip = await ok(await machine.post("/api/v1/kiosk/tickets", {"item_code": "HZ01", "priority": "elder"}), 201)
    assert (slip["number"], slip["hall"], slip["place_text"]) == ("A002", "政务服务大厅", "一楼 1、2 号窗口")
    assert (slip["ahead_text"], slip["priority_label"]) == ("下一个就是您,请留意叫号。", "老年人")
    assert slip["rule_text"] == "过号可重新排队,等 3 位后再叫您。还可 2 次。"
    await open_window(clerk)
    called = await call_next(clerk)
    assert (called["number"], called["priority_label"], called["citizen_known"]) == ("A002", "老年人", False)
    printed = await ok(await clerk.get(f"/api/v1/staff/tickets/{called['id']}/slip"))
    assert printed["number"] == "A002"
    refused(await machine.post("/api/v1/kiosk/tickets", {"item_code": "NOPE"}), 404, "not_found")


async def test_how_well_the_told_wait_came_true(clerk: Person, supervisor: Person, app: Product) -> None:
    await open_window(clerk)
    for _ in range(3):
        await walk_in(clerk)
    for _ in range(3):
        app.clock.advance(_TEN)
        await serve_next(clerk)
    [row] = (await ok(await supervisor.get("/api/v1/staff/queue/estimates")))["items"]
    assert (row["department"]["code"], row["tickets"]) == ("GA-HZ", 3)
    told, came = [0, 20, 40], [10, 20, 30]
    errors = [one - other for one, other in zip(told, came, strict=True)]
    assert row["bias"] == sum(errors) / 3
    assert row["mean_absolute"] == round(sum(map(abs, errors)) / 3, 1)
