"""How plans are said to staff. Pure."""

from __future__ import annotations

from datetime import date

from backend.appointments.plans.states import ExceptionKind
from backend.appointments.wording import day_label

_WEEKDAYS = "一二三四五六日"


def weekday_text(weekday: int) -> str:
    """``周一`` for 0."""
    return f"周{_WEEKDAYS[weekday]}"


def exception_text(day: date, kind: ExceptionKind, start: str | None, end: str | None) -> str:
    """``11月25日 周三 9:00–12:00 停号``"""
    if kind is ExceptionKind.ROWS:
        return f"{day_label(day)} 另有安排"
    return f"{day_label(day)} {f'{start}–{end}' if start else '全天'} 停号"


def leave_text(window: str, first: date, last: date) -> str:
    """``3 号窗口请假,11月25日 周三 到 11月27日 周五``"""
    return f"{window}请假,{day_label(first)}" + ("" if first == last else f" 到 {day_label(last)}")


def preview_text(hit: int, changes: bool) -> str:
    """What a person should know before going on."""
    if not changes:
        return "已开放的日子没有变化。"
    if not hit:
        return "不影响已有预约。"
    return f"会影响 {hit} 个预约。生效后列入待处理,并通知市民。"


def entered_text(pools: int) -> str:
    """What happens next."""
    return f"已记下,正在更新 {pools} 个号池的号源。"


def reconciliation_text(slots: int, differing: int) -> str:
    """The result of the nightly comparison."""
    if differing:
        return f"{differing} 个时段的计数与预约对不上。请联系技术人员。"
    return f"{slots} 个时段的计数与预约一致。"
