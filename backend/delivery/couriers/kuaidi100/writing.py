"""What we say to 快递100: the ``param`` texts, checked against its limits before anything is sent. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from backend.delivery.couriers.config import CourierConfig
from backend.delivery.couriers.protocol import Address, CourierRefused, OrderRequest

MAX_ORDER_NUMBER = 32
MAX_ADDRESS_BYTES = 300
# Advanced states (101, 501, 304 …): base codes alone cannot tell a locker from a doorstep.
RESULT_VERSION = "4"


def dumps(value: Mapping[str, Any]) -> str:
    """The exact text that is signed and sent."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def order_param(order: OrderRequest, config: CourierConfig) -> str:
    """``param`` of bOrder, with subscription (op=1) and signed pushes. Raises CourierRefused."""
    _check(order)
    return dumps(
        {
            "kuaidicom": config.carrier,
            **_person("rec", order.recipient),
            **_person("send", order.sender),
            "cargo": order.cargo,
            "weight": f"{order.weight_grams / 1000:.2f}",
            "remark": order.remark,
            "payment": "SHIPPER",
            "serviceType": "标准快递",
            **_insurance(order.insured_fen),
            "callBackUrl": config.callback_url,
            "salt": config.salt,
            "op": "1",
            "pollCallBackUrl": config.callback_url,
            "resultv2": RESULT_VERSION,
            "thirdOrderId": order.order_number,
        }
    )


def cancel_param(courier_order_id: str, courier_task_id: str, reason: str) -> str:
    """``param`` of cancel."""
    return dumps({"taskId": courier_task_id, "orderId": courier_order_id, "cancelMsg": reason})


def query_param(waybill_number: str, phone: str, config: CourierConfig) -> str:
    """``param`` of 实时查询; the phone is required by 顺丰 and 中通 and harmless elsewhere."""
    return dumps(
        {
            "com": config.carrier,
            "num": waybill_number,
            "phone": phone,
            "resultv2": RESULT_VERSION,
        }
    )


def subscribe_param(waybill_number: str, phone: str, config: CourierConfig) -> str:
    """``param`` of 订阅. Not signed: the key travels inside."""
    parameters = {
        "callbackurl": config.callback_url,
        "salt": config.salt,
        "resultv2": RESULT_VERSION,
        "phone": phone,
        "autoCom": "0",
        "interCom": "0",
    }
    return dumps(
        {
            "company": config.carrier,
            "number": waybill_number,
            "key": config.key,
            "parameters": parameters,
        }
    )


def _person(prefix: str, address: Address) -> dict[str, str]:
    return {
        f"{prefix}ManName": address.name,
        f"{prefix}ManMobile": address.phone,
        f"{prefix}ManPrintAddr": address.line,
    }


def _insurance(insured_fen: int) -> dict[str, str]:
    return {"valinsPay": f"{insured_fen / 100:.2f}"} if insured_fen else {}


def _check(order: OrderRequest) -> None:
    if not 1 <= len(order.order_number) <= MAX_ORDER_NUMBER:
        raise CourierRefused("寄件编号应为 1 至 32 个字符", permanent=True)
    _check_person("收件", order.recipient)
    _check_person("寄件", order.sender)


def _check_person(role: str, address: Address) -> None:
    for name, value in (
        ("人姓名", address.name),
        ("电话", address.phone),
        ("地址", address.line),
    ):
        if not value.strip():
            raise CourierRefused(f"请补全{role}{name}", permanent=True)
    if len(address.line.encode()) > MAX_ADDRESS_BYTES:
        raise CourierRefused(f"{role}地址太长，请缩短到 100 个字以内", permanent=True)
