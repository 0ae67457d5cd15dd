"""What the hall does with an appointment; the queue calls these inside its own transactions."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from backend.appointments import queries, seat_sql
from backend.appointments.models import Appointment
from backend.appointments.refusals import AlreadyCheckedIn, NotToday
from backend.appointments.service.recording import notify, record
from backend.appointments.states import MACHINE, AppointmentState
from backend.common.clock import local_day
from backend.database import fetch_one, transactional

S = AppointmentState


@transactional
async def check_in(
    text: str, now: datetime, *, actor: str, as_walk_in: bool = False, centre_id: int = 1
) -> Appointment:
    """Check in the appointment whose QR text was scanned or whose code was typed.

    Parameters:
        as_walk_in: the citizen may queue without a booked time. An appointment that cannot be used today is then
            returned unchanged; one that can is checked in all the same.

    Returns:
        The appointment with its slot; its ``state`` says whether it was checked in.

    Raises:
        InvalidInput, NotFound: no appointment has this code.
        AlreadyCheckedIn: it was checked in before.
        NotToday: it is for another day (``details.day``).
        WrongState: it is no booking.
    """
    row = await queries.by_code(text, centre_id)
    if row.state in (S.CHECKED_IN, S.SERVED):
        raise AlreadyCheckedIn()
    usable = row.state is S.BOOKED and row.day == local_day(now)
    if not usable and as_walk_in:
        return row
    if row.state is S.BOOKED and not usable:
        raise NotToday(month=row.day.month, day=row.day.day, details={"day": row.day.isoformat()})
    state = MACHINE.next(row.state, "check_in")
    if await fetch_one(seat_sql.SET_STATE, [row.id, row.state, state]) is None:
        raise AlreadyCheckedIn()
    await record(row, "check_in", state, actor, now)
    return await queries.find(row.id)


@transactional
async def mark_served(appointment_id: UUID, now: datetime, *, actor: str) -> None:
    """Record that the citizen was served; nothing happens when the appointment was not checked in."""
    row = await queries.find(appointment_id)
    if await fetch_one(seat_sql.SET_STATE, [row.id, S.CHECKED_IN, S.SERVED]) is not None:
        await record(row, "serve", S.SERVED, actor, now)


@transactional
async def close_unserved(appointment_id: UUID, now: datetime, *, called: bool, actor: str) -> None:
    """End an appointment whose ticket was not served by the evening.

    Parameters:
        called: the number was called and nobody came: 未到场. Otherwise the centre did not get to it and says so.
    """
    row = await queries.find(appointment_id)
    state = S.NO_SHOW if called else S.CANCELLED_BY_CENTRE
    if await fetch_one(seat_sql.SET_STATE, [row.id, S.CHECKED_IN, state]) is None:
        return
    await record(row, "miss" if called else "call_off", state, actor, now)
    if not called:
        await notify(row, "appointments.called_off", "called_off", now)
