"""What a citizen taps when booking, for the tests of several slices."""

from __future__ import annotations

from typing import Any

from tests.support.people import Person

ITEM = "HZ01"


async def board(person: Person, item: str = ITEM, **query: Any) -> dict[str, Any]:
    """The days and slots of an item."""
    answer = await person.get(f"/api/v1/guides/{item}/slots", **query)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def free_slots(person: Person, item: str = ITEM, day: str | None = None) -> list[dict[str, Any]]:
    """Slots with a seat, soonest first; of one day when it is given."""
    days = (await board(person, item))["days"]
    return [slot for one in days for slot in one["slots"] if slot["free"] and day in (None, one["day"])]


async def hold(person: Person, slot_id: str, item: str = ITEM) -> dict[str, Any]:
    answer = await person.post("/api/v1/appointments", {"slot_id": slot_id, "item_code": item})
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


async def confirm(person: Person, appointment_id: str) -> dict[str, Any]:
    answer = await person.post(f"/api/v1/appointments/{appointment_id}/confirm", {"materials_confirmed": True})
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def book(person: Person, place: int = 0, item: str = ITEM, day: str | None = None) -> dict[str, Any]:
    """Hold and confirm the free slot at this place of the list."""
    slots = await free_slots(person, item, day)
    return await confirm(person, (await hold(person, slots[place]["id"], item))["id"])
