"""Why a clerk changes somebody's booking. Chosen, not typed: an event holds no personal words."""

from __future__ import annotations

from enum import StrEnum


class DeskReason(StrEnum):
    """As the clerk chooses it."""

    ASKED = "市民来电要求"
    CLOSED = "窗口停号"
    WRONG = "约错了"
    OTHER = "其他"
