"""Taking a seat for some minutes."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from backend.appointments import queries, rendering, rules, sql
from backend.appointments.board import bookable_guide
from backend.appointments.models import Appointment, Slot
from backend.appointments.refusals import OneHoldOnly, SameItemThatDay, SlotTaken, TooManyAhead
from backend.appointments.service.recording import record
from backend.appointments.service.sweeping import expire_before_hold
from backend.appointments.states import SEATED, AppointmentState
from backend.catalogue import live
from backend.common.errors import NotFound
from backend.common.ids import new_code, new_id
from backend.database import fetch_one, transactional
from backend.settings import Settings


@transactional
async def hold(citizen_id: UUID, slot_id: UUID, item_code: str, now: datetime, *, settings: Settings) -> UUID:
    """Take one seat for ``settings.hold_minutes`` minutes; returns the appointment's id.

    Raises:
        NotFound: no such item or slot (of the item's department).
        NotBookable: the item needs no appointment.
        SlotTaken: no seat is left, or the slot has begun, is closed or not released; with alternatives.
        OneHoldOnly, SameItemThatDay, TooManyAhead: the citizen's own limits.
    """
    guide = bookable_guide(item_code)
    version = live.current().guide(item_code).version
    last = rules.last_open_day(now, settings.booking_days, settings.booking_release_hour)
    await expire_before_hold(citizen_id, slot_id, now)
    expires_at = now + timedelta(minutes=settings.hold_minutes)
    values = [slot_id, now, last, settings.centre_id, guide.department, citizen_id, rules.MOST_AHEAD]
    row = [new_id(), item_code, guide.name, version, new_code(rules.CODE_LENGTH), expires_at]
    held = await fetch_one(sql.HOLD, [*values, *row])
    if held is None:
        await _refuse(citizen_id, slot_id, item_code, guide.department, last, now)
    assert held is not None
    found = await queries.find(held["id"])
    await record(found, "hold", AppointmentState.HELD, f"citizen:{citizen_id}", now, {"slot": str(slot_id)})
    return found.id


async def _refuse(citizen_id: UUID, slot_id: UUID, item_code: str, department: str, last: date, now: datetime) -> None:
    """Say why there was no seat. Whatever the statement took goes back with the transaction."""
    slot = await Slot.get_or_none(id=slot_id).select_related("pool")
    if slot is None or department not in slot.pool.departments:
        raise NotFound()
    mine = await Appointment.filter(citizen_id=citizen_id, state__in=(*SEATED, AppointmentState.CHECKED_IN))
    held = [row for row in mine if row.state is AppointmentState.HELD]
    if held:
        raise OneHoldOnly(details={"appointment_id": str(held[0].id)})
    if any(row.item_code == item_code and row.day == slot.day for row in mine):
        raise SameItemThatDay()
    if sum(row.state in SEATED for row in mine) >= rules.MOST_AHEAD:
        raise TooManyAhead(most=rules.MOST_AHEAD)
    await refuse_slot(slot_id, last, now)


async def refuse_slot(slot_id: UUID, last: date, now: datetime) -> None:
    """Raises SlotTaken with the nearest other slots."""
    others = [rendering.slot(row) for row in await queries.nearest(slot_id, last, now)]
    raise SlotTaken(details={"alternatives": [other.model_dump(mode="json") for other in others]})
