"""What becomes of a notice's WeChat message."""

from __future__ import annotations

from enum import StrEnum

from backend.common.states import Machine


class Group(StrEnum):
    """The heading of a notice in the inbox."""

    APPOINTMENT = "预约"
    CASE = "办件"
    PARCEL = "快递"
    CONSULTATION = "咨询"
    RATING = "评价"
    ANNOUNCEMENT = "公告"


class SendState(StrEnum):
    """Every notice ends in one of the last four; the inbox row is there in any case."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    NO_GRANT = "no_grant"
    REFUSED = "refused"
    FAILED = "failed"


SENDING: Machine[SendState] = Machine(
    "微信消息",
    start=SendState.QUEUED,
    table={
        (SendState.QUEUED, "begin"): SendState.SENDING,
        (SendState.QUEUED, "skip"): SendState.NO_GRANT,
        (SendState.QUEUED, "give_up"): SendState.FAILED,
        (SendState.SENDING, "retry"): SendState.QUEUED,
        (SendState.SENDING, "arrive"): SendState.SENT,
        (SendState.SENDING, "refuse"): SendState.REFUSED,
        (SendState.SENDING, "give_up"): SendState.FAILED,
        (SendState.SENT, "bounce"): SendState.FAILED,
    },
    labels={
        SendState.QUEUED: "待发送",
        SendState.SENDING: "发送中",
        SendState.SENT: "已发送",
        SendState.NO_GRANT: "未订阅",
        SendState.REFUSED: "已拒收",
        SendState.FAILED: "发送失败",
    },
    verbs={
        "begin": "发送",
        "skip": "跳过",
        "retry": "重试",
        "arrive": "记为已发送",
        "refuse": "记为拒收",
        "give_up": "停止发送",
        "bounce": "记为未送达",
    },
)
