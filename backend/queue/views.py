"""What a clerk's screen shows, put together."""

from __future__ import annotations

from datetime import datetime

from backend.cases import queries as cases
from backend.queue import hall, queries, rendering
from backend.queue.models import Ticket
from backend.queue.schemas import QueueCounts, StaffTicket, Window, WindowQueue
from backend.web.access import Staff
from faq import schema


async def windows(staff: Staff, now: datetime, centre_id: int) -> list[Window]:
    """All windows by number."""
    desks = await queries.desks(centre_id)
    waiting = await queries.waiting_by_department(now, centre_id)
    return [rendering.window(row, desks.get(row.code), _waiting(row, waiting), staff) for row in hall.windows()]


async def window(code: str, staff: Staff, now: datetime, centre_id: int) -> Window:
    """One window. Raises NotFound, Forbidden."""
    row = hall.window_for(staff, code)
    desks = await queries.desks(centre_id)
    waiting = await queries.waiting_by_department(now, centre_id)
    return rendering.window(row, desks.get(code), _waiting(row, waiting), staff)


async def window_queue(code: str, staff: Staff, now: datetime, centre_id: int) -> WindowQueue:
    """Everything about one window. Raises NotFound, Forbidden."""
    shown = await window(code, staff, now, centre_id)
    departments = [department.code for department in shown.departments]
    current = await queries.at_window(code, centre_id)
    order = await queries.line(departments, now, window=code, centre_id=centre_id)
    standing = queries.standings(order, await queries.open_windows(centre_id), now)
    missed = await queries.passed(departments, now, centre_id)
    served = await queries.served_today(code, now, centre_id)
    return WindowQueue(
        window=shown,
        current=await ticket(current, now) if current else None,
        waiting=[rendering.staff_ticket(row, now, standing[row.id]) for row in order],
        passed=[rendering.staff_ticket(row, now) for row in missed],
        counts=QueueCounts(waiting=len(order), served_today=served),
        now=now,
    )


async def ticket(row: Ticket, now: datetime) -> StaffTicket:
    """A ticket with the number of the case that was registered from it."""
    return rendering.staff_ticket(row, now, await queries.standing(row, now), await case_number(row))


async def case_number(row: Ticket) -> str | None:
    return None if row.serving_since is None else await cases.number_for_ticket(row.id)


def _waiting(row: schema.Window, waiting: dict[str, int]) -> int:
    return sum(waiting.get(code, 0) for code in row.departments)
