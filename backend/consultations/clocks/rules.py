"""When a reply is due, with pauses and extensions. Pure.

A term is counted in days first: the close of the n-th working day after the day of receipt (seed rows 130 to 132).
The working time up to there is the budget. Whatever of it is spent waiting for the citizen is given back, minute for
minute, after that close. Forwarding changes nothing (row 133). So a deadline is a function of the calendar, the
start, the days and the pauses, and can be counted anew at any time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import TypedDict

from backend.common import workdays
from backend.common.clock import local_day
from backend.common.workdays import DayCount, WorkCalendar

LEVELS = (50, 80, 100)
"""Percent of the budget at which somebody is told: reminded, warned, late."""

WARNED = 80

_MINUTE = timedelta(minutes=1)
_NOTHING = timedelta()
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Pause:
    """A stretch of waiting for the citizen; ``end`` None while it lasts."""

    start: datetime
    end: datetime | None


@dataclass(frozen=True, slots=True)
class Term:
    """What a deadline is counted from. ``days`` of the class, ``extended`` further working days that were granted."""

    start: datetime
    days: int
    extended: int = 0
    pauses: tuple[Pause, ...] = ()


class DayLine(TypedDict):
    """One line of a deadline's explanation: the day, what it is, its minutes within the term, and those of them that
    did not count because the citizen was waited for."""

    day: str
    text: str
    minutes: int
    paused: int


@dataclass(frozen=True, slots=True)
class Counted:
    """A counted term. ``budget`` is working time; ``due_at`` as if a pause that still lasts ended where it began."""

    due_at: datetime
    provisional: bool
    budget: timedelta
    lines: tuple[DayLine, ...]


@dataclass(frozen=True, slots=True)
class _Piece:
    """Open hours within a term."""

    start: datetime
    end: datetime
    waits: bool


def count(calendar: WorkCalendar, term: Term) -> Counted:
    """When the term ends, and how that was counted day by day."""
    base = workdays.add_working_days(calendar, term.start, term.days + term.extended)
    budget = _worked(calendar, term.start, base.due_at)
    due_at = reached(calendar, term, budget)
    provisional = local_day(due_at) > calendar.announced_until
    return Counted(due_at, provisional, budget, tuple(_lines(calendar, term, base.explanation, due_at)))


def at_level(calendar: WorkCalendar, term: Term, budget: timedelta, level: int) -> datetime:
    """The instant at which ``level`` percent of the budget, rounded up to whole minutes, are used."""
    return reached(calendar, term, share(budget, level))


def share(budget: timedelta, level: int) -> timedelta:
    """``level`` percent of the budget in whole minutes, rounded up; all of it for 100."""
    return budget if level >= 100 else -(-budget * level // (100 * _MINUTE)) * _MINUTE


def reached(calendar: WorkCalendar, term: Term, amount: timedelta) -> datetime:
    """The instant at which this much working time has passed outside the pauses. What fills a session ends with it."""
    left = amount
    for piece in _pieces(calendar, term):
        if piece.waits:
            continue
        if left <= piece.end - piece.start:
            return piece.start + left
        left -= piece.end - piece.start
    raise AssertionError("days do not end")


def _worked(calendar: WorkCalendar, start: datetime, end: datetime) -> timedelta:
    spans = _spans(calendar, start)
    total = _NOTHING
    for opens, closes in spans:
        if opens >= end:
            break
        total += min(closes, end) - opens
    return total


def _spans(calendar: WorkCalendar, start: datetime) -> Iterator[tuple[datetime, datetime]]:
    """The open hours after ``start``, without end."""
    day = local_day(start)
    while True:
        for session in workdays.sessions(calendar, day):
            opens, closes = session.on(day)
            if closes > start:
                yield max(opens, start), closes
        day += _DAY


def _pieces(calendar: WorkCalendar, term: Term) -> Iterator[_Piece]:
    """The open hours cut where pauses begin and end."""
    cuts = sorted({instant for pause in _over(term.pauses) for instant in pause})
    for opens, closes in _spans(calendar, term.start):
        edges = [opens, *(cut for cut in cuts if opens < cut < closes), closes]
        for begins, ends in pairwise(edges):
            yield _Piece(begins, ends, _waits(term.pauses, begins))


def _over(pauses: Sequence[Pause]) -> Iterator[tuple[datetime, datetime]]:
    yield from ((pause.start, pause.end) for pause in pauses if pause.end is not None)


def _waits(pauses: Sequence[Pause], at: datetime) -> bool:
    return any(start <= at < end for start, end in _over(pauses))


def _lines(calendar: WorkCalendar, term: Term, counts: Sequence[DayCount], due_at: datetime) -> Iterator[DayLine]:
    named = {count.day: _name(count, term.days) for count in counts}
    spent = _by_day(calendar, term, due_at)
    day = local_day(term.start)
    while day <= local_day(due_at):
        counted, paused = spent.get(day, (_NOTHING, _NOTHING))
        text = named.get(day) or _after(calendar, day)
        yield DayLine(day=day.isoformat(), text=text, minutes=counted // _MINUTE, paused=paused // _MINUTE)
        day += _DAY


def _by_day(calendar: WorkCalendar, term: Term, due_at: datetime) -> dict[date, tuple[timedelta, timedelta]]:
    """Working time that counted and that did not, by day, up to the deadline."""
    spent: dict[date, tuple[timedelta, timedelta]] = {}
    for piece in _pieces(calendar, term):
        if piece.start >= due_at:
            return spent
        counted, paused = spent.get(local_day(piece.start), (_NOTHING, _NOTHING))
        length = min(piece.end, due_at) - piece.start
        both = (counted, paused + length) if piece.waits else (counted + length, paused)
        spent[local_day(piece.start)] = both
    return spent


def _name(count: DayCount, days: int) -> str:
    if not count.counted:
        return count.reason
    return f"第 {count.total} 个工作日" + ("(延期)" if count.total > days else "")


def _after(calendar: WorkCalendar, day: date) -> str:
    today = calendar.on(day)
    return "补回等您补充的时间" if today.works else today.reason
