"""Several items in one appointment: as many slots in a row as they need."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from backend.appointments import service
from backend.common.clock import FixedClock
from backend.database import fetch
from tests.appointments.booking import board, confirm, free_slots, hold, pass_the_delay
from tests.support.people import Person
from tests.support.product import Product

DAY = "2026-11-24"
TWO = {"with": "HZ02"}


async def used(day: str = DAY) -> dict[str, int]:
    """Places taken on a day in the pool of 户政, by start (``9:00``)."""
    rows = await fetch(
        "SELECT to_char(starts_at AT TIME ZONE 'Asia/Shanghai', 'FMHH24:MI') AS start, used_online FROM slot"
        " JOIN pool ON pool.id = pool_id WHERE pool.code = 'GA-HZ' AND day = $1::text::date AND used_online > 0"
        " ORDER BY starts_at",
        [day],
    )
    return {row["start"]: row["used_online"] for row in rows}


async def starts(person: Person, **query: Any) -> list[dict[str, Any]]:
    day = next(day for day in (await board(person, **query))["days"] if day["day"] == DAY)
    return list(day["slots"])


async def test_only_starts_with_room_for_everything_are_shown(citizen: Person) -> None:
    seen = await board(citizen, **TWO)
    assert ([item["code"] for item in seen["items"]], seen["minutes"]) == (["HZ01", "HZ02"], 40)
    times = [slot["time_text"] for slot in await starts(citizen, **TWO)]
    assert (times[0], times[4], times[5]) == ("9:00–10:00", "11:00–12:00", "13:30–14:30")
    await fetch(
        "UPDATE slot SET used_online = cap_online FROM pool WHERE pool.id = pool_id AND code = 'GA-HZ'"
        " AND starts_at = '2026-11-24 10:00+08'"
    )
    free = [slot["time_text"] for slot in await starts(citizen, **TWO) if slot["free"]]
    assert free[:3] == ["9:00–10:00", "10:30–11:30", "11:00–12:00"]
    assert "9:30–10:00" in [slot["time_text"] for slot in await free_slots(citizen, day=DAY)]


async def test_two_items_take_two_slots_and_give_both_back(app: Product, citizen: Person) -> None:
    first = (await starts(citizen, **TWO))[0]
    held = await hold(citizen, first["id"], "HZ01", "HZ02")
    assert (held["when_text"], held["minutes"]) == ("11月24日(周二) 9:00–10:00", 40)
    assert [item["code"] for item in held["items"]] == ["HZ01", "HZ02"]
    assert await used() == {"9:00": 1, "9:30": 1}
    booked = await confirm(citizen, held["id"])
    notice = (await citizen.get("/api/v1/me/notices")).json()["items"][0]
    assert notice["text"].startswith("约好了:居民身份证首次申领等 2 件事,11月24日(周二) 9:00–10:00。")
    move = {"slot_id": (await starts(citizen, **TWO))[1]["id"]}
    moved = (await citizen.post(f"/api/v1/appointments/{booked['id']}/reschedule", move)).json()
    assert moved["slot"]["time_text"] == "9:30–10:30"
    assert await used() == {"9:00": 1, "9:30": 1, "10:00": 1}, "the place in the middle is kept, not taken again"
    assert await pass_the_delay(app) == 1
    assert await used() == {"9:30": 1, "10:00": 1}
    await citizen.post(f"/api/v1/appointments/{booked['id']}/cancel")
    assert await pass_the_delay(app) == 2
    assert await used() == {}


async def test_what_does_not_fit_is_refused_with_times_that_fit(citizen: Person, stranger: Person) -> None:
    before_lunch = next(slot for slot in await free_slots(citizen, day=DAY) if slot["time_text"] == "11:30–12:00")
    body = {"slot_id": before_lunch["id"], "item_codes": ["HZ01", "HZ02"]}
    refused = (await citizen.post("/api/v1/appointments", body)).json()
    assert refused["code"] == "slot_taken"
    others = [other["time_text"] for other in refused["details"]["alternatives"]]
    assert others == ["11:00–12:00", "10:30–11:30", "10:00–11:00"]
    assert await used() == {}


@pytest.mark.parametrize(
    ("codes", "status", "code"),
    [
        ([], 422, "invalid_input"),
        (["HZ01", "HZ01"], 422, "invalid_input"),
        (["HZ01", "HZ02", "HZ03", "HZ04"], 409, "too_many_items"),
        (["HZ01"] * 1000, 422, "invalid_input"),
        (["HZ01", "SCJG01"], 409, "not_together"),
        (["HZ01", "NOPE01"], 404, "not_found"),
        (["HZ01", ""], 422, "invalid_input"),
        ("HZ01", 422, "invalid_input"),
    ],
    ids=lambda value: str(value)[:30],
)
async def test_lists_that_make_no_sense_are_refused(citizen: Person, codes: Any, status: int, code: str) -> None:
    slot = (await free_slots(citizen, day=DAY))[0]
    answer = await citizen.post("/api/v1/appointments", {"slot_id": slot["id"], "item_codes": codes})
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert any("一" <= letter <= "鿿" for letter in answer.json()["message"])
    assert await used() == {}


async def test_no_item_twice_a_day_also_as_the_second_one(citizen: Person) -> None:
    rows = await starts(citizen, **TWO)
    await confirm(citizen, (await hold(citizen, rows[0]["id"], "HZ01", "HZ02"))["id"])
    again = {"slot_id": rows[5]["id"], "item_codes": ["HZ03", "HZ02"]}
    assert (await citizen.post("/api/v1/appointments", again)).json()["code"] == "too_many"
    assert await used() == {"9:00": 1, "9:30": 1}


async def test_overlapping_wishes_never_block_each_other(
    app: Product, citizen: Person, stranger: Person, clock: FixedClock
) -> None:
    """One seat a slot, spans that overlap in both directions: whoever loses has taken nothing."""
    await fetch("UPDATE slot SET cap_online = 1 WHERE day = '2026-11-24'")
    rows = await starts(citizen, **TWO)
    for _ in range(4):
        wishes = [
            person.post("/api/v1/appointments", {"slot_id": rows[place]["id"], "item_codes": ["HZ01", "HZ02"]})
            for person, place in ((citizen, 0), (stranger, 1))
        ]
        answers = await asyncio.gather(*wishes)
        assert sorted(answer.status_code for answer in answers) == [201, 409]
        assert sum((await used()).values()) == 2
        clock.advance(timedelta(minutes=8))
        await service.expire_holds(clock.now(), settings=app.settings)
        await pass_the_delay(app)
        assert await used() == {}
