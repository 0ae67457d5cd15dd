"""What the sandbox sends about a parcel, in the courier's own formats. Pure."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from backend.common.clock import local
from backend.delivery.couriers.sandbox.parcels import Parcel
from backend.delivery.couriers.sandbox.steps import STEPS

FREIGHT_YUAN = "12.00"


def placed(parcel: Parcel, waybill_at_once: bool) -> dict[str, Any]:
    """The answer to an accepted order."""
    number = parcel.waybill if waybill_at_once else ""
    data = {"taskId": parcel.task_id, "orderId": parcel.order_id, "kuaidinum": number}
    return {"result": True, "returnCode": "200", "message": "提交成功", "data": data}


def notice(parcel: Parcel, code: int) -> dict[str, Any]:
    """An order notice (``param`` of the order callback)."""
    data: dict[str, Any] = {"orderId": parcel.order_id, "status": code}
    if code == 1:
        data |= {"courierName": "小邮", "courierMobile": "13000000000"}
    if code == 15:
        data |= {"weight": "0.5", "freight": FREIGHT_YUAN}
    return {
        "kuaidicom": parcel.carrier,
        "kuaidinum": parcel.waybill,
        "status": "200",
        "message": "成功",
        "data": data,
    }


def query_answer(parcel: Parcel, result_version: str) -> dict[str, Any]:
    """The answer to a track query, and the ``lastResult`` of a push."""
    state = STEPS[parcel.state]
    advanced = result_version in ("4", "8")
    return {
        "message": "ok",
        "nu": parcel.waybill,
        "ischeck": "1" if state.base == "3" else "0",
        "com": parcel.carrier,
        "status": "200",
        "state": state.code if advanced else state.base,
        "condition": "F00",
        "data": [_entry(at, step, result_version) for at, step in reversed(parcel.track)],
    }


def snapshot(parcel: Parcel) -> dict[str, Any]:
    """A track push: always the full list."""
    over = not STEPS[parcel.state].next
    return {
        "status": "shutdown" if over else "polling",
        "billstatus": "check" if over else "got",
        "message": "",
        "autoCheck": "0",
        "comOld": "",
        "comNew": "",
        "lastResult": query_answer(parcel, parcel.result_version),
    }


def _entry(at: str, name: str, result_version: str) -> dict[str, str]:
    step = STEPS[name]
    time = f"{local(datetime.fromisoformat(at)):%Y-%m-%d %H:%M:%S}"
    entry = {
        "time": time,
        "ftime": time,
        "context": step.context,
        "location": step.place,
    }
    if result_version in ("4", "8"):
        return entry | {
            "areaCode": "",
            "areaName": "",
            "status": step.word,
            "statusCode": step.code,
        }
    return entry if result_version in ("", "0") else entry | {"status": STEPS[name].word}
