"""Taking places for some minutes."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from backend.appointments import queries, rendering, rules, seat_sql
from backend.appointments.models import Appointment, Slot
from backend.appointments.parties import Party
from backend.appointments.refusals import OneHoldOnly, SameItemThatDay, SlotTaken, TooManyAhead
from backend.appointments.service.crediting import require_credit
from backend.appointments.service.recording import record
from backend.appointments.service.sweeping import expire_own
from backend.appointments.states import SEATED, AppointmentState
from backend.appointments.wishes import Wish
from backend.common.errors import NotFound, Refusal
from backend.common.ids import new_code, new_id
from backend.database import fetch_one, transactional, vault
from backend.settings import Settings


@transactional
async def hold(
    citizen_id: UUID, slot_id: UUID, wish: Wish, now: datetime, *, settings: Settings, party: Party | None = None
) -> UUID:
    """Take places from this slot on, as many as the items need, for ``settings.hold_minutes`` minutes.

    Parameters:
        party: whom it is for; None: the citizen.

    Returns:
        The appointment's id.

    Raises:
        CreditBlocked: the citizen may not book on-line at present.
        NotFound: no such slot (of the items' pool).
        SlotTaken: no room for all items, or the slot has begun, is closed or not released; with alternatives.
        OneHoldOnly, SameItemThatDay, TooManyAhead: the citizen's own limits.
    """
    await require_credit(citizen_id, now, settings)
    party = party or Party()
    expires_at = now + timedelta(minutes=settings.hold_minutes)
    held = await take(citizen_id, slot_id, wish, party, now, expires_at, settings=settings)
    if held is None and await expire_own(citizen_id, now, settings):
        held = await take(citizen_id, slot_id, wish, party, now, expires_at, settings=settings)
    if held is None:
        raise await _refusal(citizen_id, slot_id, wish, party, now, settings)
    return held


async def take(
    citizen_id: UUID,
    slot_id: UUID,
    wish: Wish,
    party: Party,
    now: datetime,
    expires_at: datetime,
    *,
    settings: Settings,
    waitlist_id: UUID | None = None,
) -> UUID | None:
    """Hold in the caller's transaction; None when it cannot be, and the caller must then roll back."""
    values = [*span(slot_id, wish, now, settings), citizen_id, rules.MOST_AHEAD, *items_of(wish)]
    mine = [new_id(), new_code(rules.CODE_LENGTH), expires_at]
    held = await fetch_one(seat_sql.HOLD, [*values, *mine, *columns_of(party), waitlist_id])
    if held is None:
        return None
    row = await queries.find(held["id"])
    actor = f"citizen:{citizen_id}"
    await record(row, "hold", AppointmentState.HELD, actor, now, {"slot": str(slot_id)})
    return row.id


def span(slot_id: UUID, wish: Wish, now: datetime, settings: Settings) -> list[Any]:
    """The first six values of a statement over `seat_sql` spans."""
    last = rules.last_open_day(now, settings.booking_days, settings.booking_release_hour)
    return [slot_id, wish.minutes, now, last, settings.centre_id, wish.departments]


def items_of(wish: Wish) -> list[list[Any]]:
    """The wish as columns of `seat_sql`: ids, codes, names, versions, minutes."""
    guides = [item.guide for item in wish.items]
    return [
        [new_id() for _ in guides],
        [guide.code for guide in guides],
        [guide.name for guide in guides],
        [item.version for item in wish.items],
        [guide.minutes for guide in guides],
    ]


def columns_of(party: Party) -> list[str | None]:
    """The party as columns of `seat_sql`, sealed."""
    name = vault.seal_text(party.name, "appointment.party_name") if party.name else None
    number = vault.seal_text(party.number, "appointment.party_number") if party.number else None
    return [party.kind, name, number, party.index, party.relation]


async def _refusal(
    citizen_id: UUID, slot_id: UUID, wish: Wish, party: Party, now: datetime, settings: Settings
) -> Refusal:
    """Why there was no room. Whatever the statement took goes back with the transaction."""
    slot = await slot_for(slot_id, wish)
    mine = await Appointment.filter(citizen_id=citizen_id, state__in=SEATED)
    held = [row for row in mine if row.state is AppointmentState.HELD]
    if held:
        return OneHoldOnly(details={"appointment_id": str(held[0].id)})
    if await queries.has_items(citizen_id, party.index, slot.day, [item.guide.code for item in wish.items]):
        return SameItemThatDay()
    if len(mine) >= rules.MOST_AHEAD:
        return TooManyAhead(most=rules.MOST_AHEAD)
    return await slot_refusal(slot, wish, now, settings)


async def slot_for(slot_id: UUID, wish: Wish) -> Slot:
    """A slot of the pool that serves these items. Raises NotFound."""
    slot = await Slot.get_or_none(id=slot_id).select_related("pool")
    if slot is None or not set(wish.departments) <= set(slot.pool.departments):
        raise NotFound()
    return slot


async def slot_refusal(slot: Slot, wish: Wish, now: datetime, settings: Settings) -> SlotTaken:
    """That there is no room, with the nearest other times."""
    last = rules.last_open_day(now, settings.booking_days, settings.booking_release_hour)
    others = [rendering.slot(place) for place in await queries.nearest(slot, wish, last, now)]
    return SlotTaken(details={"alternatives": [other.model_dump(mode="json") for other in others]})
