"""The arithmetic against an independent slow reference that walks minute by minute and knows no sessions."""

from __future__ import annotations

import random
from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import pytest

from backend.common import workdays
from backend.common.workcalendar import DayKind, DayRule, Session, WorkCalendar

CASES = 2_400
BATCHES = 8
FIRST = date(2026, 1, 5)
SPAN = 60
WALL = ZoneInfo("Asia/Shanghai")
MINUTE = timedelta(minutes=1)


class Walk:
    """One bit for each minute from FIRST on: open or not. Nothing of the production code is used."""

    def __init__(self, calendar: WorkCalendar) -> None:
        self.zero = datetime.combine(FIRST, time(), WALL)
        self.open = bytearray(SPAN * 3 * 1440)
        for number in range(SPAN * 3):
            self._mark(calendar, number)

    def _mark(self, calendar: WorkCalendar, number: int) -> None:
        day = FIRST + timedelta(days=number)
        rule = calendar.days.get(day)
        works = rule.kind in ("work", "makeup_work") if rule else day.isoweekday() <= 5
        hours = (rule.sessions if rule else None) or calendar.default_sessions
        for part in hours if works else ():
            opens, closes = (number * 1440 + wall.hour * 60 + wall.minute for wall in (part.start, part.end))
            self.open[opens:closes] = b"\x01" * (closes - opens)

    def minute(self, instant: datetime) -> int:
        return int((instant - self.zero) / MINUTE)

    def instant(self, minute: int) -> datetime:
        return self.zero + minute * MINUTE

    def after_minutes(self, start: datetime, minutes: int) -> datetime:
        at = self.minute(start)
        while minutes or not self.open[at]:
            minutes -= self.open[at]
            at += 1
            if minutes == 0 and self.open[at - 1]:
                break
        return self.instant(at)

    def works(self, number: int) -> bool:
        return any(self.open[number * 1440 : (number + 1) * 1440])

    def after_days(self, start: datetime, n: int, natural: bool) -> datetime:
        number = self.minute(start) // 1440
        if natural:
            number += n
        while n and not natural:
            number += 1
            n -= self.works(number)
        while not self.works(number):
            number += 1
        at = (number + 1) * 1440
        while not self.open[at - 1]:
            at -= 1
        return self.instant(at)

    def between(self, start: datetime, end: datetime) -> int:
        return sum(self.open[self.minute(start) : self.minute(end)])


def _random_calendar(dice: random.Random) -> WorkCalendar:
    usual = dice.choice(
        [
            (Session(time(9), time(12)), Session(time(13, 30), time(17))),
            (Session(time(8, 30), time(12)), Session(time(14, 30), time(18))),
            (Session(time(9), time(17)),),
            (Session(time(0), time(12)), Session(time(12), time(23, 59))),
        ]
    )
    days = {FIRST + timedelta(days=number): _random_rule(dice) for number in dice.sample(range(SPAN * 3), 40)}
    return WorkCalendar(days, usual, FIRST + timedelta(days=SPAN * 3), 1)


def _random_rule(dice: random.Random) -> DayRule:
    kind = dice.choice(list(DayKind))
    half = dice.choice([None, None, (Session(time(9), time(12)),), (Session(time(14), time(16, 45)),)])
    return DayRule(kind, half)


@cache
def _walks(seed: int) -> list[tuple[WorkCalendar, Walk]]:
    dice = random.Random(seed)
    calendars = [_random_calendar(dice) for _ in range(6)]
    return [(calendar, Walk(calendar)) for calendar in calendars]


@pytest.mark.parametrize("batch", range(BATCHES))
def test_agrees_with_the_walk(batch: int) -> None:
    dice = random.Random(1000 + batch)
    for _ in range(CASES // BATCHES):
        calendar, walk = dice.choice(_walks(batch))
        start = walk.instant(dice.randrange(SPAN * 1440))
        minutes, days = dice.choice([0, 1, 59, 60, 180, 390, dice.randrange(4000)]), dice.randrange(26)
        assert workdays.add_working_minutes(calendar, start, minutes).due_at == walk.after_minutes(start, minutes)
        natural = workdays.add_days(calendar, start, days, "自然日").due_at
        if days:
            assert workdays.add_working_days(calendar, start, days).due_at == walk.after_days(start, days, False)
            assert natural == walk.after_days(start, days, True)
        end = start + dice.randrange(30 * 1440) * MINUTE
        assert workdays.working_minutes_between(calendar, start, end) == walk.between(start, end)
        assert workdays.is_open(calendar, start) == bool(walk.open[walk.minute(start)])


@pytest.mark.parametrize("batch", range(BATCHES))
def test_holds_what_must_always_hold(batch: int) -> None:
    dice = random.Random(2000 + batch)
    for _ in range(100):
        calendar, walk = dice.choice(_walks(batch))
        start = walk.instant(dice.randrange(SPAN * 1440)) + timedelta(seconds=dice.randrange(60))
        minutes, days = dice.randrange(1, 3000), dice.randrange(1, 20)
        due = workdays.add_working_minutes(calendar, start, minutes).due_at
        assert workdays.working_minutes_between(calendar, start, due) == minutes
        assert workdays.is_open(calendar, due - timedelta(microseconds=1))
        last = workdays.add_working_days(calendar, start, days)
        assert workdays.working_days_left(calendar, start, last.due_at) == days
        assert workdays.add_working_days(calendar, start + timedelta(hours=9), days).due_at >= last.due_at
        shut = dict(calendar.days) | {dice.choice(last.explanation).day: DayRule(DayKind.HOLIDAY)}
        closed = WorkCalendar(shut, calendar.default_sessions, calendar.announced_until, 2)
        assert workdays.add_working_days(closed, start, days).due_at >= last.due_at
