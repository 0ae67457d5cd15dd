"""The states of a consultation, and who says what in a conversation."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from backend.common.states import Machine


class State(StrEnum):
    """Where a consultation is."""

    ROUTED = "routed"
    CLAIMED = "claimed"
    WAITING = "waiting"
    ANSWERED = "answered"
    CLOSED = "closed"


OPEN = (State.ROUTED, State.CLAIMED, State.WAITING)
"""Somebody at the centre still has to answer."""

RUNNING = (State.ROUTED, State.CLAIMED)
"""The clock runs; while the citizen is waited for it stands."""

MACHINE: Machine[State] = Machine(
    "咨询",
    start=State.ROUTED,
    table={
        (State.ROUTED, "claim"): State.CLAIMED,
        (State.ROUTED, "forward"): State.ROUTED,
        (State.ROUTED, "return"): State.ROUTED,
        (State.ROUTED, "arbitrate"): State.ROUTED,
        (State.CLAIMED, "reply"): State.ANSWERED,
        (State.CLAIMED, "question"): State.WAITING,
        (State.CLAIMED, "consult"): State.CLAIMED,
        (State.CLAIMED, "extend"): State.CLAIMED,
        (State.CLAIMED, "opinions"): State.CLAIMED,
        (State.CLAIMED, "forward"): State.ROUTED,
        (State.CLAIMED, "return"): State.ROUTED,
        (State.CLAIMED, "arbitrate"): State.ROUTED,
        (State.WAITING, "resume"): State.CLAIMED,
        (State.ANSWERED, "solved"): State.CLOSED,
        (State.ANSWERED, "unsolved"): State.CLAIMED,
    },
    labels={
        State.ROUTED: "待领办",
        State.CLAIMED: "办理中",
        State.WAITING: "等市民补充",
        State.ANSWERED: "已答复",
        State.CLOSED: "已解决",
    },
    verbs={
        "claim": "领办",
        "forward": "转部门",
        "return": "退回综合协调科",
        "arbitrate": "裁定承办部门",
        "reply": "答复",
        "question": "等市民补充",
        "consult": "征询其他科室",
        "extend": "申请延期",
        "opinions": "征求联合意见",
        "resume": "继续办理",
        "solved": "解决了",
        "unsolved": "没解决",
    },
)


class Author(StrEnum):
    """Who wrote a message."""

    CITIZEN = "citizen"
    BOT = "bot"
    STAFF = "staff"
    SYSTEM = "system"


class Kind(StrEnum):
    """What a message is; the ones with a card of their own are drawn differently."""

    TEXT = "text"
    ANSWER = "answer"
    CLARIFY = "clarify"
    REDIRECT = "redirect"
    HANDOFF = "handoff"
    SMALLTALK = "smalltalk"
    EMERGENCY = "emergency"
    REPLY = "reply"


class Unhelpful(StrEnum):
    """Why an answer of the bot did not help, as a citizen says it."""

    OFF_TOPIC = "off_topic"
    UNCLEAR = "unclear"
    WRONG = "wrong"
    INCOMPLETE = "incomplete"


UNHELPFUL_LABELS: Mapping[Unhelpful, str] = MappingProxyType(
    {
        Unhelpful.OFF_TOPIC: "答非所问",
        Unhelpful.UNCLEAR: "看不懂",
        Unhelpful.WRONG: "信息不对",
        Unhelpful.INCOMPLETE: "没说全",
    }
)


class Handling(StrEnum):
    """The class of a question, which decides its days (seed rows 130 to 132)."""

    OWN = "own"
    OTHER = "other"
    JOINT = "joint"


HANDLING_LABELS: Mapping[Handling, str] = MappingProxyType(
    {Handling.OWN: "本窗口业务", Handling.OTHER: "本部门其他科室", Handling.JOINT: "多窗口联合"}
)


class Asked(StrEnum):
    """What became of a wish for more time."""

    ASKED = "asked"
    GRANTED = "granted"
    REFUSED = "refused"
    LAPSED = "lapsed"


class OnLate(StrEnum):
    """What happens by itself to a question that somebody took and did not answer in time."""

    KEEP = "keep"
    POOL = "pool"
    COORDINATION = "coordination"


class Alarm(StrEnum):
    """What a timer tells about."""

    REPLY = "reply"
    UNREAD = "unread"
    UNCLAIMED = "unclaimed"
    OPINION = "opinion"
    WAITING = "waiting"


class Proposal(StrEnum):
    """What became of a proposed question and answer."""

    PROPOSED = "proposed"
    PUBLISHED = "published"
    DECLINED = "declined"


class Urging(StrEnum):
    """Who urged."""

    CITIZEN = "citizen"
    SUPERVISION = "supervision"
