"""The 快递100 client: signs, sends, and turns every kind of failure into one of two errors."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

import httpx

from backend.common.tls import tls_context
from backend.delivery.couriers.config import CourierConfig
from backend.delivery.couriers.kuaidi100 import pushes, reading, writing
from backend.delivery.couriers.kuaidi100.codes import carrier_name
from backend.delivery.couriers.kuaidi100.refusals import (
    ALREADY_SUBSCRIBED,
    NO_RECORD_YET,
    check_answer,
    is_code,
)
from backend.delivery.couriers.kuaidi100.signing import order_sign, query_sign
from backend.delivery.couriers.protocol import (
    CourierUnavailable,
    OrderRequest,
    OrderResult,
    PushResult,
    Track,
)

if TYPE_CHECKING:
    from backend.common.clock import Clock


class Kuaidi100:
    """One account at 快递100; implements :class:`~backend.delivery.couriers.protocol.Courier`."""

    def __init__(self, config: CourierConfig, clock: Clock) -> None:
        self._config = config
        self._clock = clock
        timeout = httpx.Timeout(config.read_timeout, connect=config.connect_timeout)
        # The sandbox is on this machine: a proxy from the environment would only lose the way.
        self._http = httpx.AsyncClient(timeout=timeout, trust_env=not config.sandbox, verify=tls_context())

    async def create_order(self, order: OrderRequest) -> OrderResult:
        """See :meth:`Courier.create_order`."""
        answer = await self._order_call("bOrder", writing.order_param(order, self._config))
        data = reading.child(answer, "data")
        courier_order_id = reading.text(data, "orderId")
        if not courier_order_id:
            raise CourierUnavailable("bOrder accepted without an orderId")
        return OrderResult(
            waybill_number=reading.text(data, "kuaidinum") or None,
            courier_order_id=courier_order_id,
            courier_task_id=reading.text(data, "taskId"),
            courier_name=carrier_name(self._config.carrier),
        )

    async def cancel_order(self, courier_order_id: str, courier_task_id: str, reason: str) -> None:
        """See :meth:`Courier.cancel_order`."""
        await self._order_call("cancel", writing.cancel_param(courier_order_id, courier_task_id, reason))

    async def track(self, waybill_number: str, phone: str) -> Track:
        """See :meth:`Courier.track`. "No result yet" is an empty track: normal before pick-up."""
        param = writing.query_param(waybill_number, phone, self._config)
        sign = query_sign(param, self._config.key, self._config.customer)
        fields = {"customer": self._config.customer, "sign": sign, "param": param}
        answer = await self._post(f"{self._config.poll_url}/poll/query.do", fields)
        if is_code(answer, NO_RECORD_YET):
            return Track(waybill_number, ())
        check_answer(answer)
        return Track(waybill_number, reading.track_events(answer))

    async def subscribe(self, waybill_number: str, phone: str) -> None:
        """See :meth:`Courier.subscribe`."""
        param = writing.subscribe_param(waybill_number, phone, self._config)
        answer = await self._post(f"{self._config.poll_url}/poll", {"schema": "json", "param": param})
        if not is_code(answer, ALREADY_SUBSCRIBED):
            check_answer(answer)

    def parse_push(self, headers: Mapping[str, str], body: bytes, now: datetime) -> PushResult:
        """See :meth:`Courier.parse_push`. 快递100 signs the body alone; ``headers`` say nothing."""
        return pushes.parse_push(body, self._config.salt, now)

    async def aclose(self) -> None:
        """See :meth:`Courier.aclose`."""
        await self._http.aclose()

    async def _order_call(self, method: str, param: str) -> dict[str, Any]:
        key = self._config.key
        t = str(int(self._clock.now().timestamp() * 1000))
        sign = order_sign(param, t, key, self._config.secret)
        fields = {"method": method, "key": key, "t": t, "sign": sign, "param": param}
        answer = await self._post(self._config.order_url, fields)
        check_answer(answer)
        return answer

    async def _post(self, url: str, fields: dict[str, str]) -> dict[str, Any]:
        """POST a form and read a JSON object. Messages name no field: they hold personal data and keys."""
        try:
            async with asyncio.timeout(self._config.total_timeout):
                response = await self._http.post(url, data=fields)
        except (httpx.HTTPError, TimeoutError) as error:
            raise CourierUnavailable(f"no answer: {type(error).__name__}") from error
        if response.status_code != httpx.codes.OK:
            raise CourierUnavailable(f"HTTP {response.status_code}")
        try:
            return reading.json_object(response.content)
        except ValueError as error:
            raise CourierUnavailable("answer is not a JSON object") from error
