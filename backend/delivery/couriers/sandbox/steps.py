"""The journey of a sandbox parcel as data: what can happen, what comes next, what the courier writes about it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """One thing a courier does. ``code`` is the advanced state, ``base`` the old one; ``next``: the usual first."""

    button: str
    word: str
    code: str
    base: str
    context: str
    place: str
    next: tuple[str, ...]


ORDERED = "ordered"
CANCELLED = "cancelled"

# From "ordered" the only way on is a pick-up; nothing is on the track before it.
FIRST = ("pick_up",)

STEPS: dict[str, Step] = {
    "pick_up": Step(
        "揽收",
        "揽收",
        "103",
        "1",
        "揽投员小邮已收寄，电话 13000000000",
        "政务中心营业部",
        ("transit",),
    ),
    "transit": Step(
        "运输",
        "干线",
        "1002",
        "0",
        "邮件离开处理中心，发往下一站",
        "市邮件处理中心",
        ("arrive", "dispatch"),
    ),
    "arrive": Step(
        "到达",
        "到达派件城市",
        "1001",
        "0",
        "邮件到达投递城市",
        "收件地邮件处理中心",
        ("dispatch",),
    ),
    "dispatch": Step(
        "派送",
        "派件",
        "5",
        "5",
        "投递员正在派送",
        "收件地投递部",
        ("sign", "refuse", "locker", "return"),
    ),
    "locker": Step(
        "投柜",
        "投柜或驿站",
        "501",
        "5",
        "已投放至智能快递柜",
        "收件地快递柜",
        ("sign", "return"),
    ),
    "sign": Step("签收", "本人签收", "301", "3", "已签收，本人签收", "收件地投递部", ()),
    "refuse": Step("拒收", "拒收", "203", "2", "收件人拒收", "收件地投递部", ("return", "dispatch")),
    "return": Step("退回", "退回", "6", "6", "邮件退回寄件人途中", "收件地投递部", ("returned",)),
    "returned": Step("退回签收", "退签", "4", "4", "退回邮件已由寄件人签收", "政务中心营业部", ()),
}

# What order notices follow a step, by their codes: 10 picked up, 15 settled.
NOTICES: dict[str, tuple[int, ...]] = {"pick_up": (10,), "transit": (15,)}


def choices(state: str) -> tuple[str, ...]:
    """The steps possible from ``state``, the usual one first."""
    if state == ORDERED:
        return FIRST
    return STEPS[state].next if state in STEPS else ()


def word(state: str) -> str:
    """The state in Chinese, for the page."""
    names = {ORDERED: "等揽收", CANCELLED: "已取消"}
    return names.get(state) or STEPS[state].word
