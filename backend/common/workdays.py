"""Working time: the one arithmetic for slots, reply deadlines and promised times.

Everything works on a :class:`WorkCalendar`, a value made from the calendar table. Instants are aware
``datetime``; days are calendar days in Shanghai; all results are UTC.
Source: 行政许可法 art. 82 (working days, holidays excluded); 民法典 art. 201–203 (the first day is not
counted, a period ends at the close of business, a last day off moves to the next working day).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Literal

from backend.common.clock import local_day
from backend.common.errors import Conflict
from backend.common.workcalendar import DayKind, DayRule, Session, WorkCalendar

__all__ = [
    "SHORT_HORIZON",
    "DayCount",
    "DayKind",
    "DayRule",
    "DayUnit",
    "Deadline",
    "NotYetAnnounced",
    "Session",
    "WorkCalendar",
    "add_days",
    "add_working_days",
    "add_working_minutes",
    "announced_days_left",
    "bookable_until",
    "check_bookable",
    "is_open",
    "is_working_day",
    "next_opening",
    "sessions",
    "working_days_left",
    "working_minutes_between",
]

DayUnit = Literal["工作日", "自然日"]

SHORT_HORIZON = 45
"""Days of announced calendar ahead below which an operator is warned (decision 12)."""

_ONE_DAY = timedelta(days=1)
_ONE_MINUTE = timedelta(minutes=1)


class NotYetAnnounced(Conflict):
    """The day lies beyond the announced holidays; ``details`` name the last day that can be booked."""

    code = "holidays_not_announced"
    message = "{year}年放假安排还没公布。请选{month}月{day}日及以前的日子。"


@dataclass(frozen=True, slots=True)
class DayCount:
    """One line of a deadline's explanation.

    ``counted`` and ``total`` are days, or minutes for a deadline in working minutes; ``total`` runs.
    """

    day: date
    reason: str
    counted: int
    total: int


@dataclass(frozen=True, slots=True)
class Deadline:
    """When something is due, whether that is 暂定, and how it was counted day by day."""

    due_at: datetime
    provisional: bool
    explanation: tuple[DayCount, ...]


def is_working_day(calendar: WorkCalendar, day: date) -> bool:
    """Return whether the centre works on ``day`` (half days are working days)."""
    return calendar.on(day).works


def sessions(calendar: WorkCalendar, day: date) -> tuple[Session, ...]:
    """Return the opening sessions of ``day`` in order; none on a day off."""
    return calendar.on(day).sessions


def add_working_days(calendar: WorkCalendar, start: datetime, n: int) -> Deadline:
    """Return the close of the ``n``-th working day after the day of ``start`` (that day is not counted).

    With ``n`` 0 (即办): the next close of a working day after ``start``.

    Raises:
        ValueError: ``n`` is negative.
    """
    _refuse_negative(n)
    if n == 0:
        return _deadline(calendar, _same_day(calendar, start), [])
    counts = [_received(start)]
    for day in _days_after(local_day(start)):
        today = calendar.on(day)
        counted = int(today.works)
        counts.append(DayCount(day, today.reason, counted, counts[-1].total + counted))
        if counts[-1].total == n:
            return _deadline(calendar, today.closes_at, counts)
    raise AssertionError("days do not end")


def add_days(calendar: WorkCalendar, start: datetime, n: int, unit: DayUnit) -> Deadline:
    """Return the deadline ``n`` days after the day of ``start``, in working or natural days.

    Natural days count every day; a last day off moves to the next working day (民法典 art. 203).

    Raises:
        ValueError: ``n`` is negative.
    """
    return add_working_days(calendar, start, n) if unit == "工作日" else _add_natural_days(calendar, start, n)


def add_working_minutes(calendar: WorkCalendar, start: datetime, minutes: int) -> Deadline:
    """Return the instant at which the centre has been open for ``minutes`` since ``start``.

    A period that fills a session ends at its close, not at the next opening.

    Raises:
        ValueError: ``minutes`` is negative.
    """
    _refuse_negative(minutes)
    left = timedelta(minutes=minutes)
    counts: list[DayCount] = []
    for day in _days_from(local_day(start)):
        open_today = timedelta()
        for opens, closes in _spans(calendar, day, start):
            if left <= closes - opens:
                counts.append(_minutes_count(calendar, day, open_today + left, minutes))
                return _deadline(calendar, opens + left, counts)
            left -= closes - opens
            open_today += closes - opens
        counts.append(_minutes_count(calendar, day, open_today, minutes - _whole_minutes(left)))
    raise AssertionError("days do not end")


def working_minutes_between(calendar: WorkCalendar, start: datetime, end: datetime) -> int:
    """Return the whole minutes the centre is open from ``start`` to ``end``; 0 when ``end`` is not later."""
    total = timedelta()
    for day in _days_from(local_day(start)):
        if day > local_day(end):
            break
        for opens, closes in _spans(calendar, day, start):
            total += max(min(closes, end) - opens, timedelta())
    return _whole_minutes(total)


def working_days_left(calendar: WorkCalendar, now: datetime, due: datetime) -> int:
    """Return the working days after today up to the due day: 0 on that day, negative after it.

    A deadline missed on its own day or before a weekend also gives 0; whether it is late is ``now > due``.
    """
    today, last = local_day(now), local_day(due)
    if last >= today:
        return _working_days_within(calendar, today, last)
    return -_working_days_within(calendar, last, today)


def is_open(calendar: WorkCalendar, now: datetime) -> bool:
    """Return whether the centre is open at ``now`` (open at the opening second, closed at the closing one)."""
    spans = (session.on(local_day(now)) for session in sessions(calendar, local_day(now)))
    return any(opens <= now < closes for opens, closes in spans)


def next_opening(calendar: WorkCalendar, now: datetime) -> datetime:
    """Return ``now`` when the centre is open, else the start of its next session."""
    return _first_span(calendar, now)[0]


def bookable_until(calendar: WorkCalendar) -> date:
    """Return the last day that can be booked: the last one whose holidays are announced."""
    return calendar.announced_until


def check_bookable(calendar: WorkCalendar, day: date) -> None:
    """Raise :class:`NotYetAnnounced` when ``day`` lies beyond the announced holidays."""
    last = bookable_until(calendar)
    if day > last:
        details = {"bookable_until": last.isoformat()}
        raise NotYetAnnounced(year=day.year, month=last.month, day=last.day, details=details)


def announced_days_left(calendar: WorkCalendar, now: datetime) -> int:
    """Return how many days after today are announced; never below 0. See :data:`SHORT_HORIZON`."""
    return max((calendar.announced_until - local_day(now)).days, 0)


def _add_natural_days(calendar: WorkCalendar, start: datetime, n: int) -> Deadline:
    _refuse_negative(n)
    if n == 0:
        return add_working_days(calendar, start, 0)
    counts = [_received(start)]
    for day in _days_after(local_day(start)):
        today = calendar.on(day)
        counted = int(counts[-1].total < n)
        counts.append(DayCount(day, today.reason, counted, counts[-1].total + counted))
        if counts[-1].total == n and today.works:
            return _deadline(calendar, today.closes_at, counts)
    raise AssertionError("days do not end")


def _same_day(calendar: WorkCalendar, start: datetime) -> datetime:
    return calendar.on(local_day(_first_span(calendar, start)[0])).closes_at


def _first_span(calendar: WorkCalendar, start: datetime) -> tuple[datetime, datetime]:
    for day in _days_from(local_day(start)):
        for span in _spans(calendar, day, start):
            return span
    raise AssertionError("days do not end")


def _spans(calendar: WorkCalendar, day: date, start: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Yield what remains of the day's sessions after ``start``."""
    for session in sessions(calendar, day):
        opens, closes = session.on(day)
        if closes > start:
            yield max(opens, start), closes


def _deadline(calendar: WorkCalendar, due_at: datetime, counts: list[DayCount]) -> Deadline:
    due_at = due_at.astimezone(UTC)
    return Deadline(due_at, local_day(due_at) > calendar.announced_until, tuple(counts))


def _received(start: datetime) -> DayCount:
    return DayCount(local_day(start), "收到当天不计", 0, 0)


def _minutes_count(calendar: WorkCalendar, day: date, counted: timedelta, total: int) -> DayCount:
    return DayCount(day, calendar.on(day).reason, _whole_minutes(counted), total)


def _working_days_within(calendar: WorkCalendar, after: date, until: date) -> int:
    days = (after + timedelta(days=offset) for offset in range(1, (until - after).days + 1))
    return sum(is_working_day(calendar, day) for day in days)


def _days_from(day: date) -> Iterator[date]:
    while True:
        yield day
        day += _ONE_DAY


def _days_after(day: date) -> Iterator[date]:
    return _days_from(day + _ONE_DAY)


def _whole_minutes(span: timedelta) -> int:
    return span // _ONE_MINUTE


def _refuse_negative(amount: int) -> None:
    if amount < 0:
        raise ValueError(f"a period cannot be negative: {amount}")
