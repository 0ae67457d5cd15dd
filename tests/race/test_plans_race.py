"""Plans change while people book: nobody is lost, nothing is oversold, counters stay what the rows say."""

from __future__ import annotations

import asyncio
from collections import Counter
from uuid import UUID

from backend.appointments.plans.rebuilding import rebuild
from backend.appointments.plans.reconciling import reconcile
from backend.database import fetch
from tests.appointments.booking import free_slots, hold
from tests.appointments.planning import API, MORNING, WEDNESDAY, closure, enter, template
from tests.support.people import Person
from tests.support.product import Product

ROUNDS = 6


async def _pool() -> UUID:
    [row] = await fetch("SELECT id FROM pool WHERE code = 'GA-HZ'")
    return UUID(str(row["id"]))


async def test_templates_change_while_people_book(
    app: Product, coordinator: Person, citizen: Person, stranger: Person
) -> None:
    pool, slots = await _pool(), await free_slots(citizen, day=WEDNESDAY)

    async def books(person: Person, offset: int) -> Counter[int]:
        answers: Counter[int] = Counter()
        for slot in slots[offset : offset + ROUNDS]:
            held = await person.post(f"{API}/appointments", {"slot_id": slot["id"], "item_codes": ["HZ01"]})
            answers[held.status_code] += 1
            if held.status_code == 201:
                await person.post(f"{API}/appointments/{held.json()['id']}/cancel")
        return answers

    async def plans() -> None:
        for minutes in (20, 30) * (ROUNDS // 2):
            await enter(coordinator, template(MORNING | {"minutes": minutes}))
            await rebuild(pool, app.clock.now(), settings=app.settings)

    counted = await asyncio.gather(books(citizen, 0), books(stranger, 2), plans())
    assert all(set(one) <= {201, 404, 409} for one in counted[:2])
    assert (await reconcile(app.clock.now())).differing == 0


async def test_a_day_closes_while_two_confirm(
    app: Product, coordinator: Person, citizen: Person, stranger: Person
) -> None:
    """Who confirmed in time is in the conflict list, who did not is told that the hold ended. Nobody is in between."""
    pool, slots = await _pool(), await free_slots(citizen, day=WEDNESDAY)
    held = [await hold(person, slots[3]["id"]) for person in (citizen, stranger)]
    await enter(coordinator, closure())
    confirms = (
        person.post(f"{API}/appointments/{row['id']}/confirm", {"materials_confirmed": True})
        for person, row in zip((citizen, stranger), held, strict=True)
    )
    rebuilds = (rebuild(pool, app.clock.now(), settings=app.settings) for _ in range(3))
    answers, _ = await asyncio.gather(asyncio.gather(*confirms), asyncio.gather(*rebuilds))
    await rebuild(pool, app.clock.now(), settings=app.settings)
    states = Counter(row["state"] for row in await fetch("SELECT state FROM appointment"))
    confirmed = sum(answer.status_code == 200 for answer in answers)
    assert states == Counter(booked=confirmed, cancelled_by_centre=2 - confirmed)
    assert len(await fetch("SELECT id FROM booking_conflict")) == confirmed
    assert (await reconcile(app.clock.now())).differing == 0
