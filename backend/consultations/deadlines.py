"""When a reply is due, why, and how that is said. Pure.

Source: seed row 130, 窗口工作人员应在2个工作日内答复; forwarding never starts the clock anew (row 133).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, TypedDict

from backend.common import workdays
from backend.common.clock import at_local, local, local_day
from backend.common.workdays import Deadline, WorkCalendar

REPLY_DAYS = 2
"""Working days a window has."""

SOON_MINUTES = 120
"""Working minutes before the deadline from which a row is shown as pressing."""

Light = Literal["ok", "soon", "late"]


class DayLine(TypedDict):
    """One line of a deadline's explanation: the day, what it is, and its minutes within the term."""

    day: str
    text: str
    minutes: int


@dataclass(frozen=True)
class Remaining:
    """How a deadline stands. ``minutes`` are working minutes, negative when it is past."""

    minutes: int
    text: str
    light: Light


def due(calendar: WorkCalendar, now: datetime) -> Deadline:
    """The deadline of a question that comes (or comes back) now."""
    return workdays.add_working_days(calendar, now, REPLY_DAYS)


def explanation(calendar: WorkCalendar, start: datetime, deadline: Deadline) -> list[DayLine]:
    """How the days were counted. The day of receipt does not count, but its minutes are there to work."""
    lines: list[DayLine] = []
    for count in deadline.explanation:
        begins = max(start, at_local(count.day, datetime.min.time()))
        ends = min(deadline.due_at, at_local(count.day + timedelta(days=1), datetime.min.time()))
        minutes = workdays.working_minutes_between(calendar, begins, ends)
        text = f"第 {count.total} 个工作日" if count.counted else count.reason
        lines.append(DayLine(day=count.day.isoformat(), text=text, minutes=minutes))
    return lines


def remaining(calendar: WorkCalendar, now: datetime, due_at: datetime) -> Remaining:
    """What is left at ``now``."""
    if now > due_at:
        over = workdays.working_minutes_between(calendar, due_at, now)
        return Remaining(-over, _over_text(over), "late")
    left = workdays.working_minutes_between(calendar, now, due_at)
    return Remaining(left, _left_text(left, now, due_at), "soon" if left <= SOON_MINUTES else "ok")


def day_and_time(instant: datetime) -> str:
    """An instant as one says it: 11月24日 17:00."""
    shown = local(instant)
    return f"{shown.month}月{shown.day}日 {shown.hour}:{shown.minute:02d}"


def due_text(due_at: datetime) -> str:
    """The promise to the citizen."""
    return f"最迟 {day_and_time(due_at)} 答复"


def _left_text(left: int, now: datetime, due_at: datetime) -> str:
    if left <= 60:
        return f"剩 {left} 分"
    shown = local(due_at)
    time = f"{shown.hour}:{shown.minute:02d}"
    ahead = (local_day(due_at) - local_day(now)).days
    if ahead < 2:
        return f"{'明天' if ahead else '今天'} {time}"
    return day_and_time(due_at)


def _over_text(over: int) -> str:
    if over < 1:
        return "已超时"
    return f"超 {over} 分" if over < 120 else f"超 {over // 60} 小时"
