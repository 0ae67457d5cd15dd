"""Sixty phones on five seats; two clerks on one queue; a confirmation against the end of its hold."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from datetime import timedelta

import httpx
import pytest
import pytest_asyncio

from backend.accounts.models import Citizen, CitizenSession
from backend.accounts.states import Channel
from backend.appointments import service
from backend.common.clock import FixedClock
from backend.common.crypto import hash_token
from backend.common.ids import new_token
from backend.database import fetch
from tests.appointments.booking import book, confirm, free_slots, hold
from tests.queue.hall_day import call_next, check_in, open_window, walk_in
from tests.support.people import Person
from tests.support.product import Product

PEOPLE, SEATS = 60, 5


class Phone(Person):
    """A phone that loads no certificates for plain HTTP: sixty of them would take seconds."""

    def __init__(self, base: str, name: str, token: str) -> None:
        self.name = name
        headers = {"Authorization": f"Bearer {token}"}
        self.http = httpx.AsyncClient(base_url=base, headers=headers, trust_env=False, timeout=30, verify=False)


async def _logged_in(app: Product, number: int) -> Person:
    """A citizen with a session, written straight into the tables: log-in is not what races here."""
    now = app.clock.now()
    token = new_token()
    citizen = await Citizen.create(created_at=now)
    await CitizenSession.create(
        created_at=now,
        citizen_id=citizen.id,
        token_hash=hash_token(token),
        channel=Channel.MP,
        expires_at=now + timedelta(days=1),
    )
    person = Phone(app.base, f"第{number}位", token)
    app.people.append(person)
    return person


@pytest_asyncio.fixture
async def crowd(app: Product) -> AsyncIterator[list[Person]]:
    yield [await _logged_in(app, number) for number in range(PEOPLE)]


async def _slot(crowd: list[Person], place: int = 0, seats: int = SEATS) -> str:
    slot_id: str = (await free_slots(crowd[0], day="2026-11-24"))[place]["id"]
    await fetch("UPDATE slot SET cap_online = $2 WHERE id = $1", [slot_id, seats])
    return slot_id


async def _used(slot_id: str) -> tuple[int, int]:
    """Places counted in the slot, and those that appointments have."""
    [slot] = await fetch("SELECT used_online FROM slot WHERE id = $1", [slot_id])
    [rows] = await fetch(
        "SELECT count(*) AS held FROM appointment_slot WHERE slot_id = $1 AND released_at IS NULL", [slot_id]
    )
    return slot["used_online"], rows["held"]


async def test_sixty_people_five_seats(crowd: list[Person]) -> None:
    slot_id = await _slot(crowd)
    body = {"slot_id": slot_id, "item_codes": ["HZ01"]}
    answers = await asyncio.gather(*(person.post("/api/v1/appointments", body) for person in crowd))
    assert Counter(answer.status_code for answer in answers) == {201: SEATS, 409: PEOPLE - SEATS}
    refused = [answer.json() for answer in answers if answer.status_code == 409]
    assert {refusal["code"] for refusal in refused} == {"slot_taken"}
    assert all(len(refusal["details"]["alternatives"]) == 3 for refusal in refused)
    assert await _used(slot_id) == (SEATS, SEATS)


async def test_sixty_people_on_five_lapsed_holds(app: Product, crowd: list[Person], clock: FixedClock) -> None:
    """The places of lapsed holds go to the next five, once each, while three sweeps give them back at the same time."""
    slot_id = await _slot(crowd)
    for person in crowd[:SEATS]:
        await hold(person, slot_id)
    clock.advance(timedelta(minutes=8))
    await asyncio.gather(*(service.expire_holds(clock.now(), settings=app.settings) for _ in range(3)))
    assert await _used(slot_id) == (SEATS, SEATS)
    clock.advance(timedelta(minutes=app.settings.release_delay_most_minutes + 1))
    body = {"slot_id": slot_id, "item_codes": ["HZ01"]}
    sweeps = asyncio.gather(*(service.release_places(clock.now()) for _ in range(3)))
    first = await asyncio.gather(*(person.post("/api/v1/appointments", body) for person in crowd[SEATS:30]))
    assert sum(await sweeps) == SEATS
    second = await asyncio.gather(*(person.post("/api/v1/appointments", body) for person in crowd[30:]))
    answers = Counter(answer.status_code for answer in (*first, *second))
    assert answers == {201: SEATS, 409: PEOPLE - 2 * SEATS}
    assert await _used(slot_id) == (SEATS, SEATS)
    [states] = await fetch("SELECT count(*) AS lapsed FROM appointment WHERE state = 'expired'")
    assert states["lapsed"] == SEATS


async def test_one_person_tapping_ten_slots_holds_one(crowd: list[Person]) -> None:
    person = crowd[0]
    slots = (await free_slots(person, day="2026-11-24"))[:10]
    wishes = (person.post("/api/v1/appointments", {"slot_id": slot["id"], "item_codes": ["HZ01"]}) for slot in slots)
    answers = await asyncio.gather(*wishes)
    assert Counter(answer.status_code for answer in answers) == {201: 1, 409: 9}
    assert {answer.json()["code"] for answer in answers if answer.status_code == 409} == {"one_hold_only"}
    [row] = await fetch("SELECT sum(used_online) AS used FROM slot WHERE day = '2026-11-24'")
    assert row["used"] == 1


async def test_people_who_swap_slots_neither_block_nor_lose_a_seat(
    app: Product, crowd: list[Person], clock: FixedClock
) -> None:
    """Twenty people move between two slots at once, in both directions."""
    first, second = await _slot(crowd, 0, 20), await _slot(crowd, 1, 20)
    people = crowd[:20]
    booked = []
    for number, person in enumerate(people):
        booked.append((await confirm(person, (await hold(person, (first, second)[number % 2]))["id"]))["id"])
    moves = (
        person.post(f"/api/v1/appointments/{booked[number]}/reschedule", {"slot_id": (second, first)[number % 2]})
        for number, person in enumerate(people)
    )
    answers = await asyncio.gather(*moves)
    assert {answer.status_code for answer in answers} == {200}
    assert (await _used(first), await _used(second)) == ((20, 20), (20, 20))  # what they left is not free yet
    clock.advance(timedelta(minutes=app.settings.release_delay_most_minutes + 1))
    assert await service.release_places(clock.now()) == 20
    assert (await _used(first), await _used(second)) == ((10, 10), (10, 10))


@pytest.mark.parametrize("round_", range(3))
async def test_cancelled_twice_at_once_frees_one_seat(
    app: Product, crowd: list[Person], clock: FixedClock, round_: int
) -> None:
    slot_id = await _slot(crowd)
    booked = [(await confirm(person, (await hold(person, slot_id))["id"]))["id"] for person in crowd[:3]]
    path = f"/api/v1/appointments/{booked[0]}/cancel"
    answers = await asyncio.gather(*(crowd[0].post(path) for _ in range(6)))
    assert Counter(answer.status_code for answer in answers) == {200: 1, 409: 5}
    clock.advance(timedelta(minutes=app.settings.release_delay_most_minutes + 1))
    await asyncio.gather(*(service.release_places(clock.now()) for _ in range(3)))
    assert await _used(slot_id) == (2, 2)


async def test_confirming_against_the_sweep_has_one_winner(
    app: Product, crowd: list[Person], clock: FixedClock
) -> None:
    """A confirmation that came in time and a sweep that is a moment ahead never both win, and no seat is lost."""
    slot_id = await _slot(crowd, seats=30)
    people = crowd[:30]
    held = [(await hold(person, slot_id))["id"] for person in people]
    in_time = clock.now() + timedelta(minutes=7, seconds=59)
    clock.set(in_time)
    confirms = (
        person.post(f"/api/v1/appointments/{row}/confirm", {"materials_confirmed": True})
        for person, row in zip(people, held, strict=True)
    )
    sweeps = (service.expire_holds(in_time + timedelta(seconds=2), settings=app.settings) for _ in range(3))
    answers, _ = await asyncio.gather(asyncio.gather(*confirms), asyncio.gather(*sweeps))
    won = sum(answer.status_code == 200 for answer in answers)
    assert {answer.json()["code"] for answer in answers if answer.status_code != 200} <= {"hold_expired", "in_progress"}
    rows = await fetch("SELECT state, count(*) AS n FROM appointment WHERE slot_id = $1 GROUP BY state", [slot_id])
    counted = {row["state"]: row["n"] for row in rows}
    assert counted.get("held", 0) == 0
    assert counted.get("booked", 0) == won
    await service.release_places(in_time + timedelta(minutes=app.settings.release_delay_most_minutes + 1))
    assert await _used(slot_id) == (won, won)


async def test_two_clerks_calling_at_once_call_different_people(clerk: Person, head: Person) -> None:
    waiting = {(await walk_in(clerk))["number"] for _ in range(12)}
    await open_window(clerk, "W01")
    await open_window(head, "W02")
    called: list[str] = []
    for _ in range(6):
        pair = await asyncio.gather(call_next(clerk, "W01"), call_next(head, "W02"))
        called += [ticket["number"] for ticket in pair]
        for person, ticket in zip((clerk, head), pair, strict=True):
            await person.post(f"/api/v1/staff/tickets/{ticket['id']}/pass", {"version": ticket["version"]})
    assert len(called) == len(set(called)) == 12
    assert set(called) == waiting


async def test_one_clerk_pressing_twice_calls_one_person(clerk: Person) -> None:
    for _ in range(4):
        await walk_in(clerk)
    await open_window(clerk)
    answers = await asyncio.gather(*(clerk.post("/api/v1/staff/windows/W01/call-next") for _ in range(4)))
    assert Counter(answer.status_code for answer in answers) == {200: 1, 409: 3}


async def test_twenty_walk_ins_at_once_get_twenty_numbers(clerk: Person) -> None:
    tickets = await asyncio.gather(*(walk_in(clerk) for _ in range(20)))
    assert sorted(ticket["number"] for ticket in tickets) == [f"A{n:03d}" for n in range(1, 21)]


async def test_one_code_scanned_at_two_desks_gives_one_number(citizen: Person, clerk: Person, head: Person) -> None:
    code = (await book(citizen))["code"]
    body = {"code": code}
    answers = await asyncio.gather(*(who.post("/api/v1/staff/check-ins", body) for who in (clerk, head, clerk, head)))
    assert Counter(answer.status_code for answer in answers) == {201: 1, 409: 3}
    assert {answer.json()["code"] for answer in answers if answer.status_code == 409} == {"already_checked_in"}
    again = await clerk.post("/api/v1/staff/check-ins", body)
    assert again.json()["details"]["ticket_number"] == "A001"
    assert (await check_in(clerk, (await book(citizen, item="HZ02"))["code"]))["number"] == "A002"
