"""The life of a delivery: from the citizen's choice to the certificate in the citizen's hands."""

from __future__ import annotations

from enum import StrEnum

from backend.common.states import Machine


class Method(StrEnum):
    """How the certificate reaches the citizen."""

    PICKUP = "pickup"
    COURIER = "courier"


class DeliveryState(StrEnum):
    """Where a delivery stands."""

    CHOSEN = "chosen"
    PACKED = "packed"
    ORDERED = "ordered"
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    HANDED_OVER = "handed_over"
    EXCEPTION = "exception"
    RETURNED = "returned"
    CANCELLED = "cancelled"


S = DeliveryState

DELIVERY: Machine[DeliveryState] = Machine(
    "寄递",
    start=S.CHOSEN,
    table={
        (S.CHOSEN, "choose"): S.CHOSEN,
        (S.CHOSEN, "pack"): S.PACKED,
        (S.CHOSEN, "cancel"): S.CANCELLED,
        (S.CHOSEN, "hand_over"): S.HANDED_OVER,
        (S.PACKED, "order"): S.ORDERED,
        (S.PACKED, "cancel"): S.CANCELLED,
        (S.ORDERED, "ship"): S.SHIPPED,
        (S.ORDERED, "trouble"): S.EXCEPTION,
        (S.ORDERED, "deliver"): S.DELIVERED,
        (S.ORDERED, "come_back"): S.RETURNED,
        (S.ORDERED, "reject"): S.PACKED,
        (S.ORDERED, "cancel"): S.CANCELLED,
        (S.SHIPPED, "trouble"): S.EXCEPTION,
        (S.SHIPPED, "deliver"): S.DELIVERED,
        (S.SHIPPED, "come_back"): S.RETURNED,
        (S.EXCEPTION, "ship"): S.SHIPPED,
        (S.EXCEPTION, "deliver"): S.DELIVERED,
        (S.EXCEPTION, "come_back"): S.RETURNED,
        (S.RETURNED, "choose"): S.CHOSEN,
        (S.RETURNED, "hand_over"): S.HANDED_OVER,
        (S.CANCELLED, "choose"): S.CHOSEN,
        (S.CANCELLED, "hand_over"): S.HANDED_OVER,
    },
    labels={
        S.CHOSEN: "已选好",
        S.PACKED: "已装好",
        S.ORDERED: "待揽收",
        S.SHIPPED: "已寄出",
        S.DELIVERED: "已签收",
        S.HANDED_OVER: "已领取",
        S.EXCEPTION: "派送遇到问题",
        S.RETURNED: "已退回中心",
        S.CANCELLED: "已取消",
    },
    verbs={
        "choose": "选领证方式",
        "pack": "打包",
        "order": "叫快递",
        "cancel": "取消寄递",
        "hand_over": "交给本人",
        "ship": "记为寄出",
        "trouble": "记为遇到问题",
        "deliver": "记为签收",
        "come_back": "记为退回",
        "reject": "退回重新下单",
    },
)

UNDER_WAY = frozenset({S.PACKED, S.ORDERED, S.SHIPPED, S.EXCEPTION})
"""The certificate is in an envelope or with the courier: nobody can be handed it now."""
