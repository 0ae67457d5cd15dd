"""A courier (the sandbox), a centre (a hook that keeps what it accepts) and our client between them."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from typing import Any

import httpx
import pytest
import pytest_asyncio
from sanic import HTTPResponse, Request, Sanic
from sanic.response import json, raw

from backend.common.clock import FixedClock
from backend.delivery.couriers.config import CourierConfig, sandbox_config
from backend.delivery.couriers.factory import open_courier
from backend.delivery.couriers.folding import ParcelView, fold
from backend.delivery.couriers.protocol import (
    Address,
    Courier,
    OrderRequest,
    PushRejected,
    PushResult,
)
from backend.delivery.couriers.sandbox.app import create_sandbox
from backend.delivery.couriers.sandbox.config import SandboxConfig

KEY, SECRET, SALT = "test-key", "test-secret", "salt-of-the-centre"
NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
_names = count()


@dataclass
class Centre:
    """The centre's hook. ``busy`` answers that many pushes with "send again"."""

    courier: Courier | None = None
    accepted: list[PushResult] = field(default_factory=list)
    rejected: list[PushRejected] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    busy: int = 0

    def receive(self, request: Request) -> HTTPResponse:
        assert self.courier is not None
        self.bodies.append(request.body)
        try:
            push = self.courier.parse_push(request.headers, request.body, NOON)
        except PushRejected as refused:
            self.rejected.append(refused)
            return json({"message": refused.reason}, status=403 if refused.forged else 400)
        if self.busy:
            self.busy -= 1
            return raw(push.retry_body, content_type="application/json")
        self.accepted.append(push)
        return raw(push.response_body, content_type="application/json")

    def parcel(self) -> ParcelView:
        return fold(event for push in self.accepted for event in push.events)

    async def until(self, reached: Callable[[Centre], bool]) -> None:
        """Wait until the pushes so far satisfy ``reached``."""
        async with asyncio.timeout(5):
            while not reached(self):
                await asyncio.sleep(0.005)


@dataclass
class World:
    """Everything a test talks to."""

    courier: Courier
    config: CourierConfig
    centre: Centre
    clock: FixedClock
    http: httpx.AsyncClient

    async def advance(self, waybill: str | None, *journey: str) -> None:
        """Play the courier: let the steps happen, one after the other."""
        for step in journey:
            answer = await self.http.post(f"/control/waybills/{waybill}/advance", params={"to": step})
            assert answer.status_code == 200, answer.text

    async def faults(self, **switched: float) -> None:
        answer = await self.http.post("/control/faults", json=switched)
        assert answer.status_code == 200, answer.text

    async def waybills(self) -> list[dict[str, Any]]:
        answer = await self.http.get("/control/waybills")
        rows: list[dict[str, Any]] = answer.json()
        return rows


@contextlib.asynccontextmanager
async def listening(app: Sanic[Any, Any]) -> AsyncIterator[str]:
    """Serve an app on a free port of this machine."""
    sock = socket.socket()
    sock.bind(("127.0.0.1", 0))
    server: Any = await app.create_server(sock=sock, return_asyncio_server=True, access_log=False)
    await server.startup()
    await server.before_start()
    await server.after_start()
    try:
        yield f"http://127.0.0.1:{sock.getsockname()[1]}"
    finally:
        await server.before_stop()
        await server.close()
        await server.after_stop()


@pytest_asyncio.fixture
async def world() -> AsyncIterator[World]:
    centre, clock = Centre(), FixedClock(NOON)
    hook: Sanic[Any, Any] = Sanic(f"centre-{next(_names)}", configure_logging=False)
    hook.config.TOUCHUP = False

    async def receive(request: Request) -> HTTPResponse:
        return centre.receive(request)

    hook.add_route(receive, "/hook", methods=["POST"])
    account = SandboxConfig(key=KEY, secret=SECRET, repush_seconds=0.05)
    sandbox = create_sandbox(account, clock, name=f"courier-{next(_names)}")
    async with listening(hook) as ours, listening(sandbox) as theirs:
        config = sandbox_config(theirs, f"{ours}/hook", key=KEY, secret=SECRET, salt=SALT)
        centre.courier = courier = open_courier(config, clock)
        async with httpx.AsyncClient(base_url=theirs, trust_env=False) as http:
            yield World(courier, config, centre, clock, http)
        await courier.aclose()


@pytest.fixture
def order() -> OrderRequest:
    return OrderRequest(
        order_number="JS20260302-0001",
        sender=Address("政务服务中心", "0791-12345", "示例省示例市", "人民路 1 号"),
        recipient=Address("王小明", "13800000000", "示例省示例市示例县", "和平街 2 号 3 单元"),
    )
