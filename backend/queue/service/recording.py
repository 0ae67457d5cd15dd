"""What every change of a ticket leaves behind, and whom it concerns."""

from __future__ import annotations

from datetime import datetime

from backend.notices import service as notices
from backend.queue import queries, rendering
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
        actor=actor,
    )
    if row.citizen_id:
        await tell(f"citizen:{row.citizen_id}", "ticket", row.id, state=row.state)
    await tell("staff", "queue", row.id, window=row.window, department=row.department)
    await tell(f"display:{row.hall}", "display", row.id)


async def tell_waiting(department: str, now: datetime, centre_id: int) -> None:
    """Let the phones of those who wait show the new number of people ahead."""
    for row in await queries.line([department], now, centre_id=centre_id):
        if row.citizen_id:
            await tell(f"citizen:{row.citizen_id}", "ticket", row.id, state=row.state)


async def notify_called(row: Ticket, now: datetime) -> None:
    """Tell the citizen to come to the window; nothing for a walk-in whom nobody knows."""
    if row.citizen_id is None or row.window is None:
        return
    await notices.send(
        row.citizen_id,
        "appointments.called",
        {"number": row.number, "item": row.item_name, "place": rendering.window_place(row.window)},
        now=now,
        link=f"/pages/appointments/detail?id={row.appointment_id}",
        dedupe_key=f"ticket:{row.id}:call:{row.calls}",
        centre_id=row.centre_id,
    )
