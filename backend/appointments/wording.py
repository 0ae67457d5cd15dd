"""How times and next steps are said to citizens. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache

from backend.appointments.states import AppointmentState as S
from backend.appointments.states import WaitState as W
from backend.catalogue.rules import is_online
from backend.common.clock import local, local_day
from backend.settings import Settings
from faq.schema import Guide

_WEEKDAYS = "一二三四五六日"
_PERIODS = {"am": "上午", "pm": "下午"}


def weekday(day: date) -> str:
    """``周二``"""
    return f"周{_WEEKDAYS[day.weekday()]}"


def day_label(day: date) -> str:
    """``6月15日 周二``"""
    return f"{day.month}月{day.day}日 {weekday(day)}"


@lru_cache(maxsize=8_192)
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


def booking_rules(settings: Settings, most_ahead: int) -> list[str]:
    """What to know before booking: the hold, changes, and what missing an appointment leads to."""
    lines = [
        f"选好时间后,为您保留 {settings.hold_minutes} 分钟。",
        "开始前 2 小时以上,可以改时间或取消。",
        f"同一件事一天约一个号,最多约 {most_ahead} 个号。",
        "到大厅先签到,再等叫号。",
    ]
    return lines + credit_rules(settings)


def credit_rules(settings: Settings) -> list[str]:
    """What closes on-line booking, and what stays open."""
    limits = []
    if settings.credit_missed_limit:
        limits.append(f"有 {settings.credit_missed_limit} 次约了没来")
    if settings.credit_cancelled_limit:
        limits.append(f"取消 {settings.credit_cancelled_limit} 次")
    lines = [f"{settings.credit_window_days} 天内{limit},就暂停网上约号。" for limit in limits]
    if settings.credit_item_day_limit:
        lines.append(f"同一件事一天约超过 {settings.credit_item_day_limit} 次,也会暂停。")
    if lines:
        lines.append(f"暂停 {settings.credit_block_days} 天后自动恢复。现场取号不受影响。")
    return lines


def saving_hint(guides: Sequence[Guide]) -> str | None:
    """How the way to the hall can be saved, said before a place is taken; None when it cannot."""
    if not all(is_online(guide) for guide in guides):
        return None
    text = "可以网上办" if all(guide.visits == 0 for guide in guides) else "可以先在网上申请"
    return f"{text},结果可邮寄,不用跑。" if all(guide.deliverable for guide in guides) else f"{text},不用跑。"


def times_text(days: Sequence[date], periods: Sequence[str]) -> str:
    """``11月24日 周二、11月25日 周三,上午或下午``"""
    halves = "或".join(_PERIODS[period] for period in sorted(periods))
    return f"{'、'.join(day_label(day) for day in days)},{halves}"


def waiting_text(state: W, ahead: int, auto_confirm: bool) -> str:
    """What happens next to a wish; a place is never promised."""
    told = "有号就直接约上,再告诉您。" if auto_confirm else "有号会发消息,请及时确认。"
    place = f"前面还有 {ahead} 人。" if ahead else "您排在第一位。"
    texts = {
        W.WAITING: f"{place}{told}候补不保证有号。",
        W.OFFERED: "有号了。请点开确认,过时给下一位。",
        W.BOOKED: "约上了。请按时到大厅。",
        W.DECLINED: "您放弃了这个号。需要时请再候补。",
        W.LAPSED: "没有及时确认,号已给下一位。",
        W.LEFT: "您退出了候补。需要时请再来。",
        W.ENDED: "这几天没有等到号。可到大厅现场取号。",
    }
    return texts[state]


def credit_text(until: date | None) -> str:
    """Where a citizen stands, in a sentence or two."""
    if until is None:
        return "可以正常网上约号。"
    return f"网上约号暂停,{until.month}月{until.day}日恢复。现在可到大厅现场取号。"


def items_text(names: Sequence[str]) -> str:
    """One item by its name, several by the first and their number."""
    return names[0] if len(names) == 1 else f"{names[0]}等 {len(names)} 件事"


DISPLACED = "这个时间办不了了。请选新时间,不计取消次数。"


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
