"""Pure decisions of the plans: which slots a pool should have on a day, and what that changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from itertools import pairwise
from uuid import UUID

from backend.appointments.rules import PlannedSlot, Template, plan_day
from backend.common.clock import local
from backend.common.workcalendar import Day, Session

LONGEST_DAY = Session(time(6), time(22))
"""An exception's own rows may lie outside the usual hours, but not in the night."""

OFF_DAY = "放假休息"
CHANGED = "时段安排有调整"


@dataclass(frozen=True, slots=True)
class Closed:
    """No places on ``day`` from ``start`` to ``end``; both None: the whole day."""

    day: date
    reason: str
    start: time | None = None
    end: time | None = None

    def covers(self, slot: PlannedSlot) -> bool:
        """Whether any minute of the slot is closed."""
        if slot.day != self.day:
            return False
        if self.start is None or self.end is None:
            return True
        return local(slot.starts_at).time() < self.end and self.start < local(slot.ends_at).time()


@dataclass(frozen=True, slots=True)
class OtherRows:
    """These rows instead of the templates on ``day``; their weekday is the day's."""

    day: date
    reason: str
    rows: tuple[Template, ...]


@dataclass(frozen=True, slots=True)
class Leave:
    """One window less from ``first_day`` to ``last_day``."""

    window: str
    first_day: date
    last_day: date
    reason: str


@dataclass(frozen=True, slots=True)
class PoolPlan:
    """Everything that decides on a pool's slots but the calendar.

    ``templates``: by the day from which they are valid; ``leaves``: those of the pool's own windows.
    """

    templates: Mapping[date, tuple[Template, ...]]
    closed: tuple[Closed, ...] = ()
    others: tuple[OtherRows, ...] = ()
    leaves: tuple[Leave, ...] = ()

    def in_force(self, day: date) -> list[Template]:
        """The templates of the day's weekday with the latest start that has come."""
        weekday = day.weekday()
        starts = [since for since, rows in self.templates.items() if since <= day and _has(rows, weekday)]
        return [row for row in self.templates[max(starts)] if row.weekday == weekday] if starts else []

    def exception_on(self, day: date) -> OtherRows | None:
        """The rows that hold instead of the templates on ``day``, if any."""
        return next((one for one in self.others if one.day == day), None)

    def reason_on(self, day: date, starts_at: datetime | None = None) -> str | None:
        """What was said about ``day``, or about a slot of it, where something was said."""
        for one in self.closed:
            if one.day == day and (one.start is None or starts_at is None or _hits(one, starts_at)):
                return one.reason
        other = self.exception_on(day)
        return other.reason if other else None

    def slots_on(self, day: Day, now: datetime) -> list[PlannedSlot]:
        """The slots the pool should have on a day: those that begin after ``now``, with the places that are left."""
        if not day.works:
            return []
        other = self.exception_on(day.day)
        rows, hours = (other.rows, (LONGEST_DAY,)) if other else (self.in_force(day.day), day.sessions)
        offered = [row for row in rows if row.cap_online + row.cap_staff > 0]
        planned = plan_day(offered, day.day, hours, now)
        away = sum(leave.first_day <= day.day <= leave.last_day for leave in self.leaves)
        return [_without(slot, away) for slot in planned if not any(one.covers(slot) for one in self.closed)]


def _hits(one: Closed, starts_at: datetime) -> bool:
    assert one.start is not None
    assert one.end is not None
    return one.start <= local(starts_at).time() < one.end


def _has(rows: Iterable[Template], weekday: int) -> bool:
    return any(row.weekday == weekday for row in rows)


def _without(slot: PlannedSlot, windows: int) -> PlannedSlot:
    """A place less for each window that is away: the citizens' places first, then those kept for the windows."""
    online = max(slot.cap_online - windows, 0)
    rest = windows - (slot.cap_online - online)
    return replace(slot, cap_online=online, cap_staff=max(slot.cap_staff - rest, 0))


@dataclass(frozen=True, slots=True)
class KnownSlot:
    """A slot as it is. ``used_*`` are places that are taken."""

    id: UUID
    day: date
    starts_at: datetime
    ends_at: datetime
    cap_online: int
    cap_staff: int
    used_online: int
    used_staff: int
    is_open: bool

    @property
    def taken(self) -> int:
        """Places that are taken, whoever took them."""
        return self.used_online + self.used_staff


@dataclass(frozen=True, slots=True)
class Difference:
    """What has to change so that a pool has the slots it should have.

    ``over``: slots, changed or not, with more places taken than planned; they keep what is taken.
    """

    added: tuple[PlannedSlot, ...]
    changed: tuple[tuple[KnownSlot, PlannedSlot], ...]
    removed: tuple[KnownSlot, ...]
    over: tuple[tuple[KnownSlot, PlannedSlot], ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)


def excess(known: KnownSlot, planned: PlannedSlot) -> int:
    """How many places are taken beyond the planned ones."""
    return max(known.used_online - planned.cap_online, 0) + max(known.used_staff - planned.cap_staff, 0)


def compare(known: Sequence[KnownSlot], planned: Sequence[PlannedSlot]) -> Difference:
    """What distinguishes the slots that are from those that should be; a slot is known by its start."""
    there = {slot.starts_at: slot for slot in known}
    wanted = {slot.starts_at: slot for slot in planned}
    return Difference(
        added=tuple(slot for at, slot in wanted.items() if at not in there),
        changed=tuple((there[at], slot) for at, slot in wanted.items() if at in there and differs(there[at], slot)),
        removed=tuple(slot for at, slot in there.items() if at not in wanted and slot.is_open),
        over=tuple((there[at], slot) for at, slot in wanted.items() if at in there and excess(there[at], slot) > 0),
    )


def differs(known: KnownSlot, planned: PlannedSlot) -> bool:
    """Whether writing the plan would change the slot. What is taken stays: its places, and with them its end."""
    kept_end = known.ends_at if known.taken else planned.ends_at
    caps = max(planned.cap_online, known.used_online), max(planned.cap_staff, known.used_staff)
    return (known.ends_at, known.cap_online, known.cap_staff, known.is_open) != (kept_end, *caps, True)


def problem_of(rows: Sequence[Template]) -> str | None:
    """Why these rows of one weekday cannot be, as a sentence; None when they can."""
    for row in rows:
        if row.start >= row.end:
            return "结束时间要晚于开始时间。"
        if not any(True for _ in _lengths(row)):
            return "这段时间放不下一个时段。请改短时段。"
    spans = sorted((row.start, row.end) for row in rows)
    if any(later[0] < earlier[1] for earlier, later in pairwise(spans)):
        return "两行时间重叠了。请分开。"
    return None


def _lengths(row: Template) -> Iterator[int]:
    minutes = (row.end.hour - row.start.hour) * 60 + row.end.minute - row.start.minute
    if minutes >= row.minutes:
        yield minutes


def per_day(slots: Iterable[PlannedSlot | KnownSlot]) -> Counter[date]:
    """How many slots lie on each day."""
    return Counter(slot.day for slot in slots)
