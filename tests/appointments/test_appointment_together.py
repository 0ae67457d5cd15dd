"""A hold among many leaves behind what a hold alone does; what is refused is refused in the same words."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

from backend.appointments.wishes import wish
from backend.database import fetch
from tests.appointments.booking import ITEM, free_slots
from tests.support.people import Person
from tests.support.product import Product

_OWN = {"id", "code", "created_at", "hold_expires_at", "seconds_left"}
_ROWS = """
SELECT appointment.state, appointment.version, appointment.minutes, appointment.item_name, appointment.department,
    appointment.guide_version, appointment.ends_at, appointment.hold_expires_at, appointment.party_kind,
    appointment.party_index, item.position, item.minutes AS item_minutes, item.live, item.party_index AS item_index,
    seat.slot_id, seat.side, event.verb, event.state AS event_state, event.facts,
    event.actor = 'citizen:' || appointment.citizen_id AS own
FROM appointment JOIN appointment_item item ON item.appointment_id = appointment.id
JOIN appointment_slot seat ON seat.appointment_id = appointment.id
JOIN appointment_event event ON event.appointment_id = appointment.id
"""


def _shared(body: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in body.items() if name not in _OWN}


async def test_a_hold_among_many_is_a_hold(citizen: Person, stranger: Person) -> None:
    """Without a key a request is dealt with alone; with one, together with the others of its moment."""
    slot = (await free_slots(citizen))[8]
    body = {"slot_id": slot["id"], "item_codes": [ITEM]}
    alone = await citizen.http.post("/api/v1/appointments", json=body)
    await fetch("UPDATE slot SET used_online = used_online - 1 WHERE id = $1", [slot["id"]])
    among = await stranger.post("/api/v1/appointments", body)
    await fetch("UPDATE slot SET used_online = used_online + 1 WHERE id = $1", [slot["id"]])
    assert (alone.status_code, among.status_code) == (201, 201)
    assert _shared(alone.json()) == _shared(among.json())
    first, second = await fetch(_ROWS)
    assert first == second
    [counted] = await fetch("SELECT used_online FROM slot WHERE id = $1", [slot["id"]])
    assert counted["used_online"] == 2


async def test_a_long_matter_takes_the_slots_that_follow(citizen: Person, app: Product) -> None:
    """The item is made longer than a slot: two places in a row, or none."""
    wanted = await wish([ITEM], app.settings.centre_id)
    minutes = wanted.minutes
    slots = await free_slots(citizen, day="2026-11-24")
    object.__setattr__(wanted.first.guide, "minutes", 50)
    try:
        held = await citizen.post("/api/v1/appointments", {"slot_id": slots[0]["id"], "item_codes": [ITEM]})
        assert held.status_code == 201
        taken = await fetch("SELECT id FROM slot WHERE used_online = 1 ORDER BY starts_at")
        assert [str(row["id"]) for row in taken] == [slots[0]["id"], slots[1]["id"]]
    finally:
        object.__setattr__(wanted.first.guide, "minutes", minutes)


async def test_who_cannot_be_served_among_many_is_told_why(app: Product, citizen: Person, stranger: Person) -> None:
    """One place, two who want it at once, one of them twice: one is served, the others are refused by name."""
    slot = (await free_slots(citizen))[8]["id"]
    await fetch("UPDATE slot SET cap_online = 1 WHERE id = $1", [slot])
    body = {"slot_id": slot, "item_codes": [ITEM]}
    wishes = (person.post("/api/v1/appointments", body) for person in (citizen, stranger, citizen))
    answers = await asyncio.gather(*wishes)
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409]
    codes = {answer.json()["code"] for answer in answers if answer.status_code == 409}
    assert codes <= {"slot_taken", "one_hold_only"}
