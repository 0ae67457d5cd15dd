"""What citizens and staff read about a case. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from backend.cases.states import CaseState
from backend.common.clock import local

REMEDY = (
    "如果您不服,可以申请行政复议。请在收到决定后 60 日内提出。"
    "也可以在收到决定后 6 个月内,向人民法院起诉。法律另有规定的除外。"
)
"""Source: 行政复议法 (2023) art. 20; 行政诉讼法 art. 46; 行政许可法 art. 38."""

DUE_AFTER_SUPPLEMENT = "请尽快补齐。补齐并受理后,开始算办理时间。"
_WEEKDAYS = "一二三四五六日"

_NEXT = {
    CaseState.REGISTERED: "窗口正在核对材料。核对后告诉您是否受理。",
    CaseState.SUPPLEMENTING: "请把缺的材料带到原窗口。收齐后我们接着办。",
    CaseState.ACCEPTED: "正在办理。有结果马上告诉您。",
    CaseState.IN_PROGRESS: "正在办理。有结果马上告诉您。",
    CaseState.REFUSED: "请看理由。决定书可到窗口领取。",
    CaseState.NOT_ACCEPTED: "请看理由。有疑问请问窗口。",
    CaseState.CLOSED: "已经办结。谢谢您的配合。",
}


def day_text(instant: datetime) -> str:
    """``11月23日(周一)``."""
    shown = local(instant)
    return f"{shown.month}月{shown.day}日(周{_WEEKDAYS[shown.weekday()]})"


def promised_text(promised_at: datetime | None) -> str | None:
    """Until when the centre promises to be done."""
    return f"最迟 {day_text(promised_at)} 办完" if promised_at else None


def promise_sentence(promised_at: datetime | None) -> str:
    """The promise in a notice."""
    return f"{promised_text(promised_at)}。" if promised_at else "办理时间请问窗口。"


def next_text(state: CaseState, *, deliverable: bool, chosen: str | None) -> str:
    """What happens next. ``chosen`` is the delivery's own sentence when the citizen chose one."""
    if state is CaseState.APPROVED:
        return chosen or ("请选择领证方式。" if deliverable else "请带身份证件到窗口领取。")
    return _NEXT[state]


def decided_next(approved: bool, deliverable: bool) -> str:
    """The last sentence of the notice about a decision."""
    if not approved:
        return "请点开看理由。"
    return "请选择领证方式。" if deliverable else "请带身份证件到窗口领取。"


def names(materials: Iterable[str]) -> str:
    """A list of materials in one line."""
    return "、".join(materials)
