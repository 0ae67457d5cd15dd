"""What the tests of this folder stand on: servers on real sockets, our push receiver, people to play with."""

from __future__ import annotations

import itertools
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import httpx
from sanic import Request, Sanic, text
from sanic.response import HTTPResponse, raw

from backend.common.clock import FixedClock
from backend.wechat.client import AsyncWeChat
from backend.wechat.config import WeChatConfig
from backend.wechat.push import (
    SUCCESS,
    PushConfig,
    PushMessage,
    encrypted_reply,
    open_push,
    staff_handover,
    verify_url,
)

APPID, SECRET = "wx0123456789abcdef", "s3cret-of-the-mini-program"
H5_APPID, H5_SECRET = "wxfedcba9876543210", "s3cret-of-the-account"
TOKEN, AES_KEY = "AAAAA", "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
TEMPLATE = "tpl-appointment-confirmed"

CITIZEN, STRANGER = "王小明", "路人甲"

names = itertools.count()


@asynccontextmanager
async def serving(app: Sanic[Any, Any]) -> AsyncIterator[str]:
    """Serve an application on a free port; yields its address."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    server: Any = await app.create_server(
        sock=listener, access_log=False, asyncio_server_kwargs={"start_serving": False}
    )
    await server.startup()
    await server.before_start()
    await server.after_start()
    await server.start_serving()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        await server.before_stop()
        server.close()
        for connection in list(server.connections):
            connection.close()
        await server.after_stop()
        Sanic.unregister_app(app)


class Receiver:
    """Our side of the push: verifies, keeps what is new, answers at once."""

    def __init__(self, config: PushConfig, clock: FixedClock) -> None:
        self.config, self.clock = config, clock
        self.inbox: dict[str, PushMessage] = {}
        self.requests = 0
        self.reply: Callable[[PushMessage], tuple[bytes, str]] | None = None
        self.fail_first = 0
        self.url = ""
        self.app: Sanic[Any, Any] = Sanic(f"receiver-{next(names)}", configure_logging=False)
        self.app.config.TOUCHUP = False
        self.app.add_route(self.get, "/push", methods=["GET"])
        self.app.add_route(self.post, "/push", methods=["POST"])

    async def get(self, request: Request) -> HTTPResponse:
        query = {k: v[0] for k, v in request.args.items()}
        return text(verify_url(self.config, query, self.clock.now()))

    async def post(self, request: Request) -> HTTPResponse:
        self.requests += 1
        if self.requests <= self.fail_first:
            return text("broken", status=500)
        query = {k: v[0] for k, v in request.args.items()}
        kind = request.headers.get("content-type", "")
        message = open_push(self.config, query, request.body, kind, self.clock.now())
        self.inbox.setdefault(message.dedupe_key, message)
        if self.reply is None:
            return text(SUCCESS)
        body, content_type = self.reply(message)
        return raw(body, content_type=content_type)

    def hand_over(self, message: PushMessage) -> tuple[bytes, str]:
        return encrypted_reply(self.config, staff_handover(message, self.clock.now()), "n0nce", self.clock.now())


class Stage:
    """Everything running: the sandbox, its remote control, and makers of clients."""

    def __init__(self, address: str, control: httpx.AsyncClient, config: WeChatConfig, clock: FixedClock) -> None:
        self.address, self.control, self.config, self.clock = address, control, config, clock
        self.wechat: AsyncWeChat

    async def tell(self, path: str, /, **body: Any) -> Any:
        answer = await self.control.post(f"/control/{path}", json=body)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def ask(self, path: str) -> Any:
        return (await self.control.get(f"/control/{path}")).json()

    async def code(self, name: str = CITIZEN, **more: str) -> str:
        return str((await self.tell("login-code", name=name, **more))["code"])

    async def openid(self, name: str = CITIZEN) -> str:
        return str((await self.tell("login-code", name=name))["openid"])


MakeStage = Callable[..., Any]
