"""What may happen at the same moment: repeats of one key, a call and a cancellation, a template and a booking."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest

from backend.appointments import service
from backend.common.clock import FixedClock
from backend.database import fetch
from tests.appointments.booking import ITEM, confirm, free_slots, hold
from tests.queue.hall_day import call_next, check_in, open_window
from tests.support.people import Person
from tests.support.product import Product

REPLAYS = 200


async def _counters_hold() -> bool:
    """Whether every slot counts as many places as appointments have in it."""
    wrong = await fetch(
        "SELECT id FROM slot WHERE used_online <> (SELECT count(*) FROM appointment_slot"
        " WHERE slot_id = slot.id AND side = 'online' AND released_at IS NULL)"
    )
    return not wrong


async def _booked_for_eleven(citizen: Person) -> dict[str, Any]:
    """In two hours: the last moment for cancelling is the first one for checking in."""
    slots = await free_slots(citizen, day="2026-11-23")
    [eleven] = [slot["id"] for slot in slots if slot["start"].startswith("2026-11-23T11:00")]
    return await confirm(citizen, (await hold(citizen, eleven))["id"])


async def test_two_hundred_repeats_of_one_key_make_one_booking(citizen: Person) -> None:
    slot = (await free_slots(citizen))[0]["id"]
    body = {"slot_id": slot, "item_codes": [ITEM]}
    answers = await asyncio.gather(
        *(citizen.post("/api/v1/appointments", body, key="the-one-key") for _ in range(REPLAYS))
    )
    answered = [answer for answer in answers if answer.status_code == 201]
    assert len({answer.content for answer in answered}) == 1
    assert {answer.status_code for answer in answers} <= {201, 409}
    assert {answer.json()["code"] for answer in answers if answer.status_code == 409} <= {"in_progress"}
    path = f"/api/v1/appointments/{answered[0].json()['id']}/confirm"
    confirmed = await asyncio.gather(
        *(citizen.post(path, {"materials_confirmed": True}, key="the-other-key") for _ in range(REPLAYS // 4))
    )
    assert len({answer.content for answer in confirmed if answer.status_code == 200}) == 1
    rows = await fetch("SELECT state FROM appointment")
    assert [row["state"] for row in rows] == ["booked"]
    assert await _counters_hold()


async def test_a_key_is_replayed_after_the_hold_it_made_has_gone(citizen: Person) -> None:
    """The gathered way meets a known key: nothing of its round may stay."""
    slots = await free_slots(citizen)
    body = {"slot_id": slots[0]["id"], "item_codes": [ITEM]}
    first = await citizen.post("/api/v1/appointments", body, key="kept")
    assert (await citizen.post(f"/api/v1/appointments/{first.json()['id']}/cancel")).status_code == 200
    again = await citizen.post("/api/v1/appointments", body, key="kept")
    assert (again.status_code, again.content) == (201, first.content)
    assert again.headers["Idempotent-Replayed"] == "true"
    [count] = await fetch("SELECT count(*) AS n FROM appointment")
    assert count["n"] == 1
    assert await _counters_hold()


async def test_a_key_that_comes_with_another_wish_is_refused(citizen: Person) -> None:
    slots = await free_slots(citizen)
    bodies = [{"slot_id": slot["id"], "item_codes": [ITEM]} for slot in slots[:2]]
    answers = await asyncio.gather(*(citizen.post("/api/v1/appointments", body, key="kept") for body in bodies))
    assert Counter(answer.status_code for answer in answers) in ({201: 1, 422: 1}, {201: 1, 409: 1})
    assert await _counters_hold()


@pytest.mark.parametrize("round_", range(3))
async def test_a_cancellation_against_the_check_in_has_one_winner(citizen: Person, clerk: Person, round_: int) -> None:
    """Whoever cancels while the clerk scans the code: cancelled and no ticket, or a ticket and no way back."""
    booked = await _booked_for_eleven(citizen)
    await open_window(clerk)
    path = f"/api/v1/appointments/{booked['id']}/cancel"
    scan = clerk.post("/api/v1/staff/check-ins", {"code": booked["code"]})
    cancelled, checked_in = await asyncio.gather(citizen.post(path), scan)
    assert sorted((cancelled.status_code < 300, checked_in.status_code < 300)) == [False, True]
    tickets = await fetch("SELECT state FROM ticket")
    assert len(tickets) == (checked_in.status_code < 300)
    assert await _counters_hold()


async def test_cancelling_while_being_called_changes_nothing(citizen: Person, clerk: Person) -> None:
    booked = await _booked_for_eleven(citizen)
    await open_window(clerk)
    await check_in(clerk, booked["code"])
    path = f"/api/v1/appointments/{booked['id']}/cancel"
    called, *cancelled = await asyncio.gather(call_next(clerk), *(citizen.post(path) for _ in range(5)))
    assert {answer.status_code for answer in cancelled} == {409}
    assert called["state"] == "called"
    [row] = await fetch("SELECT state FROM appointment")
    assert row["state"] == "checked_in"


async def test_two_citizens_swap_their_times(citizen: Person, stranger: Person) -> None:
    slots = (await free_slots(citizen, day="2026-11-24"))[:2]
    mine = await confirm(citizen, (await hold(citizen, slots[0]["id"]))["id"])
    yours = await confirm(stranger, (await hold(stranger, slots[1]["id"]))["id"])
    answers = await asyncio.gather(
        citizen.post(f"/api/v1/appointments/{mine['id']}/reschedule", {"slot_id": slots[1]["id"]}),
        stranger.post(f"/api/v1/appointments/{yours['id']}/reschedule", {"slot_id": slots[0]["id"]}),
    )
    assert [answer.status_code for answer in answers] == [200, 200]
    assert await _counters_hold()


async def test_days_are_opened_anew_while_people_book(
    app: Product, citizen: Person, stranger: Person, clock: FixedClock
) -> None:
    """A template with fewer, then with more places is laid over slots that are being taken."""
    slots = await free_slots(citizen, day="2026-11-25")

    async def rebuild(seats: int) -> None:
        await fetch("UPDATE slot_template SET cap_online = $1::smallint", [seats])
        await service.open_days(clock.now(), settings=app.settings)

    async def book_and_cancel(person: Person, place: int) -> None:
        for turn in range(4):
            held = await hold(person, slots[place + turn]["id"])
            assert (await person.post(f"/api/v1/appointments/{held['id']}/cancel")).status_code == 200

    await asyncio.gather(book_and_cancel(citizen, 0), book_and_cancel(stranger, 4), *(rebuild(n) for n in (1, 6, 2, 1)))
    assert await _counters_hold()
    clock.advance(timedelta(minutes=app.settings.release_delay_most_minutes + 10))
    await service.release_places(clock.now())
    assert await _counters_hold()
    [row] = await fetch("SELECT count(*) AS over FROM slot WHERE used_online > cap_online")
    assert row["over"] == 0
