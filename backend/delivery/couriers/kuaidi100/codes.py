"""快递100's codes as data. Texts are what citizens read; the courier's own words travel beside them as raw_text.

Track states: 实时查询/订阅 documentation, base codes and the advanced ones of resultv2 ≥ 4; with a low resultv2
the bare 10–14 occur. 快递鸟 uses other numbers for the same words: never mix the tables.
"""

from __future__ import annotations

from backend.delivery.couriers.protocol import ParcelStatus as S

CARRIERS: dict[str, str] = {
    "ems": "EMS",
    "youzhengguonei": "邮政快递包裹",
    "shunfeng": "顺丰速运",
    "zhongtong": "中通快递",
    "yuantong": "圆通速递",
    "shentong": "申通快递",
    "yunda": "韵达快递",
    "jd": "京东物流",
    "jtexpress": "极兔速递",
    "debangkuaidi": "德邦快递",
}

# What a code not listed here means: the parcel lives, nothing more is known.
UNKNOWN: tuple[S, str] = (S.IN_TRANSIT, "证件在运输途中")

TRACK_STATES: dict[str, tuple[S, str]] = {
    "1": (S.PICKED_UP, "快递员已取走证件"),
    "101": (S.CREATED, "已下单，等快递员上门取件"),
    "102": (S.CREATED, "等快递员上门取件"),
    "103": (S.PICKED_UP, "快递员已取走证件"),
    "0": UNKNOWN,
    "1001": (S.ARRIVED_CITY, "证件已到您所在的城市"),
    "1002": UNKNOWN,
    "1003": (S.IN_TRANSIT, "证件已转给下一站"),
    "5": (S.OUT_FOR_DELIVERY, "快递员正在派送，请您保持电话畅通"),
    "501": (S.AT_LOCKER, "已放在快递柜或驿站，请您凭取件码领取"),
    "3": (S.DELIVERED, "已签收"),
    "301": (S.DELIVERED, "您本人已签收"),
    "302": (S.DELIVERED, "派送遇到问题后已签收"),
    "303": (S.DELIVERED, "已由他人代您签收"),
    "304": (S.DELIVERED, "已由快递柜或驿站签收，请您及时领取"),
    "6": (S.RETURNING, "证件正退回中心"),
    "4": (S.RETURNED, "证件已退回中心"),
    "401": (S.CANCELLED, "快递公司已撤销这个单号"),
    "14": (S.RETURNING, "收件人拒收，证件将退回中心"),
    "7": (S.IN_TRANSIT, "已转给另一家快递公司"),
    "2": (S.EXCEPTION, "派送遇到问题，中心正在核实"),
    "201": (S.EXCEPTION, "派送后久未签收，中心正在核实"),
    "202": (S.EXCEPTION, "物流久未更新，中心正在核实"),
    "203": (S.EXCEPTION, "收件人拒收，中心将与您联系"),
    "204": (S.EXCEPTION, "派送没有成功，快递员将再次联系您"),
    "205": (S.EXCEPTION, "超过取件时间，请您尽快领取"),
    "206": (S.EXCEPTION, "快递员联系不上您，请您保持电话畅通"),
    "207": (S.EXCEPTION, "地址超出派送范围，中心将与您联系"),
    "208": (S.EXCEPTION, "证件滞留在途中，中心正在核实"),
    "209": (S.EXCEPTION, "包裹破损，中心将与您联系"),
    "210": (S.CANCELLED, "快递公司已撤销这个单号"),
    "8": (S.IN_TRANSIT, "正在清关"),
    "10": (S.IN_TRANSIT, "等待清关"),
    "11": (S.IN_TRANSIT, "正在清关"),
    "12": (S.IN_TRANSIT, "已经清关"),
    "13": (S.EXCEPTION, "清关遇到问题，中心正在核实"),
}

# Entries of a low resultv2 carry only the word.
TRACK_WORDS: dict[str, str] = {
    "揽收": "1",
    "在途": "0",
    "派件": "5",
    "签收": "3",
    "退回": "6",
    "退签": "4",
    "拒签": "14",
    "转投": "7",
    "疑难": "2",
    "清关": "8",
}

# Order notices: the official 商家寄件 set, and the set of a sister product (2, 11, 12, 13, 14, 101).
ORDER_STATES: dict[str, tuple[S, str]] = {
    "0": (S.CREATED, "已下单，等快递公司接单"),
    "610": (S.CANCELLED, "快递公司没有接单，中心将重新下单"),
    "1": (S.CREATED, "快递公司已接单，快递员将上门取件"),
    "2": (S.CREATED, "快递员正上门取件"),
    "9": (S.CANCELLED, "中心已取消这次寄件"),
    "99": (S.CANCELLED, "快递公司已取消，中心将重新下单"),
    "10": (S.PICKED_UP, "快递员已取走证件"),
    "101": (S.IN_TRANSIT, "证件在运输途中"),
    "11": (S.CREATED, "快递员没有取到件，中心将重新安排"),
    "12": (S.RETURNED, "证件已退回中心"),
    "13": (S.DELIVERED, "已签收"),
    "14": (S.EXCEPTION, "签收有疑问，中心正在核实"),
}

# Notices about money and weight only: nothing happened to the parcel.
ORDER_FEE_STATES = frozenset({"15", "155"})


def track_state(code: str) -> tuple[S, str]:
    """Status and text of a track code; an unknown one is in transit."""
    return TRACK_STATES.get(code, UNKNOWN)


def carrier_name(code: str) -> str:
    """The name people know; the code itself when we do not."""
    return CARRIERS.get(code, code)
