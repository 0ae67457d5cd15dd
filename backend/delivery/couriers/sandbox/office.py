"""The sandbox's counter: takes calls apart, keeps parcels, tells the pusher. One per app."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from backend.delivery.couriers.sandbox import checks, steps, wire
from backend.delivery.couriers.sandbox.checks import Answer, Form
from backend.delivery.couriers.sandbox.config import SandboxConfig
from backend.delivery.couriers.sandbox.faults import Faults
from backend.delivery.couriers.sandbox.parcels import NotPossible, Parcel, Parcels
from backend.delivery.couriers.sandbox.pushing import Pusher, notice_push, track_push

if TYPE_CHECKING:
    from backend.common.clock import Clock

# Carriers that give the waybill number later, in notice 0.
NUMBER_LATER = frozenset({"yunda"})
# Carriers whose track is told only to somebody who knows the phone number.
PHONE_NEEDED = frozenset({"shunfeng", "zhongtong"})
_DONE: Answer = {"result": True, "returnCode": "200", "message": "提交成功"}
_UNREADABLE = checks.refusal("400", "param 不是 JSON 对象")


class Office:
    """Everything the sandbox can do, apart from HTTP."""

    def __init__(self, config: SandboxConfig, clock: Clock) -> None:
        self.config = config
        self.faults = Faults()
        self.parcels = Parcels(config.state_file)
        self.pusher = Pusher(config, self.faults)
        self._clock = clock

    def order_call(self, form: Form) -> Answer:
        """``/order/borderapi.do``: bOrder and cancel."""
        param = checks.read_param(form)
        problem = checks.check_order_call(form, self.config)
        if problem or param is None:
            return problem or _UNREADABLE
        if form.get("method") == "bOrder":
            return checks.check_order(param) or self._place(param)
        if form.get("method") == "cancel":
            return self._cancel(param)
        return checks.refusal("400", "method 不正确")

    def query(self, form: Form) -> Answer:
        """``/poll/query.do``."""
        param = checks.read_param(form)
        problem = checks.check_query(form, self.config)
        if problem or param is None:
            return problem or _UNREADABLE
        if param.get("com") in PHONE_NEEDED and not param.get("phone"):
            return checks.refusal("408", "快递公司参数异常：验证码错误")
        parcel = self.parcels.by_waybill(str(param.get("num", "")))
        if parcel is None or not parcel.track:
            return checks.refusal("500", "查询无结果，请隔段时间再查")
        return wire.query_answer(parcel, str(param.get("resultv2", "0")))

    def subscribe(self, form: Form) -> Answer:
        """``/poll``."""
        param = checks.read_param(form)
        if param is None:
            return _UNREADABLE
        parameters = param.get("parameters")
        if not isinstance(parameters, dict) or not parameters.get("callbackurl"):
            return checks.refusal("400", "数据不完整：callbackurl")
        return checks.check_subscription(param, self.config) or self._watch(str(param.get("number")), parameters)

    def advance(self, waybill: str, step: str) -> Parcel | None:
        """Let ``step`` ("" for the usual one) happen and push it. None: no such waybill. Raises NotPossible."""
        parcel = self.parcels.by_waybill(waybill)
        if parcel is None:
            return None
        self.parcels.advance(parcel, step, self._now())
        for code in steps.NOTICES.get(parcel.state, ()):
            self.pusher.send(notice_push(parcel, code))
        self.pusher.send(track_push(parcel))
        return parcel

    def advance_all(self) -> None:
        """Let every parcel under way take its usual next step."""
        for parcel in self.parcels.all():
            if steps.choices(parcel.state):
                self.advance(parcel.waybill, "")

    def _place(self, param: dict[str, Any]) -> Answer:
        parcel = self.parcels.same_order(str(param.get("thirdOrderId", "")), self._now())
        if parcel is None:
            parcel = self._new_parcel(param)
            self.parcels.add(parcel)
            self.pusher.send(notice_push(parcel, 0))
            self.pusher.send(notice_push(parcel, 1))
        return wire.placed(parcel, waybill_at_once=parcel.carrier not in NUMBER_LATER)

    def _new_parcel(self, param: dict[str, Any]) -> Parcel:
        waybill = self.parcels.new_waybill(self._now())
        watched = str(param.get("op", "0")) == "1"
        return Parcel(
            waybill=waybill,
            order_id=f"D{waybill}",
            task_id=f"T{waybill}",
            order_number=str(param.get("thirdOrderId", "")),
            carrier=str(param["kuaidicom"]),
            recipient=str(param["recManName"])[:1] + "**",
            callback_url=str(param["callBackUrl"]),
            salt=str(param["salt"]) if "salt" in param else None,
            track_url=str(param["pollCallBackUrl"]) if watched else None,
            result_version=str(param.get("resultv2", "0")),
            placed_at=self._now().isoformat(),
        )

    def _cancel(self, param: dict[str, Any]) -> Answer:
        parcel = self.parcels.by_order_id(str(param.get("orderId", "")))
        if parcel is None or parcel.task_id != param.get("taskId"):
            return checks.refusal("400", "订单不存在")
        before = parcel.state
        try:
            self.parcels.cancel(parcel)
        except NotPossible as refused:
            return checks.refusal("400", str(refused))
        if before != parcel.state:
            self.pusher.send(notice_push(parcel, 9))
        return _DONE

    def _watch(self, waybill: str, parameters: dict[str, Any]) -> Answer:
        parcel = self.parcels.by_waybill(waybill)
        if parcel is None:
            return _DONE  # the real service accepts any number and gives up three days later
        if parcel.track_url == parameters["callbackurl"]:
            return checks.refusal("501", "重复订阅")
        parcel.track_url = str(parameters["callbackurl"])
        parcel.salt = str(parameters["salt"]) if "salt" in parameters else None
        parcel.result_version = str(parameters.get("resultv2", "0"))
        self.parcels.save()
        self.pusher.send(track_push(parcel) if parcel.track else None)
        return _DONE

    def _now(self) -> datetime:
        return self._clock.now()
