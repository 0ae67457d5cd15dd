"""The terms of rectifications and complaints and when their timers call. Pure.

Terms are local rules and therefore settings (national sources name the loop, not the days): contact within 1 working
day, rectified within 15, a complaint answered within 5.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from backend.common import workdays
from backend.common.workdays import WorkCalendar
from backend.evaluations.states import Target

REMIND_AT = 80
"""Percent of a term's working time after which its owner is reminded."""

SOON_MINUTES = 240
"""Working minutes before the end of a term from which it is shown as pressing."""

Light = Literal["ok", "soon", "late"]


@dataclass(frozen=True)
class Term:
    """A term: what is due, when its owner is reminded, when it is over, and whether that is 暂定."""

    target: Target
    remind_at: datetime
    due_at: datetime
    provisional: bool


def term(calendar: WorkCalendar, target: Target, start: datetime, days: int) -> Term:
    """The term of so many working days that starts now (the day of ``start`` is not counted)."""
    deadline = workdays.add_working_days(calendar, start, days)
    minutes = workdays.working_minutes_between(calendar, start, deadline.due_at)
    reminded = workdays.add_working_minutes(calendar, start, minutes * REMIND_AT // 100)
    return Term(target, reminded.due_at, deadline.due_at, deadline.provisional)


def light(calendar: WorkCalendar, now: datetime, due_at: datetime) -> Light:
    """How a term that still runs stands."""
    if now > due_at:
        return "late"
    left = workdays.working_minutes_between(calendar, now, due_at)
    return "soon" if left <= SOON_MINUTES else "ok"
