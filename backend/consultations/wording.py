"""What happened to a consultation, in words for staff. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

EVENTS: Mapping[str, str] = MappingProxyType(
    {
        "ask": "提交咨询,分到{department}",
        "add": "补充了内容",
        "merge": "又问了一次,并入这条咨询",
        "claim": "领办",
        "forward": "转给{department}",
        "return": "退回{department}",
        "arbitrate": "综合协调科裁定由{department}承办",
        "question": "请市民补充,暂停计时",
        "resume": "继续办理,恢复计时",
        "consult": "征询本部门其他科室,期限按同部门其他科室算",
        "extend": "申请延期",
        "extended": "同意延期",
        "unextended": "不同意延期",
        "lapsed": "延期申请没有在期限内决定,已失效",
        "opinions": "征求联合意见",
        "opinion": "给出联合意见",
        "note": "内部备注",
        "remind": "时间用了一半",
        "warn": "预警:时间只剩两成",
        "late": "超时",
        "pool": "超时未答复,退回{department}待领",
        "unread": "还没有人阅看",
        "unclaimed": "还没有领办或转出",
        "no_opinion": "{department}的联合意见还没有给出",
        "silent": "市民没有在期限内补充,恢复计时",
        "urge": "催办",
        "calendar": "放假安排有变,重新计算期限",
        "reply": "已答复",
        "solved": "表示解决了",
        "unsolved": "表示没解决",
    }
)
"""By the verb of an event; ``{department}`` is where the consultation is afterwards."""

INTERNAL = frozenset({"note", "opinion", "opinions", "consult"})
"""Events whose words are for staff only."""

LEVEL_VERBS: Mapping[int, str] = MappingProxyType({50: "remind", 80: "warn", 100: "late"})
