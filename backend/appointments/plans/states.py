"""How a day may differ from the templates, and what becomes of a booking whose place went away."""

from __future__ import annotations

from enum import StrEnum

from backend.common.states import Machine


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
