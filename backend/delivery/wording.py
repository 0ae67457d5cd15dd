"""What citizens and staff read about a delivery. Pure."""

from __future__ import annotations

from backend.delivery.states import DeliveryState, Method

S = DeliveryState

PICKUP_FEE = "不收费"
COURIER_FEE = "邮费由中心付。您收件时不用付钱。"
"""The order says 寄付: nothing is collected at the door."""

_NEXT = {
    S.CHOSEN: "窗口正在装件。寄出后告诉您单号。",
    S.PACKED: "证件已装好,等快递来取。",
    S.ORDERED: "已通知快递来取件。取走后告诉您。",
    S.SHIPPED: "证件在路上。请保持电话畅通。",
    S.EXCEPTION: "派送遇到问题。我们正在联系快递。",
    S.DELIVERED: "已签收。请核对姓名和号码。",
    S.HANDED_OVER: "已到窗口领取。",
    S.RETURNED: "证件退回中心了。请重新选领证方式。",
    S.CANCELLED: "请重新选领证方式。",
}

OWN_EVENTS = {
    "choose": "您选好了领证方式",
    "pack": "证件已装好",
    "order": "已通知快递来取件",
    "cancel": "寄递已取消",
    "hand_over": "已到窗口领取",
}
"""Our own changes a citizen sees; what the courier does is told by the courier's events."""


def next_text(state: DeliveryState, method: Method, pickup: str) -> str:
    """What happens next."""
    return pickup if (state, method) == (S.CHOSEN, Method.PICKUP) else _NEXT[state]


def pickup_text(hall: str, place: str) -> str:
    """Where to fetch the certificate."""
    return f"请带身份证件到{hall}{place}领取。"


def consent_text(courier: str) -> str:
    """What the citizen agrees to."""
    return f"收件人、电话和地址只给{courier},只用来送这一件。"


def courier_text(courier: str) -> str:
    """The choice of the courier in one line."""
    return f"{courier}送到家。{COURIER_FEE}"


def region_text(province: str, city: str, district: str) -> str:
    """Province, city and district; a city that is its own province is said once."""
    return f"{'' if province == city else province}{city}{district}"
