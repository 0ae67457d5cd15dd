"""What a citizen does with an appointment: confirm, move, cancel."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import asyncpg
from tortoise.exceptions import IntegrityError

from backend.appointments import queries, rules, seat_sql
from backend.appointments.models import Appointment
from backend.appointments.plans.settling import is_displaced
from backend.appointments.refusals import HoldExpired, SameItemThatDay, TooLate
from backend.appointments.service.crediting import write
from backend.appointments.service.holding import slot_for, slot_refusal, span
from backend.appointments.service.recording import notify, record
from backend.appointments.service.sweeping import delays
from backend.appointments.service.wished import close_offer
from backend.appointments.states import MACHINE, AppointmentState, CreditKind
from backend.appointments.wishes import Wish
from backend.common.errors import Stale
from backend.database import fetch_one, transactional
from backend.settings import Settings

S = AppointmentState


@transactional
async def confirm(citizen_id: UUID, appointment_id: UUID, now: datetime, *, settings: Settings) -> None:
    """Turn a hold into a booking. The places were taken by the hold, so this cannot fail for want of one.

    Raises:
        NotFound: not this citizen's.
        HoldExpired: the time to confirm is over.
        WrongState: it is no hold.
    """
    done = await fetch_one(seat_sql.CONFIRM, [appointment_id, citizen_id, now])
    row = await queries.mine(citizen_id, appointment_id)
    if done is None:
        _refuse_confirm(row, now)
    actor = f"citizen:{citizen_id}"
    await record(row, "confirm", S.BOOKED, actor, now)
    await close_offer(row, "accept", actor, now)
    items = (await queries.items([row.id]))[row.id]
    await write(row, CreditKind.BOOKED, now, settings, [item.item_code for item in items])
    await notify(row, "appointments.booked", "booked", now)


def _refuse_confirm(row: Appointment, now: datetime) -> None:
    if rules.state_now(row.state, row.hold_expires_at, now) is S.EXPIRED:
        raise HoldExpired()
    MACHINE.next(row.state, "confirm")
    raise Stale()


@transactional
async def cancel(citizen_id: UUID, appointment_id: UUID, now: datetime, *, settings: Settings) -> None:
    """Give the places back: a hold at any time, a booking until two hours before it starts. A booking counts in the
    citizen's record; a hold does not, nor one whose place the centre took.

    Raises:
        NotFound: not this citizen's.
        WrongState: nothing to cancel any more.
        TooLate: it starts within two hours.
        Stale: it changed meanwhile.
    """
    row = await queries.mine(citizen_id, appointment_id)
    state = MACHINE.next(rules.state_now(row.state, row.hold_expires_at, now), "cancel")
    displaced = await is_displaced(row)
    if row.state is S.BOOKED and not displaced:
        _require_time(row, now)
    if await fetch_one(seat_sql.CANCEL, [now, *delays(settings), row.id, row.version]) is None:
        raise Stale()
    actor = f"citizen:{citizen_id}"
    await record(row, "cancel", state, actor, now)
    if row.state is S.HELD:
        await close_offer(row, "decline", actor, now)
    else:
        if not displaced:
            await write(row, CreditKind.CANCEL, now, settings)
        await notify(row, "appointments.cancelled", "cancelled", now)


@transactional
async def reschedule(
    citizen_id: UUID, appointment_id: UUID, slot_id: UUID, wish: Wish, now: datetime, *, settings: Settings
) -> None:
    """Move a booking: take the new places and give the old ones back, both or neither. The check-in code stays.

    Parameters:
        wish: the appointment's items (`queries.wish_of`).

    Raises:
        NotFound: not this citizen's, or no such slot of the items' pool.
        WrongState: it is no booking.
        TooLate: it starts within two hours.
        SlotTaken: the new time has not enough room; with alternatives.
        SameItemThatDay: the citizen has the same item on that day already.
        Stale: it changed meanwhile.
    """
    row = await queries.mine(citizen_id, appointment_id)
    MACHINE.next(rules.state_now(row.state, row.hold_expires_at, now), "reschedule")
    if not await is_displaced(row):
        _require_time(row, now)
        if row.slot_id == slot_id:
            return
    await _move(row, slot_id, wish, now, settings)
    moved = await queries.mine(citizen_id, appointment_id)
    facts = {"from": str(row.slot_id), "to": str(slot_id)}
    await record(moved, "reschedule", S.BOOKED, f"citizen:{citizen_id}", now, facts)
    await notify(moved, "appointments.rescheduled", f"moved:{moved.version}", now)


async def _move(row: Appointment, slot_id: UUID, wish: Wish, now: datetime, settings: Settings) -> None:
    slot = await slot_for(slot_id, wish)
    values = [*span(slot_id, wish, now, settings), row.id, row.version, *delays(settings)]
    try:
        moved = await fetch_one(seat_sql.MOVE, values)
    except (IntegrityError, asyncpg.UniqueViolationError):
        raise SameItemThatDay() from None
    if moved is None:
        if (await queries.find(row.id)).version != row.version:
            raise Stale()
        raise await slot_refusal(slot, wish, now, settings)


def _require_time(row: Appointment, now: datetime) -> None:
    if not rules.may_change(row.slot.starts_at, now):
        raise TooLate()
