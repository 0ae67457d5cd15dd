"""The window bank and the pools, edited in the console."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from backend.catalogue import live
from backend.database import fetch
from tests.appointments.planning import API, WEDNESDAY, pool, slots_of
from tests.support.people import Person

WINDOW = {"name": "户政三窗", "floor": "一楼", "number": 88, "departments": ["GA-HZ"], "phone": "000-88000088"}


async def _bank(person: Person) -> list[dict[str, Any]]:
    return list((await person.get(f"{API}/staff/window-bank")).json()["items"])


async def test_a_window_is_added_changed_and_taken_out_of_use(coordinator: Person, admin: Person) -> None:
    hall = (await coordinator.get(f"{API}/staff/window-bank")).json()["halls"][0]["code"]
    body = WINDOW | {"hall": hall}
    added = await coordinator.post(f"{API}/staff/window-bank", body)
    assert added.status_code == 201, added.text
    made = next(row for row in added.json()["items"] if row["number"] == 88)
    await live.load()
    assert live.current().window(made["code"]).name == "户政三窗"
    assert "GA-HZ" in live.current().window(made["code"]).departments
    taken = await admin.post(f"{API}/staff/window-bank", body)
    assert (taken.status_code, taken.json()["message"]) == (409, "88 号已经是“户政三窗”。请换一个号。")
    path = f"{API}/staff/window-bank/{made['code']}"
    changed = await admin.put(path, body | {"name": "户政夜窗", "version": made["version"]})
    assert changed.status_code == 200, changed.text
    stale = await coordinator.put(path, body | {"version": made["version"], "hidden": True})
    assert (stale.status_code, stale.json()["code"]) == (409, "stale")
    hidden = await coordinator.put(path, body | {"version": made["version"] + 1, "hidden": True})
    assert [row["hidden"] for row in hidden.json()["items"] if row["code"] == made["code"]] == [True]
    await live.load()
    assert made["code"] not in live.current().windows
    lines = await fetch("SELECT count(*) AS n FROM audit_line WHERE act = 'catalogue.window'")
    assert lines == [{"n": 3}]


async def test_a_published_window_can_be_changed_and_nonsense_is_refused(coordinator: Person) -> None:
    row = next(one for one in await _bank(coordinator) if one["code"] == "W01")
    body = {name: row[name] for name in ("name", "floor", "number", "phone", "version")}
    body |= {"hall": row["hall"]["code"], "departments": [one["code"] for one in row["departments"]]}
    path = f"{API}/staff/window-bank/W01"
    for change in ({"number": 0}, {"departments": []}, {"departments": ["NO"]}, {"hall": "nowhere"}, {"name": ""}):
        assert (await coordinator.put(path, body | change)).status_code == 422, change
    assert (await coordinator.put(f"{API}/staff/window-bank/W99", body)).status_code == 404
    assert (await coordinator.put(path, body | {"floor": "二楼"})).status_code == 200
    assert next(one for one in await _bank(coordinator) if one["code"] == "W01")["floor"] == "二楼"


async def test_pools_are_added_and_changed(coordinator: Person, run_jobs: Callable[[], Awaitable[int]]) -> None:
    body: dict[str, Any] = {"name": "户政夜场", "departments": ["GA-HZ"], "windows": ["W01"]}
    added = await coordinator.post(f"{API}/staff/pools", body)
    assert added.status_code == 201, added.text
    made = added.json()
    assert ([row["code"] for row in made["windows"]], made["all_windows"]) == (["W01"], False)
    await run_jobs()
    assert len(await slots_of(made["code"], WEDNESDAY)) == 13
    known = await pool(coordinator)
    changed = {"name": "户政号池", "departments": ["GA-HZ"], "version": known["version"]}
    path = f"{API}/staff/pools/{known['id']}"
    assert (await coordinator.put(path, changed)).json()["name"] == "户政号池"
    assert (await coordinator.put(path, changed)).json()["code"] == "stale"
    for change in ({"departments": []}, {"departments": ["NO"]}, {"windows": ["W99"]}, {"name": "x" * 41}):
        assert (await coordinator.post(f"{API}/staff/pools", body | change)).status_code == 422, change
