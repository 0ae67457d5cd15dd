"""The noes of the evaluations."""

from __future__ import annotations

from backend.common.errors import Conflict


class AlreadyRated(Conflict):
    """One rating per matter."""

    code = "already_rated"
    message = "这件事您已经评过了。可以在“我的评价”里查看。"


class RatingClosed(Conflict):
    """The days in which a matter can be rated are over."""

    code = "rating_closed"
    message = "评价时间已过。有意见请点“投诉建议”。"


class AlreadyFollowed(Conflict):
    """One 追评 per rating."""

    code = "already_followed"
    message = "您已经追评过了。还有意见请点“投诉建议”。"


class NotRectifiedYet(Conflict):
    """The 追评 is about what became of it."""

    code = "not_rectified_yet"
    message = "部门还在整改。有结果会通知您追评。"


class NoCalls(Conflict):
    """The citizen did not agree to be called."""

    code = "no_calls"
    message = "市民没有同意接电话。请改发站内消息。"


class MessageReaches(Conflict):
    """A message always arrives: 没联系上 is for calls."""

    code = "message_reaches"
    message = "站内消息都能送到。请直接记录联系。"


class ReopenedBefore(Conflict):
    """A complaint is reopened once."""

    code = "reopened_before"
    message = "这件投诉已经再次处理过。请重新提交一件。"
