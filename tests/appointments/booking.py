"""What a citizen taps when booking, for the tests of several slices."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from backend.appointments import service
from tests.support.people import Person
from tests.support.product import Product

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


async def hold(person: Person, slot_id: str, *items: str, **more: Any) -> dict[str, Any]:
    body = {"slot_id": slot_id, "item_codes": items or (ITEM,)} | more
    answer = await person.post("/api/v1/appointments", body)
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


async def pass_the_delay(app: Product) -> int:
    """Let the longest delay of places that were given back pass, and sweep as the job does."""
    now = app.clock.advance(timedelta(minutes=app.settings.release_delay_most_minutes))
    await service.expire_holds(now, settings=app.settings)
    await service.offer_places(now, settings=app.settings)
    return await service.release_places(now)
