"""What is rated, and the lives of a rectification, of an appeal and of a complaint."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum, StrEnum
from types import MappingProxyType

from backend.common.states import Machine


class Matter(StrEnum):
    """What came to an end and may be rated."""

    TICKET = "ticket"
    CASE = "case"
    PARCEL = "parcel"
    CONSULTATION = "consultation"


MATTER_LABELS: Mapping[Matter, str] = MappingProxyType(
    {
        Matter.TICKET: "窗口办事",
        Matter.CASE: "办件",
        Matter.PARCEL: "证照寄递",
        Matter.CONSULTATION: "咨询",
    }
)


class Grade(IntEnum):
    """The five grades in the national code: 5 非常满意 to 1 非常不满意 (国办发〔2019〕51号)."""

    VERY_BAD = 1
    BAD = 2
    FAIR = 3
    GOOD = 4
    VERY_GOOD = 5


GRADE_LABELS: Mapping[Grade, str] = MappingProxyType(
    {
        Grade.VERY_GOOD: "非常满意",
        Grade.GOOD: "满意",
        Grade.FAIR: "基本满意",
        Grade.BAD: "不满意",
        Grade.VERY_BAD: "非常不满意",
    }
)
BAD_GRADES = (Grade.BAD, Grade.VERY_BAD)
"""差评: each opens a rectification."""


class Rectifying(StrEnum):
    """Where a rectification stands."""

    WAITING = "waiting"
    CONTACTED = "contacted"
    PLANNED = "planned"
    RECTIFIED = "rectified"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


R = Rectifying
RECTIFICATION: Machine[Rectifying] = Machine(
    "整改",
    start=R.WAITING,
    table={
        (R.WAITING, "contact"): R.CONTACTED,
        (R.WAITING, "miss"): R.WAITING,
        (R.CONTACTED, "plan"): R.PLANNED,
        (R.PLANNED, "plan"): R.PLANNED,
        (R.PLANNED, "rectify"): R.RECTIFIED,
        (R.RECTIFIED, "call_back"): R.CLOSED,
        (R.RECTIFIED, "miss_call_back"): R.RECTIFIED,
        (R.WAITING, "withdraw"): R.WITHDRAWN,
        (R.CONTACTED, "withdraw"): R.WITHDRAWN,
        (R.PLANNED, "withdraw"): R.WITHDRAWN,
        (R.RECTIFIED, "withdraw"): R.WITHDRAWN,
    },
    labels={
        R.WAITING: "待联系",
        R.CONTACTED: "已联系",
        R.PLANNED: "整改中",
        R.RECTIFIED: "待回访",
        R.CLOSED: "已回访",
        R.WITHDRAWN: "已撤销",
    },
    verbs={
        "contact": "记录联系",
        "miss": "记录没联系上",
        "plan": "填写整改措施",
        "rectify": "填写整改结果",
        "call_back": "记录回访",
        "miss_call_back": "记录回访没联系上",
        "withdraw": "撤销整改",
    },
)
UNRECTIFIED = (R.WAITING, R.CONTACTED, R.PLANNED)
"""The department still has something to do."""
OPEN = (*UNRECTIFIED, R.RECTIFIED)
DONE = (R.RECTIFIED, R.CLOSED)
"""The citizen may say what became of it."""


class Appealing(StrEnum):
    """Where an appeal against a rating stands."""

    ASKED = "asked"
    UPHELD = "upheld"
    REJECTED = "rejected"


APPEAL: Machine[Appealing] = Machine(
    "评价申诉",
    start=Appealing.ASKED,
    table={
        (Appealing.ASKED, "uphold"): Appealing.UPHELD,
        (Appealing.ASKED, "reject"): Appealing.REJECTED,
    },
    labels={
        Appealing.ASKED: "待复核",
        Appealing.UPHELD: "申诉成立",
        Appealing.REJECTED: "申诉不成立",
    },
    verbs={"uphold": "申诉成立", "reject": "申诉不成立"},
)


class Channel(StrEnum):
    """How staff reached the citizen. A message goes through the software: staff need not know to whom."""

    PHONE = "phone"
    MESSAGE = "message"


CHANNEL_LABELS: Mapping[Channel, str] = MappingProxyType({Channel.PHONE: "电话", Channel.MESSAGE: "站内消息"})


class ComplaintKind(StrEnum):
    """投诉, 办不成事, or 廉政: corruption, which only supervision reads."""

    COMPLAINT = "complaint"
    STUCK = "stuck"
    INTEGRITY = "integrity"


COMPLAINT_LABELS: Mapping[ComplaintKind, str] = MappingProxyType(
    {
        ComplaintKind.COMPLAINT: "投诉",
        ComplaintKind.STUCK: "办不成事",
        ComplaintKind.INTEGRITY: "廉政举报",
    }
)


class Complaining(StrEnum):
    """Where a complaint stands."""

    RECEIVED = "received"
    HANDLING = "handling"
    REPLIED = "replied"
    CLOSED = "closed"


C = Complaining
COMPLAINT: Machine[Complaining] = Machine(
    "投诉",
    start=C.RECEIVED,
    table={
        (C.RECEIVED, "take"): C.HANDLING,
        (C.RECEIVED, "confide"): C.RECEIVED,
        (C.HANDLING, "update"): C.HANDLING,
        (C.HANDLING, "reply"): C.REPLIED,
        (C.HANDLING, "confide"): C.RECEIVED,
        (C.REPLIED, "close"): C.CLOSED,
        (C.REPLIED, "reopen"): C.HANDLING,
        (C.CLOSED, "reopen"): C.HANDLING,
    },
    labels={
        C.RECEIVED: "待受理",
        C.HANDLING: "处理中",
        C.REPLIED: "已答复",
        C.CLOSED: "已办结",
    },
    verbs={
        "take": "受理",
        "confide": "转监察",
        "update": "告知进展",
        "reply": "答复",
        "close": "办结",
        "reopen": "再次处理",
    },
)
UNANSWERED = (C.RECEIVED, C.HANDLING)


class Target(StrEnum):
    """What a timer waits for."""

    CONTACT = "contact"
    RECTIFY = "rectify"
    REPLY = "reply"


TARGET_LABELS: Mapping[Target, str] = MappingProxyType(
    {Target.CONTACT: "联系市民", Target.RECTIFY: "整改到位", Target.REPLY: "答复"}
)


class Level(StrEnum):
    """A timer's call: the term is nearly over, or it is over."""

    REMIND = "remind"
    LATE = "late"


LEVEL_LABELS: Mapping[Level, str] = MappingProxyType({Level.REMIND: "快到期", Level.LATE: "已超期"})
