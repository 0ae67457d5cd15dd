"""快递100's return codes: which no is final, which is an operator's to mend, which is worth another try. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from backend.delivery.couriers.kuaidi100 import reading
from backend.delivery.couriers.protocol import CourierRefused, CourierUnavailable

OK = "200"
# Of a query: no record yet. Of an order: some refusal, told in the message.
NO_RECORD_YET = "500"
# Of a subscription: this waybill is already subscribed. Elsewhere: server error.
ALREADY_SUBSCRIBED = "501"

_TRY_AGAIN = frozenset({"501", "502"})
# Wrong order data, wrong phone, carrier or number not supported: the same request fails for ever.
_FINAL = frozenset({"400", "408", "700", "701", "702"})
# 400 also says "not paid up"; that is an operator's to mend.
_MONEY = ("充值", "余额", "欠费")


def is_code(answer: Mapping[str, Any], code: str) -> bool:
    """Whether the courier said no with this code."""
    return not _accepted(answer) and _code(answer) == code


def check_answer(answer: Mapping[str, Any]) -> None:
    """Pass an accepted answer. Raises CourierUnavailable or CourierRefused otherwise."""
    if _accepted(answer):
        return
    code, message = _code(answer), reading.text(answer, "message")
    if not code or code in _TRY_AGAIN:
        raise CourierUnavailable(f"returnCode {code or 'missing'}")
    raise CourierRefused(message or f"快递公司拒绝（{code}）", permanent=_is_final(code, message))


def _accepted(answer: Mapping[str, Any]) -> bool:
    """Orders say ``result: true``; a query answer has no ``result`` and says ``status: "200"``."""
    return _code(answer) == OK and answer.get("result", True) is True


def _code(answer: Mapping[str, Any]) -> str:
    return reading.text(answer, "returnCode") or reading.text(answer, "status")


def _is_final(code: str, message: str) -> bool:
    return code in _FINAL and not any(word in message for word in _MONEY)
