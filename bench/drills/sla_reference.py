"""A second opinion about deadlines: slow, minute by minute, and with nothing of the product's arithmetic.

It knows a calendar as opening minutes by day, and counts on its fingers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

DAY = 24 * 60
WEEKDAYS = 5
Hours = Sequence[tuple[int, int]]
"""Opening hours as minutes of the day."""


@dataclass(frozen=True)
class Almanac:
    """Opening minutes: ``hours`` of a usual working day, ``special`` days that differ (an empty list: closed).

    Minutes are counted from midnight of ``first``, local time; China keeps one offset all year.
    """

    first: date
    days: int
    hours: Hours
    special: Mapping[date, Hours]
    open: bytearray = field(default_factory=bytearray)

    def __post_init__(self) -> None:
        for number in range(self.days):
            self.open.extend(self._minutes(self.first + timedelta(days=number)))

    def _minutes(self, day: date) -> bytearray:
        minutes = bytearray(DAY)
        usual = self.hours if day.weekday() < WEEKDAYS else ()
        for begins, ends in self.special.get(day, usual):
            for minute in range(begins, ends):
                minutes[minute] = 1
        return minutes

    def works(self, day: int) -> bool:
        """Whether day number ``day`` is worked."""
        return any(self.open[day * DAY : (day + 1) * DAY])

    def closes(self, day: int) -> int:
        """The minute at which day number ``day`` closes for good."""
        return max(minute for minute in range(day * DAY, (day + 1) * DAY) if self.open[minute]) + 1


@dataclass(frozen=True)
class Answer:
    """What the reference found, in minutes from the almanac's first midnight; ``by_day`` holds the minutes that
    counted and those that did not, by day number."""

    due: int
    levels: tuple[int, ...]
    by_day: dict[int, tuple[int, int]]


def answer(almanac: Almanac, start: int, days: int, pauses: Sequence[tuple[int, int]]) -> Answer:
    """Count a term of ``days`` working days from minute ``start``; ``pauses`` are half-open, in minutes."""
    budget = sum(almanac.open[start : base(almanac, start, days)])
    paused = bytearray(len(almanac.open))
    for begins, ends in pauses:
        paused[begins:ends] = b"\x01" * (ends - begins)
    wanted = [-(-budget * level // 100) for level in (50, 80, 100)]
    return _walk(almanac, start, paused, wanted)


def base(almanac: Almanac, start: int, days: int) -> int:
    """The close of the ``days``-th working day after the day of ``start``."""
    day, left = start // DAY, days
    while left:
        day += 1
        left -= almanac.works(day)
    return almanac.closes(day)


def _walk(almanac: Almanac, start: int, paused: bytearray, wanted: Sequence[int]) -> Answer:
    used, minute, found = 0, start, []
    by_day: dict[int, tuple[int, int]] = {}
    while len(found) < len(wanted):
        if almanac.open[minute]:
            counted, waited = by_day.get(minute // DAY, (0, 0))
            by_day[minute // DAY] = (counted, waited + 1) if paused[minute] else (counted + 1, waited)
            used += not paused[minute]
        minute += 1
        while len(found) < len(wanted) and used >= wanted[len(found)]:
            found.append(minute)
    return Answer(found[-1], tuple(found), by_day)


@dataclass(frozen=True)
class Step:
    """What happened at a minute: ``pause``, ``resume``, ``extend`` (by ``days``) or ``stop``."""

    minute: int
    what: str
    days: int = 0


def reached(before: Almanac, after: Almanac, known: int, start: int, days: int, steps: Sequence[Step]) -> set[int]:
    """Which of 50, 80 and 100 percent were reached before the clock stopped, minute by minute.

    ``after`` is the calendar that was announced at minute ``known``; until then ``before`` was in force.
    """
    coming = sorted(steps, key=lambda step: step.minute)
    used, waiting, found, minute = 0, False, set[int](), start
    almanac = before if start < known else after
    budget = sum(almanac.open[start : base(almanac, start, days)])
    while len(found) < 3:
        if minute == known:
            almanac, budget = after, sum(after.open[start : base(after, start, days)])
        while coming and coming[0].minute == minute:
            step = coming.pop(0)
            if step.what == "stop":
                return found
            waiting = step.what == "pause" or (waiting and step.what != "resume")
            if step.what == "extend":
                days += step.days
                budget = sum(almanac.open[start : base(almanac, start, days)])
        used += bool(almanac.open[minute]) and not waiting
        minute += 1
        found |= {level for level in (50, 80, 100) if used >= -(-budget * level // 100)}
    return found
