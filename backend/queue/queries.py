"""Reads of the hall: single tickets, windows, who waited, who was served."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from backend.cases.tickets import TicketFacts
from backend.common.clock import local_day
from backend.common.errors import NotFound
from backend.database import fetch
from backend.queue import hall, sql
from backend.queue.models import Ticket, WindowDesk
from backend.queue.states import AT_WINDOW, TicketState
from backend.web.access import Staff


async def ticket(ticket_id: UUID) -> Ticket:
    """The ticket with this id. Raises NotFound."""
    row = await Ticket.get_or_none(id=ticket_id)
    if row is None:
        raise NotFound()
    return row


async def ticket_for(ticket_id: UUID, staff: Staff) -> Ticket:
    """A ticket of the windows this clerk may work at. Raises NotFound, also for other windows' tickets."""
    row = await ticket(ticket_id)
    if row.department not in hall.departments_of(staff):
        raise NotFound()
    return row


async def ticket_of(ticket_id: UUID, citizen_id: UUID) -> Ticket:
    """A ticket of this citizen. Raises NotFound, also for somebody else's."""
    row = await Ticket.get_or_none(id=ticket_id, citizen_id=citizen_id)
    if row is None:
        raise NotFound()
    return row


async def facts(ticket_id: UUID) -> TicketFacts:
    """What a case takes from a ticket. Raises NotFound."""
    row = await ticket(ticket_id)
    return TicketFacts(row.number, row.citizen_id)


async def of_appointments(appointment_ids: Collection[UUID]) -> dict[UUID, Ticket]:
    """The newest ticket of each of these appointments that has one."""
    rows = await Ticket.filter(appointment_id__in=list(appointment_ids)).order_by("id")
    return {row.appointment_id: row for row in rows if row.appointment_id}


async def full(ticket_ids: Collection[UUID]) -> dict[UUID, Ticket]:
    """These tickets with everything, by id."""
    return {row.id: row for row in await Ticket.filter(id__in=list(ticket_ids))}


async def calls_of(department: str, now: datetime, centre_id: int = 1) -> int:
    """How many people of a department were called today."""
    rows = await fetch(sql.CALLS_TODAY, [centre_id, local_day(now), [department]])
    return int(rows[0]["calls"]) if rows else 0


async def desks(centre_id: int = 1) -> dict[str, WindowDesk]:
    """The windows that were ever opened, by code."""
    return {row.code: row for row in await WindowDesk.filter(centre_id=centre_id)}


async def desk_of(staff_id: UUID) -> WindowDesk | None:
    """The window somebody sits at."""
    return await WindowDesk.get_or_none(staff_id=staff_id)


async def at_window(code: str, centre_id: int = 1) -> Ticket | None:
    """Who is called to or served at a window."""
    return await Ticket.get_or_none(centre_id=centre_id, window=code, state__in=AT_WINDOW)


async def in_state(state: TicketState, departments: Collection[str], now: datetime, centre_id: int = 1) -> list[Ticket]:
    """Today's tickets of these departments that are passed or parked, latest call first."""
    rows = Ticket.filter(centre_id=centre_id, day=local_day(now), state=state)
    return await rows.filter(department__in=list(departments)).order_by("-called_at", "-id")


async def served_today(window: str, now: datetime, centre_id: int = 1) -> int:
    """How many people a window has served today."""
    rows = Ticket.filter(centre_id=centre_id, day=local_day(now), window=window, state=TicketState.FINISHED)
    return await rows.count()


async def served_lately(window: str, now: datetime, most: int, centre_id: int = 1) -> list[Ticket]:
    """Whom a window served last today, latest first."""
    rows = Ticket.filter(centre_id=centre_id, day=local_day(now), window=window, state=TicketState.FINISHED)
    return await rows.order_by("-finished_at", "-id").limit(most)


async def waiting_by_department(now: datetime, centre_id: int = 1) -> dict[str, int]:
    """How many people wait, by department."""
    rows = await fetch(sql.WAITING_BY_DEPARTMENT, [centre_id, local_day(now)])
    return {row["department"]: int(row["waiting"]) for row in rows}


async def called_lately(hall_code: str, now: datetime, most: int, centre_id: int = 1) -> list[Ticket]:
    """The last people called in a hall today, latest first."""
    rows = Ticket.filter(centre_id=centre_id, day=local_day(now), hall=hall_code, called_at__isnull=False)
    return await rows.order_by("-called_at", "-id").limit(most)
