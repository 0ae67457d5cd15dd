"""Does the caller hold the key, and is the order complete? Written from the documentation, not from our client."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import md5
from typing import Any

from backend.delivery.couriers.sandbox.config import SandboxConfig

Answer = dict[str, Any]
Form = Mapping[str, str]

_PERSON = ("ManName", "ManMobile", "ManPrintAddr")
_REQUIRED = (
    "kuaidicom",
    "callBackUrl",
    *(side + part for side in ("rec", "send") for part in _PERSON),
)
_BYTES = {
    "recManPrintAddr": 300,
    "sendManPrintAddr": 300,
    "callBackUrl": 200,
    "pollCallBackUrl": 200,
}


def refusal(code: str, message: str) -> Answer:
    """A no, in the courier's form."""
    return {"result": False, "returnCode": code, "message": message}


def check_order_call(form: Form, config: SandboxConfig) -> Answer | None:
    """Key, time stamp in milliseconds and MD5(param+t+key+secret) of an order call."""
    if form.get("key") != config.key:
        return refusal("601", "key 不存在或已过期")
    stamp = form.get("t", "")
    if not (stamp.isascii() and stamp.isdigit() and len(stamp) == 13):
        return refusal("400", "时间戳 t 不正确")
    return _check_md5(form, form.get("param", "") + stamp + config.key + config.secret)


def check_query(form: Form, config: SandboxConfig) -> Answer | None:
    """Customer and MD5(param+key+customer) of a track query."""
    if form.get("customer") != config.customer:
        return refusal("601", "customer 不存在")
    return _check_md5(form, form.get("param", "") + config.key + config.customer)


def check_subscription(param: Mapping[str, Any], config: SandboxConfig) -> Answer | None:
    """A subscription carries the key itself."""
    return None if param.get("key") == config.key else refusal("600", "您不是合法的订阅者")


def check_order(param: Mapping[str, Any]) -> Answer | None:
    """Required fields and their length in bytes."""
    missing = [name for name in _REQUIRED if not str(param.get(name) or "").strip()]
    if str(param.get("op", "0")) == "1" and not param.get("pollCallBackUrl"):
        missing.append("pollCallBackUrl")
    if missing:
        return refusal("400", "数据不完整：" + "、".join(missing))
    long = [name for name, limit in _BYTES.items() if len(str(param.get(name, "")).encode()) > limit]
    long += ["thirdOrderId"] if len(str(param.get("thirdOrderId", ""))) > 32 else []
    return refusal("400", "字段太长：" + "、".join(long)) if long else None


def read_param(form: Form) -> dict[str, Any] | None:
    """The JSON object in ``param``; None when it is not one."""
    try:
        value = json.loads(form.get("param", ""))
    except ValueError:
        return None
    return value if isinstance(value, dict) else None


def _check_md5(form: Form, signed: str) -> Answer | None:
    wanted = "".join(f"{byte:02X}" for byte in md5(signed.encode("utf-8"), usedforsecurity=False).digest())
    return None if form.get("sign") == wanted else refusal("503", "验证签名失败")
