"""The life of an appointment, and how full a slot or a day is."""

from __future__ import annotations

from enum import StrEnum

from backend.common.states import Machine


class AppointmentState(StrEnum):
    """Where an appointment is."""

    HELD = "held"
    BOOKED = "booked"
    CHECKED_IN = "checked_in"
    SERVED = "served"
    EXPIRED = "expired"
    CANCELLED_BY_CITIZEN = "cancelled_by_citizen"
    CANCELLED_BY_CENTRE = "cancelled_by_centre"
    NO_SHOW = "no_show"


S = AppointmentState
SEATED = (S.HELD, S.BOOKED)
"""States that count against the number of appointments a citizen may have ahead."""

COMING = (S.BOOKED, S.CHECKED_IN)
"""States in which somebody may stand in the hall."""

MACHINE: Machine[AppointmentState] = Machine(
    "预约",
    start=S.HELD,
    table={
        (S.HELD, "confirm"): S.BOOKED,
        (S.HELD, "cancel"): S.CANCELLED_BY_CITIZEN,
        (S.HELD, "expire"): S.EXPIRED,
        (S.HELD, "call_off"): S.CANCELLED_BY_CENTRE,
        (S.BOOKED, "reschedule"): S.BOOKED,
        (S.BOOKED, "cancel"): S.CANCELLED_BY_CITIZEN,
        (S.BOOKED, "check_in"): S.CHECKED_IN,
        (S.BOOKED, "call_off"): S.CANCELLED_BY_CENTRE,
        (S.BOOKED, "miss"): S.NO_SHOW,
        (S.CHECKED_IN, "serve"): S.SERVED,
        (S.CHECKED_IN, "miss"): S.NO_SHOW,
        (S.CHECKED_IN, "call_off"): S.CANCELLED_BY_CENTRE,
    },
    labels={
        S.HELD: "待确认",
        S.BOOKED: "已预约",
        S.CHECKED_IN: "已签到",
        S.SERVED: "已办理",
        S.EXPIRED: "已过期",
        S.CANCELLED_BY_CITIZEN: "已取消",
        S.CANCELLED_BY_CENTRE: "中心已取消",
        S.NO_SHOW: "未到场",
    },
    verbs={
        "confirm": "确认预约",
        "reschedule": "改时间",
        "cancel": "取消预约",
        "expire": "收回",
        "check_in": "签到",
        "call_off": "由中心取消",
        "miss": "记为未到场",
        "serve": "记为已办理",
    },
)


class PartyKind(StrEnum):
    """Whom an appointment is for."""

    SELF = "self"
    FAMILY = "family"
    AGENT = "agent"
    COMPANY = "company"


PARTY_LABELS = {
    PartyKind.SELF: "本人",
    PartyKind.FAMILY: "家人",
    PartyKind.AGENT: "代办",
    PartyKind.COMPANY: "企业",
}


class SeatSide(StrEnum):
    """Which supply a place was taken from: the citizens' own, or the one kept back for the windows."""

    ONLINE = "online"
    STAFF = "staff"


class ReminderKind(StrEnum):
    """How long before the start a reminder goes out."""

    DAY = "day"
    HOUR = "hour"


class Fullness(StrEnum):
    """How much of a slot or a day is left."""

    PLENTY = "plenty"
    TIGHT = "tight"
    FULL = "full"
    CLOSED = "closed"


FULLNESS_LABELS = {
    Fullness.PLENTY: "充足",
    Fullness.TIGHT: "紧张",
    Fullness.FULL: "约满",
    Fullness.CLOSED: "休",
}


class WaitState(StrEnum):
    """Where a wish on the waiting list is."""

    WAITING = "waiting"
    OFFERED = "offered"
    BOOKED = "booked"
    DECLINED = "declined"
    LAPSED = "lapsed"
    LEFT = "left"
    ENDED = "ended"


W = WaitState
WAITING: Machine[WaitState] = Machine(
    "候补",
    start=W.WAITING,
    table={
        (W.WAITING, "offer"): W.OFFERED,
        (W.WAITING, "book"): W.BOOKED,
        (W.WAITING, "leave"): W.LEFT,
        (W.WAITING, "end"): W.ENDED,
        (W.OFFERED, "accept"): W.BOOKED,
        (W.OFFERED, "decline"): W.DECLINED,
        (W.OFFERED, "lapse"): W.LAPSED,
        (W.OFFERED, "return"): W.WAITING,
    },
    labels={
        W.WAITING: "候补中",
        W.OFFERED: "有号,待确认",
        W.BOOKED: "已约上",
        W.DECLINED: "已放弃",
        W.LAPSED: "没有及时确认",
        W.LEFT: "已退出",
        W.ENDED: "没有等到",
    },
    verbs={
        "offer": "给号",
        "book": "自动约上",
        "leave": "退出候补",
        "end": "结束",
        "accept": "确认",
        "decline": "放弃",
        "lapse": "记为过时",
        "return": "放回候补",
    },
)


class CreditKind(StrEnum):
    """What a line of the booking record says. ``PARDON``: another line does not count any more."""

    BOOKED = "booked"
    CANCEL = "cancel"
    NO_SHOW = "no_show"
    PARDON = "pardon"


class AppealState(StrEnum):
    """Where an appeal against a line of the booking record is."""

    PENDING = "pending"
    UPHELD = "upheld"
    REFUSED = "refused"


APPEALS: Machine[AppealState] = Machine(
    "申诉",
    start=AppealState.PENDING,
    table={
        (AppealState.PENDING, "uphold"): AppealState.UPHELD,
        (AppealState.PENDING, "refuse"): AppealState.REFUSED,
    },
    labels={
        AppealState.PENDING: "处理中",
        AppealState.UPHELD: "申诉成立",
        AppealState.REFUSED: "申诉不成立",
    },
    verbs={"uphold": "撤销这条记录", "refuse": "维持这条记录"},
)
