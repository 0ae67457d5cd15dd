"""How times and next steps are said to citizens. Pure."""

from __future__ import annotations

from datetime import date, datetime

from backend.appointments.states import AppointmentState as S
from backend.common.clock import local, local_day

_WEEKDAYS = "一二三四五六日"


def weekday(day: date) -> str:
    """``周二``"""
    return f"周{_WEEKDAYS[day.weekday()]}"


def day_label(day: date) -> str:
    """``6月15日 周二``"""
    return f"{day.month}月{day.day}日 {weekday(day)}"


def time_text(start: datetime, end: datetime) -> str:
    """``9:10–9:30``"""
    return f"{clock_text(start)}–{clock_text(end)}"


def clock_text(at: datetime) -> str:
    """``9:10``"""
    wall = local(at)
    return f"{wall.hour}:{wall.minute:02d}"


def when_text(start: datetime, end: datetime) -> str:
    """``11月23日(周一) 9:10–9:30``"""
    day = local_day(start)
    return f"{day.month}月{day.day}日({weekday(day)}) {time_text(start, end)}"


def release_text(hour: int) -> str:
    """When new days open."""
    return f"每天 {hour}:00 放新号"


def horizon_text(announced_until: date) -> str:
    """Why later days cannot be booked yet."""
    return f"{announced_until.year + 1}年放假安排还没公布。最晚可约到{announced_until.month}月{announced_until.day}日。"


def booking_rules(hold_minutes: int, most_ahead: int) -> list[str]:
    """What to know before booking."""
    return [
        f"选好时间后,为您保留 {hold_minutes} 分钟。",
        "开始前 2 小时以上,可以改时间或取消。",
        f"同一件事一天约一个号,最多约 {most_ahead} 个号。",
        "到大厅先签到,再等叫号。",
    ]


def too_late_text(phone: str) -> str:
    """What somebody does who cannot come when nothing can be changed any more."""
    return f"现在不能改了,来不了请打 {phone}。"


def next_text(state: S, place: str, hold_minutes_left: int) -> str:
    """What happens next."""
    texts = {
        S.HELD: f"请在 {max(hold_minutes_left, 1)} 分钟内确认。过时会让给别人。",
        S.BOOKED: f"请带齐材料,按时到{place}。到大厅先出示二维码签到。",
        S.CHECKED_IN: "已签到。请在大厅等叫号。",
        S.SERVED: "已办理。进度请看“我的办件”。",
        S.EXPIRED: "没有及时确认,号已让出。请重新选时间。",
        S.CANCELLED_BY_CITIZEN: "已取消。需要时请重新预约。",
        S.CANCELLED_BY_CENTRE: "抱歉,中心取消了这次预约。请重新选时间。",
        S.NO_SHOW: "这次没有到场。需要时请重新预约。",
    }
    return texts[state]
