"""The waiting list: who came first is asked first, exactly once, and nobody is promised anything."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from backend.appointments import rules, service
from backend.database import fetch
from tests.appointments.booking import ITEM, book, free_slots, hold, pass_the_delay
from tests.common.calendars import at
from tests.support.people import Person
from tests.support.product import Product

DAY = "2026-11-24"


async def _full(day: str = DAY) -> None:
    await fetch(
        "UPDATE slot SET cap_online = used_online FROM pool WHERE pool.id = pool_id AND code = 'GA-HZ'"
        " AND day = $1::text::date",
        [day],
    )


async def _wait(person: Person, *items: str, **more: Any) -> dict[str, Any]:
    body = {"item_codes": items or (ITEM,), "days": [DAY], "periods": ["am", "pm"]} | more
    answer = await person.post("/api/v1/waitlist", body)
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


async def _mine(person: Person) -> dict[str, Any]:
    return dict((await person.get("/api/v1/me/waitlist")).json()["items"][0])


async def _sweep(app: Product) -> None:
    now = app.clock.now()
    await service.expire_holds(now, settings=app.settings)
    await service.offer_places(now, settings=app.settings)
    await service.release_places(now)


async def test_a_place_given_back_is_offered_to_who_waits(app: Product, citizen: Person, stranger: Person) -> None:
    booked = await book(citizen, day=DAY)
    await _full()
    wish = await _wait(stranger)
    assert (wish["state"], wish["ahead"], wish["next_text"][:8]) == ("waiting", 0, "您排在第一位。有")
    await _sweep(app)
    assert (await _mine(stranger))["state"] == "waiting"
    await citizen.post(f"/api/v1/appointments/{booked['id']}/cancel")
    await _sweep(app)
    await _sweep(app)
    offered = await _mine(stranger)
    assert (offered["state"], offered["actions"]) == ("offered", [])
    held = (await stranger.get(f"/api/v1/appointments/{offered['appointment_id']}")).json()
    assert (held["state"], held["slot"]["id"], held["seconds_left"]) == ("held", booked["slot"]["id"], 1800)
    [notice] = (await stranger.get("/api/v1/me/notices")).json()["items"]
    assert (notice["title"], notice["text"][-19:]) == ("候补有号了", "请在 9:30 前确认,过时给下一位。")
    await stranger.post(f"/api/v1/appointments/{held['id']}/confirm", {"materials_confirmed": True})
    assert (await _mine(stranger))["state"] == "booked"
    assert await pass_the_delay(app) == 0, "the place went to who waited, not to everybody"


async def test_who_lets_it_lapse_makes_way_for_the_next(app: Product, citizen: Person, stranger: Person) -> None:
    other = await app.citizen("张伟")
    booked = await book(other, day=DAY)
    await _full()
    await _wait(citizen)
    assert (await _wait(stranger))["ahead"] == 1
    await other.post(f"/api/v1/appointments/{booked['id']}/cancel")
    await _sweep(app)
    assert [(await _mine(one))["state"] for one in (citizen, stranger)] == ["offered", "waiting"]
    app.clock.advance(timedelta(minutes=30))
    await _sweep(app)
    assert [(await _mine(one))["state"] for one in (citizen, stranger)] == ["lapsed", "offered"]
    declined = (await _mine(stranger))["appointment_id"]
    await stranger.post(f"/api/v1/appointments/{declined}/cancel")
    assert (await _mine(stranger))["state"] == "declined"
    assert await pass_the_delay(app) == 1, "nobody waits any more: everybody may have it"


async def test_automatic_confirmation_books_two_slots_at_once(app: Product, citizen: Person, stranger: Person) -> None:
    slots = await free_slots(citizen, day=DAY)
    booked = await book(citizen, day=DAY, place=2)
    second = await hold(citizen, slots[3]["id"], "HZ03")
    await _full()
    await _wait(stranger, "HZ01", "HZ02", auto_confirm=True)
    await citizen.post(f"/api/v1/appointments/{booked['id']}/cancel")
    await _sweep(app)
    assert (await _mine(stranger))["state"] == "waiting", "one slot of two is not enough"
    await citizen.post(f"/api/v1/appointments/{second['id']}/cancel")
    await _sweep(app)
    found = (await stranger.get("/api/v1/me/appointments")).json()["items"]
    assert [(row["state"], row["slot"]["time_text"]) for row in found] == [("booked", "10:00–11:00")]
    assert (await _mine(stranger))["state"] == "booked"


async def test_many_sweeps_at_once_offer_each_place_once(app: Product, citizen: Person, stranger: Person) -> None:
    booked = await book(citizen, day=DAY)
    await _full()
    await _wait(stranger)
    third = await app.citizen("张伟")
    await _wait(third)
    await citizen.post(f"/api/v1/appointments/{booked['id']}/cancel")
    now = app.clock.now()
    sweeps = (service.offer_places(now, settings=app.settings) for _ in range(6))
    assert sum(await asyncio.gather(*sweeps)) == 1
    [slot] = await fetch("SELECT used_online, cap_online FROM slot WHERE id = $1", [booked["slot"]["id"]])
    assert slot["used_online"] == slot["cap_online"]
    states = sorted([(await _mine(stranger))["state"], (await _mine(third))["state"]])
    assert states == ["offered", "waiting"]


async def test_the_wrong_half_of_the_day_is_not_offered(app: Product, citizen: Person, stranger: Person) -> None:
    booked = await book(citizen, day=DAY)
    await _full()
    await _wait(stranger, periods=["pm"])
    await citizen.post(f"/api/v1/appointments/{booked['id']}/cancel")
    await _sweep(app)
    assert (await _mine(stranger))["state"] == "waiting"


async def test_leaving_and_waiting_in_vain(app: Product, citizen: Person, stranger: Person) -> None:
    await _full()
    wish = await _wait(citizen)
    assert (await stranger.post(f"/api/v1/waitlist/{wish['id']}/leave")).status_code == 404
    again = await citizen.post("/api/v1/waitlist", {"item_codes": ["HZ02"], "days": [DAY], "periods": ["am"]})
    assert again.json()["code"] == "wish_known"
    assert (await citizen.post(f"/api/v1/waitlist/{wish['id']}/leave")).json()["state"] == "left"
    await _wait(citizen)
    app.clock.set(at("2026-11-24 20:30"))
    assert await service.end_wishes(app.clock.now(), settings=app.settings) == 1
    assert await service.end_wishes(app.clock.now(), settings=app.settings) == 0
    assert (await _mine(citizen))["state"] == "ended"
    assert (await citizen.get("/api/v1/me/notices")).json()["items"][0]["title"] == "这次没有等到号"


@pytest.mark.parametrize(
    "change",
    [
        {"days": []},
        {"days": ["2026-11-22"]},
        {"days": ["2026-11-28"]},
        {"days": ["2027-02-01"]},
        {"periods": []},
        {"periods": ["night"]},
        {"item_codes": []},
    ],
    ids=str,
)
async def test_wishes_that_cannot_come_true_are_refused(citizen: Person, change: dict[str, Any]) -> None:
    body = {"item_codes": [ITEM], "days": [DAY], "periods": ["am"]} | change
    assert (await citizen.post("/api/v1/waitlist", body)).status_code == 422
    assert (await citizen.get("/api/v1/me/waitlist")).json()["items"] == []


@pytest.mark.parametrize(
    ("now", "until"),
    [
        ("2026-11-23 09:00", "2026-11-23 09:30"),
        ("2026-11-23 20:59", "2026-11-23 21:29"),
        ("2026-11-23 21:00", "2026-11-24 08:30"),
        ("2026-11-24 03:00", "2026-11-24 08:30"),
        ("2026-11-24 08:00", "2026-11-24 08:30"),
    ],
)
def test_nobody_must_answer_at_night(now: str, until: str) -> None:
    assert rules.offer_until(at(now), 30) == at(until)
