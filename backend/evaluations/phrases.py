"""The phrases a citizen may tap beside a grade, one table. Codes are kept with ratings: never reuse one."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from backend.evaluations.states import Grade

_PRAISE = {
    "fast": "办得快",
    "kind": "态度好",
    "clear": "讲得清楚",
    "once": "一次办好",
    "simple": "手续简单",
    "helped": "主动帮忙",
}
_FAIR = {
    "wait_long": "等得有点久",
    "could_be_clearer": "可以讲得更清楚",
    "could_be_simpler": "手续可以再少些",
    "kind": "态度好",
    "clear": "讲得清楚",
}
_BLAME = {
    "slow": "等太久",
    "rude": "态度不好",
    "unclear": "没讲清楚",
    "again": "让我多跑一趟",
    "too_much": "要的材料太多",
    "late": "没按时办好",
    "unlike_guide": "和指南说的不一样",
    "not_done": "事情没办成",
}
PHRASES: Mapping[Grade, Mapping[str, str]] = MappingProxyType(
    {
        Grade.VERY_GOOD: _PRAISE,
        Grade.GOOD: _PRAISE,
        Grade.FAIR: _FAIR,
        Grade.BAD: _BLAME,
        Grade.VERY_BAD: _BLAME,
    }
)


def label(grade: int, code: str) -> str:
    """The words of a phrase."""
    return PHRASES[Grade(grade)][code]
