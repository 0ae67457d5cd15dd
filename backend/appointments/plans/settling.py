"""How a conflict ends by itself: its booking moved, was cancelled, or the citizen came all the same."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from backend.appointments.plans import sql
from backend.appointments.plans.states import ConflictState
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
