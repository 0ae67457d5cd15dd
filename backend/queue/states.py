"""The life of a ticket and of a window."""

from __future__ import annotations

from enum import StrEnum

from backend.common.states import Machine


class TicketState(StrEnum):
    """Where a ticket is."""

    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
    PARKED = "parked"
    PASSED = "passed"
    FINISHED = "finished"
    LEFT = "left"


T = TicketState
AT_WINDOW = (T.CALLED, T.SERVING)
"""States in which a ticket occupies a window."""

TICKETS: Machine[TicketState] = Machine(
    "排队号",
    start=T.WAITING,
    table={
        (T.WAITING, "call"): T.CALLED,
        (T.WAITING, "priority"): T.WAITING,
        (T.WAITING, "transfer"): T.WAITING,
        (T.WAITING, "leave"): T.LEFT,
        (T.CALLED, "start"): T.SERVING,
        (T.CALLED, "recall"): T.CALLED,
        (T.CALLED, "pass"): T.PASSED,
        (T.CALLED, "transfer"): T.WAITING,
        (T.CALLED, "leave"): T.LEFT,
        (T.PASSED, "rejoin"): T.WAITING,
        (T.PASSED, "leave"): T.LEFT,
        (T.SERVING, "finish"): T.FINISHED,
        (T.SERVING, "park"): T.PARKED,
        (T.SERVING, "transfer"): T.WAITING,
        (T.SERVING, "add_item"): T.SERVING,
        (T.PARKED, "resume"): T.SERVING,
        (T.PARKED, "transfer"): T.WAITING,
        (T.PARKED, "finish"): T.FINISHED,
    },
    labels={
        T.WAITING: "等待中",
        T.CALLED: "请到窗口",
        T.SERVING: "办理中",
        T.PARKED: "暂时挂起",
        T.PASSED: "已过号",
        T.FINISHED: "已办完",
        T.LEFT: "已离开",
    },
    verbs={
        "call": "叫号",
        "priority": "设为优先",
        "start": "来了,开始办",
        "recall": "再叫一次",
        "pass": "过号",
        "rejoin": "重新排队",
        "park": "挂起",
        "resume": "接着办",
        "transfer": "转窗口",
        "add_item": "加办一件",
        "finish": "完成",
        "leave": "记为离开",
    },
)


class WindowState(StrEnum):
    """Whether a window serves."""

    CLOSED = "closed"
    OPEN = "open"
    PAUSED = "paused"


W = WindowState
WINDOWS: Machine[WindowState] = Machine(
    "窗口",
    start=W.CLOSED,
    table={
        (W.CLOSED, "open"): W.OPEN,
        (W.PAUSED, "open"): W.OPEN,
        (W.OPEN, "pause"): W.PAUSED,
        (W.OPEN, "close"): W.CLOSED,
        (W.PAUSED, "close"): W.CLOSED,
    },
    labels={W.CLOSED: "未开放", W.OPEN: "开放", W.PAUSED: "暂停"},
    verbs={"open": "开放", "pause": "暂停", "close": "关闭"},
)


class PauseReason(StrEnum):
    """Why a window does not call for a while; the hall reads it."""

    LUNCH = "午休"
    MEETING = "开会"
    BRIEFLY = "暂离"
    REPAIR = "设备故障"
    OTHER = "其他"


class Origin(StrEnum):
    """How a ticket came about. ``late``: with an appointment whose time was over."""

    APPOINTMENT = "appointment"
    WALK_IN = "walk_in"
    LATE = "late"


ORIGIN_LABELS = {Origin.APPOINTMENT: "预约", Origin.WALK_IN: "现场取号", Origin.LATE: "预约迟到"}


class Priority(StrEnum):
    """Who is called first, 老弱孕残军."""

    ELDER = "elder"
    FRAIL = "frail"
    EXPECTING = "expecting"
    DISABLED = "disabled"
    MILITARY = "military"


PRIORITY_LABELS = {
    Priority.ELDER: "老年人",
    Priority.FRAIL: "病人体弱者",
    Priority.EXPECTING: "孕妇",
    Priority.DISABLED: "残疾人",
    Priority.MILITARY: "军人和退役军人",
}


class Outcome(StrEnum):
    """What came of a service, as the clerk chose it."""

    DONE = "办结"
    ACCEPTED = "已受理"
    INCOMPLETE = "材料不齐"
    ADVICE = "咨询"
    OTHER = "其他"
