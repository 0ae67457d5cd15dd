"""How a conflict ends by itself: its booking moved, was cancelled, or the citizen came all the same."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from backend.appointments.models import Appointment
from backend.appointments.plans import sql
from backend.appointments.plans.models import BookingConflict
from backend.appointments.plans.states import ConflictKind, ConflictState
from backend.appointments.states import AppointmentState
from backend.database import fetch
from backend.web.live import tell

SETTLED_BY = {
    "reschedule": ConflictState.MOVED,
    "cancel": ConflictState.CANCELLED,
    "call_off": ConflictState.CANCELLED,
    "check_in": ConflictState.KEPT,
}
"""What becomes of a conflict when something happens to its booking."""


async def settle(appointment_id: UUID, verb: str, actor: str, now: datetime) -> None:
    """End the booking's conflict, if it has one, because of what was just done to the booking."""
    state = SETTLED_BY.get(verb)
    if state is None:
        return
    for row in await fetch(sql.SETTLE, [appointment_id, state, actor, now]):
        await tell("staff", "conflict", row["id"], state=state)


async def open_one(appointment_id: UUID) -> BookingConflict | None:
    """The booking's open conflict because its slot was closed, if it has one."""
    return await BookingConflict.get_or_none(
        appointment_id=appointment_id,
        kind=ConflictKind.CLOSED,
        state__in=(ConflictState.PENDING, ConflictState.CALLED),
    )


async def is_displaced(row: Appointment) -> bool:
    """Whether the centre took the booking's place: then the citizen moves or cancels until the start, for free."""
    return row.state is AppointmentState.BOOKED and await open_one(row.id) is not None
