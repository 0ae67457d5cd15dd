"""Calendars for the tests: 2026 as announced, written down by hand from 国办发明电〔2025〕7号."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from backend.common.clock import at_local
from backend.common.workcalendar import DayKind, DayRule, Session, WorkCalendar

MORNING = Session(time(9), time(12))
AFTERNOON = Session(time(13, 30), time(17))

_HOLIDAYS_2026 = {
    "元旦": (date(2026, 1, 1), 3),
    "春节": (date(2026, 2, 15), 9),
    "清明": (date(2026, 4, 4), 3),
    "劳动节": (date(2026, 5, 1), 5),
    "端午": (date(2026, 6, 19), 3),
    "中秋": (date(2026, 9, 25), 3),
    "国庆节": (date(2026, 10, 1), 7),
}
_MAKEUP_2026 = (
    date(2026, 1, 4),
    date(2026, 2, 14),
    date(2026, 2, 28),
    date(2026, 5, 9),
    date(2026, 9, 20),
    date(2026, 10, 10),
)


def year_2026(**changes: DayRule) -> WorkCalendar:
    """The announced year 2026; ``changes`` are days as ``d0213=DayRule(…)``."""
    days = {
        first + timedelta(days=n): DayRule(DayKind.HOLIDAY, name=name)
        for name, (first, length) in _HOLIDAYS_2026.items()
        for n in range(length)
    }
    days |= {day: DayRule(DayKind.MAKEUP_WORK) for day in _MAKEUP_2026}
    days |= {date(2026, int(key[1:3]), int(key[3:5])): rule for key, rule in changes.items()}
    return WorkCalendar(days, (MORNING, AFTERNOON), date(2026, 12, 31), 1)


def at(text: str) -> datetime:
    """The instant of a Shanghai wall time such as ``2026-02-13 16:30``."""
    wall = datetime.fromisoformat(text)
    return at_local(wall.date(), wall.time())
