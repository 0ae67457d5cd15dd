"""The noes of the consultations."""

from __future__ import annotations

from backend.common.errors import Conflict, Stale


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


class StaleReply(Stale):
    """It changed while somebody wrote. ``details``: ``version``, ``since`` (events), ``messages`` (their numbers)."""

    message = "这条咨询有了新情况。请看完再提交。"


class NeedsConfirmation(Conflict):
    """The wording of a reply looks wrong. ``details.warnings`` name what and where; send their codes to confirm."""

    code = "needs_confirmation"
    message = "答复里有{count}处要再看看。改好或确认后再发。"


class OpinionsMissing(Conflict):
    """A joint answer without all opinions. ``details.departments`` name who is missing."""

    code = "opinions_missing"
    message = "还有{count}个部门没有给意见。请催一催,或写明原因后答复。"


class UrgedToday(Conflict):
    """A citizen urges once a day."""

    code = "urged_today"
    message = "今天已经催过了。我们在抓紧办,请明天再看。"


class TooLate(Conflict):
    """More time is asked for, and given, before the deadline only."""

    code = "too_late"
    message = "答复期限已过,不能再延期。请尽快答复。"


class NoItem(Conflict):
    """A proposal belongs to an item."""

    code = "no_item"
    message = "没有这个事项。请先选好事项,再沉淀。"
