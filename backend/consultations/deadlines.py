"""How a deadline stands and how that is said. Pure. When it is: `clocks.rules`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from backend.common import workdays
from backend.common.clock import local, local_day
from backend.common.workdays import WorkCalendar

if TYPE_CHECKING:
    from backend.consultations.models import Consultation

Light = Literal["ok", "soon", "late"]


@dataclass(frozen=True)
class Remaining:
    """How a deadline stands. ``minutes`` are working minutes, negative when it is past."""

    minutes: int
    text: str
    light: Light


def remaining(calendar: WorkCalendar, now: datetime, due_at: datetime, warn_at: datetime | None = None) -> Remaining:
    """What is left at ``now``; pressing from ``warn_at`` on (预警), when 80 % of the time are used."""
    if now > due_at:
        over = workdays.working_minutes_between(calendar, due_at, now)
        return Remaining(-over, _over_text(over), "late")
    left = workdays.working_minutes_between(calendar, now, due_at)
    return Remaining(left, _left_text(left, now, due_at), "soon" if warn_at and now >= warn_at else "ok")


def day_and_time(instant: datetime) -> str:
    """An instant as one says it: 11月24日 17:00."""
    shown = local(instant)
    return f"{shown.month}月{shown.day}日 {shown.hour}:{shown.minute:02d}"


def due_text(due_at: datetime) -> str:
    """The promise to the citizen."""
    return f"最迟 {day_and_time(due_at)} 答复"


def promise(row: Consultation) -> str:
    """The promise as it stands: while the citizen is waited for there is none."""
    return "请先补充窗口要的内容" if row.paused_at else due_text(row.due_at)


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
