"""The nightly proof that counters are what the rows say, and what happens when they are not."""

from __future__ import annotations

import orjson
import pytest
from structlog.testing import capture_logs

from backend.appointments.plans.reconciling import reconcile
from backend.database import fetch
from tests.appointments.booking import book, free_slots, hold, pass_the_delay
from tests.appointments.planning import API, overview
from tests.support.people import Person
from tests.support.product import Product


async def test_counters_agree_after_everything_people_do(
    app: Product, citizen: Person, stranger: Person, coordinator: Person, anonymous: Person
) -> None:
    booked = await book(citizen, day="2026-11-24")
    other = (await free_slots(citizen, day="2026-11-24"))[4]["id"]
    await citizen.post(f"{API}/appointments/{booked['id']}/reschedule", {"slot_id": other})
    await hold(stranger, (await free_slots(stranger))[3]["id"])
    for _ in range(2):
        report = await reconcile(app.clock.now())
        assert (report.differing, report.differences) == (0, [])
        await pass_the_delay(app)
    assert report.slots == (await fetch("SELECT count(*) AS n FROM slot"))[0]["n"]
    seen = (await overview(coordinator))["reconciliation"]
    assert seen["text"] == f"{report.slots} 个时段的计数与预约一致。"


async def test_a_difference_is_found_told_and_not_repaired(
    app: Product, citizen: Person, coordinator: Person, anonymous: Person
) -> None:
    booked = await book(citizen)
    slot = booked["slot"]["id"]
    await fetch("UPDATE slot SET used_online = 0 WHERE id = $1", [slot])
    with capture_logs() as lines:
        report = await reconcile(app.clock.now())
    assert [(line["event"], line["log_level"]) for line in lines] == [("reconciliation_differs", "error")]
    expected = {"slot": slot, "used_online": 0, "rows_online": 1, "used_staff": 0, "rows_staff": 0}
    assert report.differences == [expected]
    assert (await fetch("SELECT used_online FROM slot WHERE id = $1", [slot])) == [{"used_online": 0}]
    seen = (await overview(coordinator))["reconciliation"]
    assert (seen["differing"], seen["differences"]) == (1, [expected])
    assert seen["text"] == "1 个时段的计数与预约对不上。请联系技术人员。"
    ready = await anonymous.get("/readyz")
    assert (ready.status_code, ready.json()["checks"]["places"]["fact"][:4]) == (200, "1 of")
    figures = await anonymous.http.get("/metrics", headers={"Authorization": f"Bearer {app.settings.metrics_token}"})
    assert "yichuang_reconciliation_differences 1.0" in figures.text


def test_the_command_says_it_too(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    import typer

    from backend.cli import reconciling as command

    report = {"created_at": "2026-11-23", "since": "2026-10-23", "slots": 9, "differing": 1, "differences": []}
    monkeypatch.setattr(command, "_report", lambda _settings: None)
    monkeypatch.setattr(command, "run", lambda _work: report)
    with pytest.raises(typer.Exit):
        command.reconcile(as_json=True)
    assert orjson.loads(capsys.readouterr().out)["differing"] == 1
