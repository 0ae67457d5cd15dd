"""A pool's plan and its slots, read from the tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from backend.appointments.models import Pool, SlotTemplate
from backend.appointments.plans import sql
from backend.appointments.plans.models import SlotException, WindowLeave
from backend.appointments.plans.rules import Closed, KnownSlot, Leave, OtherRows, PoolPlan
from backend.appointments.plans.states import ExceptionKind
from backend.appointments.rules import PlannedSlot, Template
from backend.calendar import snapshot
from backend.catalogue import live
from backend.common.clock import local_day
from backend.common.errors import NotFound
from backend.common.workcalendar import WorkCalendar
from backend.database import fetch
from backend.settings import Settings


@dataclass(frozen=True)
class Frame:
    """The days that have slots now, and the calendar they follow."""

    calendar: WorkCalendar
    first: date
    until: date
    now: datetime

    def planned(self, plan: PoolPlan) -> list[PlannedSlot]:
        """All slots of the frame that the plan wants."""
        days = (self.first + timedelta(days=n) for n in range((self.until - self.first).days + 1))
        return [slot for day in days for slot in plan.slots_on(self.calendar.on(day), self.now)]


async def frame(now: datetime, settings: Settings) -> Frame:
    """From today to the last day that is or will next be released; never beyond the announced calendar.

    Raises:
        NoCalendar: the calendar was never seeded.
    """
    calendar = await snapshot.load(settings.centre_id)
    first = local_day(now)
    return Frame(calendar, first, min(first + timedelta(days=settings.booking_days), calendar.announced_until), now)


async def pool(pool_id: UUID, centre_id: int = 1) -> Pool:
    """The pool with this id. Raises NotFound."""
    row = await Pool.get_or_none(id=pool_id, centre_id=centre_id)
    if row is None:
        raise NotFound()
    return row


def windows_of(row: Pool) -> list[str]:
    """Codes of the pool's windows: those it names, else all that serve its departments."""
    if row.windows:
        return list(row.windows)
    served = set(row.departments)
    return [window.code for window in live.current().book.windows if served.intersection(window.departments)]


def name_of(row: Pool) -> str:
    """How staff call the pool: its name, or its department's."""
    found = live.current().departments.get(row.departments[0]) if row.departments else None
    return row.name or (found.name if found else row.code)


async def plan_of(row: Pool, since: date) -> PoolPlan:
    """The pool's plan from ``since`` on."""
    entries = await SlotException.filter(pool_id=row.id, day__gte=since, withdrawn_at=None).order_by("id")
    leaves = await WindowLeave.filter(
        centre_id=row.centre_id, window__in=windows_of(row), last_day__gte=since, withdrawn_at=None
    )
    return PoolPlan(
        templates=await templates(row.id),
        closed=tuple(_closed(entry) for entry in entries if entry.kind is ExceptionKind.CLOSED),
        others=tuple(_other(entry) for entry in entries if entry.kind is ExceptionKind.ROWS),
        leaves=tuple(Leave(leave.window, leave.first_day, leave.last_day, leave.reason) for leave in leaves),
    )


async def templates(pool_id: UUID) -> Mapping[date, tuple[Template, ...]]:
    """A pool's templates by the day from which they are valid."""
    found: defaultdict[date, list[Template]] = defaultdict(list)
    for row in await SlotTemplate.filter(pool_id=pool_id).order_by("valid_from", "weekday", "start"):
        found[row.valid_from].append(_template(row))
    return {since: tuple(rows) for since, rows in found.items()}


async def known(pool_id: UUID, given: Frame) -> list[KnownSlot]:
    """The pool's slots of the frame that have not begun, by time."""
    rows = await fetch(sql.KNOWN, [pool_id, given.first, given.until, given.now])
    return [KnownSlot(**row) for row in rows]


def _template(row: SlotTemplate) -> Template:
    start, end = time.fromisoformat(row.start), time.fromisoformat(row.end)
    return Template(row.weekday, start, end, row.minutes, row.cap_online, row.cap_staff, pauses_of(row.breaks))


def pauses_of(pairs: Sequence[Sequence[str]]) -> tuple[tuple[time, time], ...]:
    """Pairs of ``HH:MM`` as times."""
    return tuple((time.fromisoformat(start), time.fromisoformat(end)) for start, end in pairs)


def pairs_of(pauses: Sequence[tuple[time, time]]) -> list[list[str]]:
    """Times as pairs of ``HH:MM``."""
    return [[f"{start:%H:%M}", f"{end:%H:%M}"] for start, end in pauses]


def _closed(entry: SlotException) -> Closed:
    start = time.fromisoformat(entry.start) if entry.start else None
    return Closed(entry.day, entry.reason, start, time.fromisoformat(entry.end) if entry.end else None)


def _other(entry: SlotException) -> OtherRows:
    rows = tuple(row_of(given, entry.day.weekday()) for given in entry.rows)
    return OtherRows(entry.day, entry.reason, rows)


def row_of(given: Mapping[str, Any], weekday: int) -> Template:
    """A row as it is kept in `SlotException.rows`."""
    return Template(
        weekday,
        time.fromisoformat(given["start"]),
        time.fromisoformat(given["end"]),
        given["minutes"],
        given["cap_online"],
        given["cap_staff"],
        pauses_of(given.get("breaks", ())),
    )


def kept_row(row: Template) -> dict[str, Any]:
    """The reverse of `row_of`."""
    return {
        "start": f"{row.start:%H:%M}",
        "end": f"{row.end:%H:%M}",
        "minutes": row.minutes,
        "cap_online": row.cap_online,
        "cap_staff": row.cap_staff,
        "breaks": pairs_of(row.breaks),
    }
