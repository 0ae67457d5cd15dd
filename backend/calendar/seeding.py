"""What the package ``chinesecalendar`` knows: every day of every announced year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import chinese_calendar
from chinese_calendar.constants import holidays

from backend.common.workcalendar import DayKind, DayRule

SOURCE = "chinesecalendar"
_SATURDAY = 5


def horizon() -> date:
    """Return the last day of the last announced year."""
    return date(max(holidays).year, 12, 31)


def announced_day(day: date) -> DayRule:
    """Return what was announced for ``day``.

    Raises:
        NotImplementedError: the day lies outside the announced years.
    """
    off, holiday = chinese_calendar.get_holiday_detail(day)
    if off:
        return DayRule(DayKind.HOLIDAY, name=_chinese(holiday)) if holiday else DayRule(DayKind.REST)
    return DayRule(DayKind.MAKEUP_WORK if day.weekday() >= _SATURDAY else DayKind.WORK)


def announced_days(after: date | None = None) -> Iterator[tuple[date, DayRule]]:
    """Yield every announced day, oldest first; only those later than ``after`` when it is given."""
    day = after + timedelta(days=1) if after else date(min(holidays).year, 1, 1)
    while day <= horizon():
        yield day, announced_day(day)
        day += timedelta(days=1)


def _chinese(holiday: str) -> str:
    name: str = chinese_calendar.Holiday(holiday).chinese
    return name
