"""What a clerk's screen shows, put together."""

from __future__ import annotations

from datetime import date, datetime

from backend.appointments.rendering import department_name
from backend.cases import queries as cases
from backend.catalogue.schemas import Named
from backend.database import fetch
from backend.queue import hall, lines, queries, rendering, sql
from backend.queue.models import Ticket
from backend.queue.schemas import EstimateError, QueueCounts, StaffTicket, Window, WindowQueue
from backend.queue.states import TicketState, WindowState
from backend.web.access import Staff
from faq import schema

SERVED_SHOWN = 5


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
    waiting = await _waiting_at(shown, now, centre_id)
    missed = await queries.in_state(TicketState.PASSED, departments, now, centre_id)
    parked = await queries.in_state(TicketState.PARKED, departments, now, centre_id)
    served = await queries.served_lately(code, now, SERVED_SHOWN, centre_id)
    return WindowQueue(
        window=shown,
        current=await ticket(current, now) if current else None,
        waiting=waiting,
        passed=[rendering.staff_ticket(row, now) for row in missed],
        parked=[rendering.staff_ticket(row, now) for row in parked],
        served=[rendering.staff_ticket(row, now) for row in served],
        untaken=await _untaken(departments, now, centre_id),
        counts=QueueCounts(waiting=len(waiting), served_today=await queries.served_today(code, now, centre_id)),
        now=now,
    )


async def _waiting_at(shown: Window, now: datetime, centre_id: int) -> list[StaffTicket]:
    window = hall.found(shown.code)
    order = await lines.line_at(
        lines.takes_of(window, shown.takes_departments or None, shown.takes_items or None), now, centre_id
    )
    standing = await lines.standings(order, now, centre_id)
    rows = await queries.full([one.id for one in order])
    return [rendering.staff_ticket(rows[one.id], now, standing[one.id]) for one in order if one.id in rows]


async def _untaken(departments: list[str], now: datetime, centre_id: int) -> int:
    """How many people wait for these departments whom no open window takes, because of what clerks chose."""
    opened = [row for row in (await queries.desks(centre_id)).values() if row.state is WindowState.OPEN]
    everybody = {one.id for one in await lines.line(departments, now, centre_id)}
    if not opened or not everybody:
        return 0
    for desk in opened:
        takes = lines.takes_of(hall.found(desk.code), desk.departments, desk.items)
        everybody -= {one.id for one in await lines.line_at(takes, now, centre_id)}
    return len(everybody)


async def ticket(row: Ticket, now: datetime) -> StaffTicket:
    """A ticket with the number of the case that was registered from it."""
    return rendering.staff_ticket(row, now, await lines.standing(row, now), await case_number(row))


async def estimate_errors(start: date, end: date, centre_id: int) -> list[EstimateError]:
    """How the waits that were told compare with those that came, by department."""
    return [
        EstimateError(
            department=Named(code=row["department"], name=department_name(row["department"])),
            tickets=row["tickets"],
            mean_absolute=round(float(row["mean_absolute"]), 1),
            median_absolute=round(float(row["median_absolute"]), 1),
            bias=round(float(row["bias"]), 1),
        )
        for row in await fetch(sql.ESTIMATE_ERRORS, [centre_id, start, end])
    ]


async def case_number(row: Ticket) -> str | None:
    return None if row.serving_since is None else await cases.number_for_ticket(row.id)


def _waiting(row: schema.Window, waiting: dict[str, int]) -> int:
    return sum(waiting.get(code, 0) for code in row.departments)
