"""The life of a case."""

from __future__ import annotations

from enum import StrEnum

from backend.common.states import Machine


class CaseState(StrEnum):
    """Where a case stands."""

    REGISTERED = "registered"
    SUPPLEMENTING = "supplementing"
    ACCEPTED = "accepted"
    IN_PROGRESS = "in_progress"
    APPROVED = "approved"
    REFUSED = "refused"
    NOT_ACCEPTED = "not_accepted"
    CLOSED = "closed"


S = CaseState

CASE: Machine[CaseState] = Machine(
    "办件",
    start=S.REGISTERED,
    table={
        (S.REGISTERED, "accept"): S.ACCEPTED,
        (S.REGISTERED, "supplement"): S.SUPPLEMENTING,
        (S.REGISTERED, "refuse_acceptance"): S.NOT_ACCEPTED,
        (S.SUPPLEMENTING, "supply"): S.REGISTERED,
        (S.SUPPLEMENTING, "supply_part"): S.SUPPLEMENTING,
        (S.SUPPLEMENTING, "refuse_acceptance"): S.NOT_ACCEPTED,
        (S.ACCEPTED, "advance"): S.IN_PROGRESS,
        (S.ACCEPTED, "approve"): S.APPROVED,
        (S.ACCEPTED, "refuse"): S.REFUSED,
        (S.IN_PROGRESS, "advance"): S.IN_PROGRESS,
        (S.IN_PROGRESS, "approve"): S.APPROVED,
        (S.IN_PROGRESS, "refuse"): S.REFUSED,
        (S.APPROVED, "advance"): S.APPROVED,
        (S.APPROVED, "hand_over"): S.CLOSED,
        (S.APPROVED, "deliver"): S.CLOSED,
        (S.REFUSED, "hand_over"): S.CLOSED,
    },
    labels={
        S.REGISTERED: "已收件",
        S.SUPPLEMENTING: "待补材料",
        S.ACCEPTED: "已受理",
        S.IN_PROGRESS: "办理中",
        S.APPROVED: "准予",
        S.REFUSED: "不予批准",
        S.NOT_ACCEPTED: "不予受理",
        S.CLOSED: "已办结",
    },
    verbs={
        "accept": "受理",
        "supplement": "通知补正",
        "supply": "登记补来的材料",
        "supply_part": "登记补来的材料",
        "refuse_acceptance": "不予受理",
        "advance": "进入下一步",
        "approve": "准予",
        "refuse": "不予批准",
        "hand_over": "交给本人",
        "deliver": "记为签收",
    },
)

OPEN = (S.REGISTERED, S.SUPPLEMENTING, S.ACCEPTED, S.IN_PROGRESS)
"""The centre has to do something, or waits for materials."""

RUNNING = (S.ACCEPTED, S.IN_PROGRESS)
"""The promised time runs."""

DECIDED = (S.APPROVED, S.REFUSED, S.NOT_ACCEPTED, S.CLOSED)
