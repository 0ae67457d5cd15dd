"""Reads of the hall."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from backend.cases.tickets import TicketFacts
from backend.catalogue import live
from backend.catalogue.places import department_windows
from backend.common.clock import local_day
from backend.common.errors import NotFound
from backend.database import fetch
from backend.queue import hall, rules, sql
from backend.queue.models import Ticket, WindowDesk
from backend.queue.rules import Waiting
from backend.queue.states import AT_WINDOW, Origin, TicketState, WindowState
from backend.web.access import Staff


@dataclass(frozen=True)
class Standing:
    """A ticket's place: how many are called before it, and in about how many minutes it is called."""

    ahead: int
    minutes: int | None


NOWHERE = Standing(0, None)


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


async def facts(ticket_id: UUID) -> TicketFacts:
    """What a case takes from a ticket. Raises NotFound."""
    row = await ticket(ticket_id)
    return TicketFacts(row.number, row.citizen_id)


async def of_appointments(appointment_ids: Collection[UUID]) -> dict[UUID, Ticket]:
    """The newest ticket of each of these appointments that has one."""
    rows = await Ticket.filter(appointment_id__in=list(appointment_ids)).order_by("id")
    return {row.appointment_id: row for row in rows if row.appointment_id}


async def line(
    departments: Iterable[str], now: datetime, *, window: str | None = None, centre_id: int = 1
) -> list[Ticket]:
    """Who waits for these departments today, in the order they would be called.

    Parameters:
        window: the order at this window (it depends on whom the window called last); None: of the departments.
    """
    wanted = sorted(set(departments))
    day = local_day(now)
    rows = await Ticket.filter(centre_id=centre_id, day=day, state=TicketState.WAITING, department__in=wanted)
    if not rows:
        return []
    calls = await _calls_today(rows, now, centre_id)
    waiting = [as_waiting(row, calls) for row in rows]
    recent = await _recent(window, wanted, now, centre_id)
    by_id = {row.id: row for row in rows}
    return [by_id[one.id] for one in rules.call_order(waiting, now, recent)]


def as_waiting(row: Ticket, calls: Mapping[str, int]) -> Waiting:
    """What the order needs of a ticket; ``calls`` are today's by department."""
    lets_pass = max(row.after_calls - calls.get(row.department, 0), 0)
    return Waiting(row.id, row.origin, row.due_at, row.minutes, lets_pass)


async def calls_of(department: str, now: datetime, centre_id: int = 1) -> int:
    """How many people of a department were called today."""
    rows = await fetch(sql.CALLS_TODAY, [centre_id, local_day(now), [department]])
    return int(rows[0]["calls"]) if rows else 0


async def standing(row: Ticket, now: datetime) -> Standing:
    """Where a ticket stands in its department's line."""
    if row.state is not TicketState.WAITING:
        return NOWHERE
    order = await line([row.department], now, centre_id=row.centre_id)
    return standings(order, await open_windows(row.centre_id), now).get(row.id, NOWHERE)


def standings(order: list[Ticket], opened: Collection[str], now: datetime) -> dict[UUID, Standing]:
    """The standing of every ticket of one line; ``opened`` are codes of open windows."""
    waiting = [as_waiting(row, {}) for row in order]
    return {
        row.id: Standing(place, rules.estimated_minutes(waiting, place, _serving(row.department, opened), now))
        for place, row in enumerate(order)
    }


async def desks(centre_id: int = 1) -> dict[str, WindowDesk]:
    """The windows that were ever opened, by code."""
    return {row.code: row for row in await WindowDesk.filter(centre_id=centre_id)}


async def open_windows(centre_id: int = 1) -> frozenset[str]:
    """Codes of the windows that serve now."""
    rows = await WindowDesk.filter(centre_id=centre_id, state=WindowState.OPEN)
    return frozenset(row.code for row in rows)


async def at_window(code: str, centre_id: int = 1) -> Ticket | None:
    """Who is called to or served at a window."""
    return await Ticket.get_or_none(centre_id=centre_id, window=code, state__in=AT_WINDOW)


async def passed(departments: Collection[str], now: datetime, centre_id: int = 1) -> list[Ticket]:
    """Who missed the call today, latest first."""
    rows = Ticket.filter(centre_id=centre_id, day=local_day(now), state=TicketState.PASSED)
    return await rows.filter(department__in=list(departments)).order_by("-called_at", "-id")


async def served_today(window: str, now: datetime, centre_id: int = 1) -> int:
    """How many people a window has served today."""
    rows = Ticket.filter(centre_id=centre_id, day=local_day(now), window=window, state=TicketState.FINISHED)
    return await rows.count()


async def waiting_by_department(now: datetime, centre_id: int = 1) -> dict[str, int]:
    """How many people wait, by department."""
    rows = await fetch(sql.WAITING_BY_DEPARTMENT, [centre_id, local_day(now)])
    return {row["department"]: int(row["waiting"]) for row in rows}


async def called_lately(hall_code: str, now: datetime, most: int, centre_id: int = 1) -> list[Ticket]:
    """The last people called in a hall today, latest first."""
    rows = Ticket.filter(centre_id=centre_id, day=local_day(now), hall=hall_code, called_at__isnull=False)
    return await rows.order_by("-called_at", "-id").limit(most)


def _serving(department: str, opened: Collection[str]) -> int:
    return sum(window.code in opened for window in department_windows(live.current().book, department))


async def _calls_today(rows: list[Ticket], now: datetime, centre_id: int) -> dict[str, int]:
    rejoined = sorted({row.department for row in rows if row.after_calls})
    if not rejoined:
        return {}
    found = await fetch(sql.CALLS_TODAY, [centre_id, local_day(now), rejoined])
    return {row["department"]: int(row["calls"]) for row in found}


async def _recent(window: str | None, departments: list[str], now: datetime, centre_id: int) -> list[Origin]:
    if window is not None:
        rows = await fetch(sql.RECENT_CALLS, [centre_id, local_day(now), window])
    else:
        rows = await fetch(sql.RECENT_CALLS_OF_DEPARTMENTS, [centre_id, local_day(now), departments])
    return [Origin(row["origin"]) for row in rows]
