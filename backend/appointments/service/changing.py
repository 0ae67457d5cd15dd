"""What a citizen does with an appointment: confirm, move, cancel."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import asyncpg
from tortoise.exceptions import IntegrityError

from backend.appointments import queries, rules, sql
from backend.appointments.models import Appointment, Slot
from backend.appointments.refusals import HoldExpired, SameItemThatDay, TooLate
from backend.appointments.service.holding import refuse_slot
from backend.appointments.service.recording import notify, record
from backend.appointments.states import MACHINE, AppointmentState
from backend.common.errors import NotFound, Stale
from backend.database import fetch_one, transactional
from backend.settings import Settings

S = AppointmentState


@transactional
async def confirm(citizen_id: UUID, appointment_id: UUID, now: datetime) -> None:
    """Turn a hold into a booking. The seat was taken by the hold, so this cannot fail for want of one.

    Raises:
        NotFound: not this citizen's.
        HoldExpired: the time to confirm is over.
        WrongState: it is no hold.
    """
    done = await fetch_one(sql.CONFIRM, [appointment_id, citizen_id, now])
    row = await queries.mine(citizen_id, appointment_id)
    if done is None:
        _refuse_confirm(row, now)
    await record(row, "confirm", S.BOOKED, f"citizen:{citizen_id}", now)
    await notify(row, "appointments.booked", "booked", now)


def _refuse_confirm(row: Appointment, now: datetime) -> None:
    if rules.state_now(row.state, row.hold_expires_at, now) is S.EXPIRED:
        raise HoldExpired()
    MACHINE.next(row.state, "confirm")
    raise Stale()


@transactional
async def cancel(citizen_id: UUID, appointment_id: UUID, now: datetime) -> None:
    """Give the seat back: a hold at any time, a booking until two hours before it starts.

    Raises:
        NotFound: not this citizen's.
        WrongState: nothing to cancel any more.
        TooLate: it starts within two hours.
        Stale: it changed meanwhile.
    """
    row = await queries.mine(citizen_id, appointment_id)
    state = MACHINE.next(rules.state_now(row.state, row.hold_expires_at, now), "cancel")
    if row.state is S.BOOKED:
        _require_time(row, now)
    if await fetch_one(sql.CANCEL, [row.id, row.version]) is None:
        raise Stale()
    await record(row, "cancel", state, f"citizen:{citizen_id}", now)
    if row.state is S.BOOKED:
        await notify(row, "appointments.cancelled", "cancelled", now)


@transactional
async def reschedule(
    citizen_id: UUID, appointment_id: UUID, slot_id: UUID, now: datetime, *, settings: Settings
) -> None:
    """Move a booking: take the new seat and release the old one, both or neither. The check-in code stays.

    Raises:
        NotFound: not this citizen's, or no such slot of the item's department.
        WrongState: it is no booking.
        TooLate: it starts within two hours.
        SlotTaken: the new slot has no seat left; with alternatives.
        SameItemThatDay: the citizen has the same item on that day already.
        Stale: it changed meanwhile.
    """
    row = await queries.mine(citizen_id, appointment_id)
    MACHINE.next(rules.state_now(row.state, row.hold_expires_at, now), "reschedule")
    _require_time(row, now)
    if row.slot_id == slot_id:
        return
    await _require_slot(slot_id, row.department)
    await _move(row, slot_id)
    await _exchange(row, slot_id, now, settings)
    moved = await queries.mine(citizen_id, appointment_id)
    facts = {"from": str(row.slot_id), "to": str(slot_id)}
    await record(moved, "reschedule", S.BOOKED, f"citizen:{citizen_id}", now, facts)
    await notify(moved, "appointments.rescheduled", f"moved:{moved.version}", now)


async def _move(row: Appointment, slot_id: UUID) -> None:
    try:
        moved = await fetch_one(sql.MOVE, [row.id, row.version, slot_id])
    except (IntegrityError, asyncpg.UniqueViolationError):
        raise SameItemThatDay() from None
    if moved is None:
        raise Stale()


async def _exchange(row: Appointment, slot_id: UUID, now: datetime, settings: Settings) -> None:
    """Change both slots in ascending order, so that two citizens who swap cannot block each other."""
    last = rules.last_open_day(now, settings.booking_days, settings.booking_release_hour)
    for changed in sorted((slot_id, row.slot_id)):
        if changed == row.slot_id:
            await fetch_one(sql.RELEASE, [changed])
        elif await fetch_one(sql.TAKE, [slot_id, now, last, row.centre_id, row.department]) is None:
            await refuse_slot(slot_id, last, now)


async def _require_slot(slot_id: UUID, department: str) -> None:
    slot = await Slot.get_or_none(id=slot_id).select_related("pool")
    if slot is None or department not in slot.pool.departments:
        raise NotFound()


def _require_time(row: Appointment, now: datetime) -> None:
    if not rules.may_change(row.slot.starts_at, now):
        raise TooLate()
