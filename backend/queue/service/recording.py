"""What every change of a ticket leaves behind, and which screens show it."""

from __future__ import annotations

from datetime import datetime

from backend.queue.models import Ticket, TicketPeriod
from backend.web.live import tell

SYSTEM = "system"


async def record(row: Ticket, verb: str, actor: str, now: datetime) -> None:
    """Write the new period and tell the screens. ``row`` as it is now; in the caller's transaction."""
    await TicketPeriod.create(
        centre_id=row.centre_id,
        created_at=now,
        ticket_id=row.id,
        day=row.day,
        department=row.department,
        verb=verb,
        state=row.state,
        window=row.window,
        origin=row.origin,
        priority=row.priority is not None,
        actor=actor,
    )
    await show(row)


async def show(row: Ticket) -> None:
    """Let the screens that show a ticket read it anew."""
    if row.citizen_id:
        await tell(f"citizen:{row.citizen_id}", "ticket", row.id, state=row.state)
    await tell("staff", "queue", row.id, window=row.window, department=row.department)
    await tell(f"display:{row.hall}", "display", row.id)
