"""Whose appointment it is."""

from __future__ import annotations

import pytest

from tests.appointments.booking import book, free_slots
from tests.support.people import Person


@pytest.mark.parametrize(
    ("verb", "body"),
    [("confirm", {"materials_confirmed": True}), ("cancel", {}), ("reschedule", {"slot_id": "{slot}"})],
)
async def test_a_stranger_finds_nothing(citizen: Person, stranger: Person, verb: str, body: dict[str, object]) -> None:
    booked = await book(citizen, day="2026-11-24")
    slot = (await free_slots(stranger, day="2026-11-25"))[0]["id"]
    filled = {key: slot if value == "{slot}" else value for key, value in body.items()}
    assert (await stranger.post(f"/api/v1/appointments/{booked['id']}/{verb}", filled)).status_code == 404
    assert (await stranger.get(f"/api/v1/appointments/{booked['id']}")).status_code == 404
    assert (await stranger.get("/api/v1/me/appointments")).json()["items"] == []
    assert (await citizen.get(f"/api/v1/appointments/{booked['id']}")).json()["version"] == booked["version"]


async def test_nobody_and_staff_are_not_citizens(anonymous: Person, clerk: Person, citizen: Person) -> None:
    slot = (await free_slots(citizen))[0]["id"]
    for person in (anonymous, clerk):
        answer = await person.post("/api/v1/appointments", {"slot_id": slot, "item_codes": ["HZ01"]})
        assert (answer.status_code, answer.json()["code"]) == (401, "not_logged_in")
        assert (await person.get("/api/v1/me/appointments")).status_code == 401
