"""The noes of the consultations."""

from __future__ import annotations

from backend.common.errors import Conflict


class NotYours(Conflict):
    """Somebody else claimed it."""

    code = "not_yours"
    message = "这条咨询由{name}办理。请刷新后再看。"


class AlreadyOpen(Conflict):
    """The conversation has another question that waits for its answer."""

    code = "already_open"
    message = "您还有一条咨询在办理。请等它答复后再试。"


class TooLong(Conflict):
    """One conversation holds so many messages that a new one has to begin."""

    code = "conversation_too_long"
    message = "这段对话太长了。请重新打开“问一问”。"
