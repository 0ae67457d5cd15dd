"""How the evaluations say things, and where the citizen app shows them."""

from __future__ import annotations

from datetime import datetime

from backend.common.clock import local
from backend.evaluations.models import Complaint, Rating

VERBS = {
    "ask": "请市民评价",
    "rate": "市民评价",
    "contact": "联系了市民",
    "miss": "没联系上市民",
    "plan": "整改措施",
    "rectify": "整改结果",
    "call_back": "回访了市民",
    "miss_call_back": "回访没联系上",
    "follow": "市民追评",
    "appeal": "提出申诉",
    "uphold": "申诉成立,不计入统计",
    "reject": "申诉不成立",
    "publish": "选为公开意见",
    "unpublish": "取消公开",
    "remind": "提醒:快到期了",
    "late": "已超期",
    "person": "查看了市民身份",
}
"""Titles of a rating's events."""

COMPLAINT_VERBS = {
    "submit": "已提交",
    "take": "已受理",
    "update": "处理进展",
    "reply": "已答复",
    "close": "已办结",
    "reopen": "请求再次处理",
    "confide": "已转监察",
    "remind": "提醒:快到期了",
    "late": "已超期",
}

LABELS = {
    "rate": "评价",
    "follow": "追评",
    "contact": "记录联系",
    "miss": "没打通",
    "plan": "填写整改措施",
    "rectify": "填写整改结果",
    "call_back": "记录回访",
    "miss_call_back": "回访没打通",
    "appeal": "申请复核",
    "uphold": "申诉成立",
    "reject": "申诉不成立",
    "publish": "公开这条意见",
    "unpublish": "取消公开",
}
"""Labels of the buttons."""


def link_of(row: Rating) -> str:
    """The rating's page in the citizen app."""
    return f"/pages/evaluations/rate?id={row.id}"


def complaint_link(row: Complaint) -> str:
    """The complaint's page in the citizen app."""
    return f"/pages/evaluations/complaint?id={row.id}"


def day(instant: datetime) -> str:
    """A day as one says it: 11月24日."""
    shown = local(instant)
    return f"{shown.month}月{shown.day}日"


def due_text(due_at: datetime) -> str:
    """The promise about a complaint."""
    return f"最迟 {day(due_at)} 答复"
