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
    ANSWERED = "answered"
    CLOSED = "closed"


OPEN = (State.ROUTED, State.CLAIMED)
"""Somebody at the centre still has to answer."""

MACHINE: Machine[State] = Machine(
    "咨询",
    start=State.ROUTED,
    table={
        (State.ROUTED, "claim"): State.CLAIMED,
        (State.ROUTED, "forward"): State.ROUTED,
        (State.ROUTED, "return"): State.ROUTED,
        (State.CLAIMED, "reply"): State.ANSWERED,
        (State.CLAIMED, "forward"): State.ROUTED,
        (State.CLAIMED, "return"): State.ROUTED,
        (State.ANSWERED, "solved"): State.CLOSED,
        (State.ANSWERED, "unsolved"): State.CLAIMED,
    },
    labels={
        State.ROUTED: "待领办",
        State.CLAIMED: "办理中",
        State.ANSWERED: "已答复",
        State.CLOSED: "已解决",
    },
    verbs={
        "claim": "领办",
        "forward": "转部门",
        "return": "退回综合协调科",
        "reply": "答复",
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
