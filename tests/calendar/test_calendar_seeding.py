"""Every announced day is known; nothing is invented beyond."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from backend.calendar.seeding import announced_day, announced_days, horizon
from backend.common.statutory import statutory_holiday
from backend.common.workcalendar import DayKind


def test_every_day_of_every_announced_year_once() -> None:
    days = [day for day, _ in announced_days()]
    assert days == [days[0] + timedelta(days=n) for n in range(len(days))]
    assert (days[0], days[-1]) == (date(2004, 1, 1), horizon())


def test_only_later_days_when_a_year_was_learnt() -> None:
    later = [day for day, _ in announced_days(after=horizon() - timedelta(days=2))]
    assert later == [horizon() - timedelta(days=1), horizon()]


def test_beyond_the_horizon_nothing_is_announced() -> None:
    with pytest.raises(NotImplementedError):
        announced_day(horizon() + timedelta(days=1))


@pytest.mark.parametrize(
    ("day", "kind", "name"),
    [
        (date(2026, 2, 14), DayKind.MAKEUP_WORK, ""),
        (date(2026, 2, 15), DayKind.HOLIDAY, "春节"),
        (date(2026, 2, 24), DayKind.WORK, ""),
        (date(2026, 3, 7), DayKind.REST, ""),
        (date(2026, 9, 20), DayKind.MAKEUP_WORK, ""),
        (date(2026, 10, 7), DayKind.HOLIDAY, "国庆节"),
    ],
)
def test_days_of_2026(day: date, kind: DayKind, name: str) -> None:
    rule = announced_day(day)
    assert (rule.kind, rule.name) == (kind, name)


def test_statutory_days_are_off_in_every_year_since_the_law_changed() -> None:
    for day, rule in announced_days(after=date(2024, 12, 31)):
        if statutory_holiday(day):
            assert not rule.kind.works, day
