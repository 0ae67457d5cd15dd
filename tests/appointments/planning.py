"""What the coordination office enters, for the tests of the plans."""

from __future__ import annotations

from typing import Any

from backend.database import fetch
from tests.support.people import Person

API = "/api/v1"
WEDNESDAY = "2026-11-25"
MORNING = {"start": "09:00", "end": "12:00", "minutes": 30, "cap_online": 2, "cap_staff": 1}


async def overview(person: Person) -> dict[str, Any]:
    answer = await person.get(f"{API}/staff/plans")
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def pool(person: Person, code: str = "GA-HZ") -> dict[str, Any]:
    """A pool in short."""
    return next(dict(row) for row in (await overview(person))["pools"] if row["code"] == code)


async def plan(person: Person, code: str = "GA-HZ") -> dict[str, Any]:
    """Everything about a pool."""
    answer = await person.get(f"{API}/staff/pools/{(await pool(person, code))['id']}")
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def request(person: Person, change: dict[str, Any], *codes: str) -> dict[str, Any]:
    """The body of a change for these pools."""
    found = [await pool(person, code) for code in codes]
    return {"change": change, "pools": [{"id": row["id"], "version": row["version"]} for row in found]}


async def preview(person: Person, change: dict[str, Any], *codes: str) -> dict[str, Any]:
    answer = await person.post(f"{API}/staff/plans/preview", await request(person, change, *codes or ("GA-HZ",)))
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def enter(person: Person, change: dict[str, Any], *codes: str) -> dict[str, Any]:
    answer = await person.post(f"{API}/staff/plans/changes", await request(person, change, *codes or ("GA-HZ",)))
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def closure(*days: str, **more: Any) -> dict[str, Any]:
    return {"kind": "closure", "days": list(days or (WEDNESDAY,)), "reason": "停电检修", **more}


def exception(*rows: dict[str, Any], days: tuple[str, ...] = (WEDNESDAY,)) -> dict[str, Any]:
    return {"kind": "exception", "days": list(days), "rows": list(rows or (MORNING,)), "reason": "下午开会"}


def template(*rows: dict[str, Any], weekdays: tuple[int, ...] = (2,), since: str = "2026-11-24") -> dict[str, Any]:
    return {"kind": "template", "weekdays": list(weekdays), "valid_from": since, "rows": list(rows or (MORNING,))}


def leave(window: str, first: str = WEDNESDAY, last: str = WEDNESDAY) -> dict[str, Any]:
    return {"kind": "leave", "window": window, "first_day": first, "last_day": last, "reason": "培训"}


async def slots_of(code: str, day: str) -> list[dict[str, Any]]:
    """A pool's open slots of a day: time, and both capacities."""
    return await fetch(
        "SELECT to_char(starts_at AT TIME ZONE 'Asia/Shanghai', 'HH24:MI') AS at, cap_online, cap_staff FROM slot"
        " JOIN pool ON pool.id = pool_id WHERE code = $1 AND day = $2::text::date AND status = 'open'"
        " ORDER BY starts_at",
        [code, day],
    )
