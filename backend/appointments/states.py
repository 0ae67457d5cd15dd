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


class ExceptionKind(StrEnum):
    """How a day differs from the templates."""

    CLOSED = "closed"
    ROWS = "rows"


class ConflictKind(StrEnum):
    """Why a booking is in the conflict list: its slot was closed, or it keeps its place beyond the capacity."""

    CLOSED = "closed"
    OVER = "over"


class ConflictState(StrEnum):
    """What became of a booking whose place went away."""

    PENDING = "pending"
    CALLED = "called"
    MOVED = "moved"
    CANCELLED = "cancelled"
    KEPT = "kept"


C = ConflictState
CONFLICTS: Machine[ConflictState] = Machine(
    "受影响的预约",
    start=C.PENDING,
    table={
        (C.PENDING, "call"): C.CALLED,
        (C.PENDING, "move"): C.MOVED,
        (C.PENDING, "cancel"): C.CANCELLED,
        (C.PENDING, "keep"): C.KEPT,
        (C.CALLED, "call"): C.CALLED,
        (C.CALLED, "move"): C.MOVED,
        (C.CALLED, "cancel"): C.CANCELLED,
        (C.CALLED, "keep"): C.KEPT,
    },
    labels={
        C.PENDING: "待答复",
        C.CALLED: "已电话联系",
        C.MOVED: "已改期",
        C.CANCELLED: "已取消",
        C.KEPT: "照常办理",
    },
    verbs={"call": "记电话联系", "move": "改时间", "cancel": "取消预约", "keep": "照常办理"},
)
