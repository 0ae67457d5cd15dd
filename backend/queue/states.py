"""The life of a ticket and of a window."""

from __future__ import annotations

from enum import StrEnum

from backend.common.states import Machine


class TicketState(StrEnum):
    """Where a ticket is."""

    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
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
        (T.WAITING, "leave"): T.LEFT,
        (T.CALLED, "start"): T.SERVING,
        (T.CALLED, "recall"): T.CALLED,
        (T.CALLED, "pass"): T.PASSED,
        (T.CALLED, "leave"): T.LEFT,
        (T.PASSED, "rejoin"): T.WAITING,
        (T.PASSED, "leave"): T.LEFT,
        (T.SERVING, "finish"): T.FINISHED,
    },
    labels={
        T.WAITING: "等待中",
        T.CALLED: "请到窗口",
        T.SERVING: "办理中",
        T.PASSED: "已过号",
        T.FINISHED: "已办完",
        T.LEFT: "已离开",
    },
    verbs={
        "call": "叫号",
        "start": "开始办理",
        "recall": "再叫一次",
        "pass": "过号",
        "rejoin": "重新排队",
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


class Origin(StrEnum):
    """How a ticket came about."""

    APPOINTMENT = "appointment"
    WALK_IN = "walk_in"


ORIGIN_LABELS = {Origin.APPOINTMENT: "预约", Origin.WALK_IN: "现场取号"}


class Outcome(StrEnum):
    """What came of a service, as the clerk chose it."""

    DONE = "办结"
    ACCEPTED = "已受理"
    INCOMPLETE = "材料不齐"
    ADVICE = "咨询"
    OTHER = "其他"
