"""Both pushes of 快递100: order notices (``callBackUrl``) and track snapshots (``pollCallBackUrl``, ``callbackurl``).

Form fields ``sign`` and ``param``; order notices also ``taskId``, which is not signed and therefore not read.
"""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl

from backend.delivery.couriers.kuaidi100 import reading
from backend.delivery.couriers.kuaidi100.signing import push_sign, same
from backend.delivery.couriers.protocol import PushRejected, PushResult

# Word for word what the documentation asks for; anything else is sent again after 30 minutes, three times.
ACCEPTED = '{"result":true,"returnCode":"200","message":"成功"}'
SEND_AGAIN = '{"result":false,"returnCode":"500","message":"服务器错误"}'

MAX_BYTES = 1_000_000
_MAX_FIELDS = 20


def parse_push(body: bytes, salt: str, now: datetime) -> PushResult:
    """Verify and read one push received at ``now``. Raises :class:`PushRejected`."""
    param = _verified_param(_form(body), salt)
    try:
        content = reading.json_object(param)
    except ValueError as error:
        raise PushRejected("param is not a JSON object", forged=False) from error
    key = hashlib.sha256(param.encode()).hexdigest()
    if isinstance(content.get("lastResult"), dict):
        return _track_push(content, key)
    if isinstance(content.get("data"), dict):
        return _order_push(content, key, now)
    return _empty_push(content, key)


def _form(body: bytes) -> dict[str, str]:
    """The form fields. A field given twice is refused: which one was signed would be anybody's guess."""
    if len(body) > MAX_BYTES:
        raise PushRejected("body too large", forged=False)
    try:
        pairs = parse_qsl(
            body.decode("utf-8"),
            keep_blank_values=True,
            strict_parsing=True,
            errors="strict",
            max_num_fields=_MAX_FIELDS,
        )
    except ValueError as error:
        raise PushRejected("body is not a form", forged=False) from error
    if len({name for name, _ in pairs}) != len(pairs):
        raise PushRejected("a form field is repeated", forged=False)
    return dict(pairs)


def _verified_param(form: dict[str, str], salt: str) -> str:
    param = form.get("param", "")
    if not same(form.get("sign", ""), push_sign(param, salt)):
        raise PushRejected("wrong signature", forged=True)
    return param


def _track_push(content: dict[str, Any], key: str) -> PushResult:
    result = reading.child(content, "lastResult")
    return PushResult(
        kind="track",
        events=reading.track_events(result),
        waybill_number=reading.text(result, "nu") or None,
        courier_order_id=None,
        order_number=None,
        dedupe_key=key,
        response_body=ACCEPTED,
        retry_body=SEND_AGAIN,
        resubscribe=_given_up(content),
    )


def _given_up(content: dict[str, Any]) -> bool:
    """``abort``: three days without a record or sixty without a change; the number wants a new subscription."""
    return reading.text(content, "status") == "abort"


def _order_push(content: dict[str, Any], key: str, now: datetime) -> PushResult:
    data = reading.child(content, "data")
    code = reading.text(data, "status")
    return PushResult(
        kind="order",
        events=reading.order_events(code, reading.text(content, "message"), now),
        waybill_number=reading.text(content, "kuaidinum") or None,
        courier_order_id=reading.text(data, "orderId") or None,
        order_number=reading.text(data, "thirdOrderId") or None,
        dedupe_key=key,
        response_body=ACCEPTED,
        retry_body=SEND_AGAIN,
        courier_person=reading.text(data, "courierName"),
        courier_phone=reading.text(data, "courierMobile"),
        fee_fen=reading.fen(reading.text(data, "freight")),
    )


def _empty_push(content: dict[str, Any], key: str) -> PushResult:
    """Signed but without anything to record, such as an abort that has no last result."""
    return PushResult(
        kind="track",
        events=(),
        waybill_number=reading.text(content, "nu") or None,
        courier_order_id=None,
        order_number=None,
        dedupe_key=key,
        response_body=ACCEPTED,
        retry_body=SEND_AGAIN,
        resubscribe=_given_up(content),
    )
