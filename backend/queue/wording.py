"""How the hall says things: numbers, places, calls, the rule for who missed the call."""

from __future__ import annotations

from backend.queue.policy import HallPolicy

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Without I and O, which are read as digits."""

_SPOKEN = str.maketrans("0123456789", "零一二三四五六七八九")


def letter(place: int) -> str:
    """The letter of the department at this place of the book; more departments than letters share one."""
    return LETTERS[place % len(LETTERS)]


def speech(number: str, window_number: int) -> str:
    """What the hall hears: ``请 A 零一二 号到 3 号窗口``, digit by digit: engines read ``A012`` each in its way."""
    return f"请 {number[0]} {number[1:].translate(_SPOKEN)} 号到 {window_number} 号窗口"


def place_text(floor: str, window_number: int) -> str:
    """``一楼 3 号窗口``"""
    return f"{floor} {window_number} 号窗口"


def rejoin_rule(left: int, policy: HallPolicy) -> str:
    """What happens to who misses the call; ``left``: how often they may still come back."""
    if left <= 0:
        return "再过号要重新取号。"
    after = f"等 {policy.rejoin_after} 位后再叫您" if policy.rejoin_after else "马上再叫您"
    return f"过号可重新排队,{after}。还可 {left} 次。"


def ahead_text(ahead: int, minutes: int | None) -> str:
    """``前面 3 人,约 20 分钟。``"""
    if ahead == 0:
        return "下一个就是您,请留意叫号。"
    return f"前面 {ahead} 人,约 {minutes} 分钟。" if minutes is not None else f"前面 {ahead} 人。"
