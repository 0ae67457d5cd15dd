"""The verbs of the desk: book for a caller, move, cancel. No two-hour limit, nothing counts in the record."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

import asyncpg
from tortoise.exceptions import IntegrityError

from backend import audit
from backend.accounts.service import register_caller
from backend.appointments import queries, rules, seat_sql
from backend.appointments.desk import places
from backend.appointments.desk.reasons import DeskReason
from backend.appointments.models import Appointment
from backend.appointments.parties import Party
from backend.appointments.refusals import SameItemThatDay
from backend.appointments.service.holding import columns_of, items_of, slot_for, span
from backend.appointments.service.recording import notify, record
from backend.appointments.states import MACHINE, AppointmentState
from backend.appointments.wishes import Wish
from backend.common.errors import Stale
from backend.common.ids import new_code, new_id
from backend.database import fetch_one, transactional
from backend.settings import Settings

S = AppointmentState
AT_ONCE = (0, 0)
"""A clerk hands no place over: it is free for everybody with the next sweep."""


@dataclass(frozen=True)
class Caller:
    """Who is on the phone."""

    name: str = field(repr=False)
    phone: str = field(repr=False)
    id_number: str | None = field(repr=False)


@transactional
async def book(caller: Caller, slot_id: UUID, wish: Wish, now: datetime, *, actor: str, settings: Settings) -> UUID:
    """Book for a caller on the places kept for the windows; returns the appointment's id.

    Raises:
        InvalidInput: the identity number is none.
        NotFound: no such slot of the items' pool.
        SlotTaken: no such place is left, or the slot has begun, is closed or not released; with alternatives.
        SameItemThatDay: the caller has the same item on that day already.
    """
    citizen_id = await register_caller(
        caller.name, caller.phone, caller.id_number, now, actor=actor, centre_id=settings.centre_id
    )
    slot = await slot_for(slot_id, wish)
    mine = [new_id(), new_code(rules.CODE_LENGTH), None]
    values = [*span(slot_id, wish, now, settings), citizen_id, 0, *items_of(wish), *mine, *columns_of(Party()), None]
    made = await fetch_one(seat_sql.BOOK_AT_DESK, values)
    if made is None:
        if await queries.has_items(citizen_id, "", slot.day, [item.guide.code for item in wish.items]):
            raise SameItemThatDay()
        await places.refuse(slot, wish, now, settings)
    row = await queries.find(made["id"])
    await record(row, "book", S.BOOKED, actor, now, {"slot": str(slot_id)})
    await notify(row, "appointments.booked", "booked", now)
    return row.id


@transactional
async def move(
    row: Appointment, version: int, slot_id: UUID, reason: DeskReason, now: datetime, *, actor: str, settings: Settings
) -> None:
    """Move a booking for its citizen: to a place kept for the windows, else to one of the citizens' own.

    Raises:
        WrongState: it is no booking.
        NotFound: no such slot of the items' pool.
        SlotTaken: neither kind is left; with alternatives.
        SameItemThatDay: the citizen has the same item on that day already.
        Stale: somebody else changed it meanwhile.
    """
    MACHINE.next(row.state, "reschedule")
    wish = await queries.wish_of(row.id)
    slot = await slot_for(slot_id, wish)
    values = [*span(slot_id, wish, now, settings), row.id, version, *AT_ONCE]
    try:
        moved = await fetch_one(seat_sql.MOVE_AT_DESK, values) or await fetch_one(seat_sql.MOVE, values)
    except (IntegrityError, asyncpg.UniqueViolationError):
        raise SameItemThatDay() from None
    if moved is None:
        await _require_version(row, version)
        await places.refuse(slot, wish, now, settings)
    after = await queries.find(row.id)
    facts = {"from": str(row.slot_id), "to": str(slot_id), "reason": reason.name.lower()}
    await record(after, "reschedule", S.BOOKED, actor, now, facts)
    await notify(after, "appointments.rescheduled", f"moved:{after.version}", now)
    await _audit(row, "move", reason, now, actor)


@transactional
async def cancel(
    row: Appointment, version: int, reason: DeskReason, now: datetime, *, actor: str, settings: Settings
) -> None:
    """Cancel a booking because its citizen asked for it; it does not count in the record.

    Raises:
        WrongState: nothing to cancel any more.
        Stale: somebody else changed it meanwhile.
    """
    state = MACHINE.next(row.state, "cancel")
    if await fetch_one(seat_sql.CANCEL, [now, *AT_ONCE, row.id, version]) is None:
        raise Stale()
    await record(row, "cancel", state, actor, now, {"reason": reason.name.lower()})
    await notify(row, "appointments.cancelled", "cancelled", now)
    await _audit(row, "cancel", reason, now, actor)


async def _require_version(row: Appointment, version: int) -> None:
    if (await queries.find(row.id)).version != version:
        raise Stale()


async def _audit(row: Appointment, verb: str, reason: DeskReason, now: datetime, actor: str) -> None:
    await audit.record(
        actor,
        f"appointments.desk_{verb}",
        f"appointment:{row.id}",
        now,
        centre_id=row.centre_id,
        reason=reason.name.lower(),
    )
