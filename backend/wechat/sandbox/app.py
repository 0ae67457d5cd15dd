"""The sandbox as a Sanic application: WeChat's addresses, the log-in page, the remote control."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import httpx
import orjson
from sanic import Request, Sanic, html, redirect
from sanic.response import HTTPResponse, raw

from backend.wechat.sandbox.calls import CALLS, Call, Reply
from backend.wechat.sandbox.config import SandboxConfig
from backend.wechat.sandbox.control import control
from backend.wechat.sandbox.pages import back_to, login_page, problem_page
from backend.wechat.sandbox.people import is_name
from backend.wechat.sandbox.pusher import Pusher
from backend.wechat.sandbox.refusals import ApiRefusal
from backend.wechat.sandbox.world import World

App = Sanic[Any, Any]

_JSON = "application/json; encoding=utf-8"  # "encoding" instead of "charset": WeChat's own slip, kept
_METHOD_CODES = {"GET": 43001, "POST": 43002}
_MAX_BODY = 1024 * 1024


def create_sandbox(config: SandboxConfig) -> App:
    """Return the application; it keeps its state in memory and belongs in one process.

    Raises:
        SanicException: an application of this ``config.name`` exists already in the process.
    """
    app: App = Sanic(config.name, configure_logging=False)
    app.config.REQUEST_MAX_SIZE = _MAX_BODY
    app.config.TOUCHUP = False  # Sanic's start-up rewrite works once per process; tests start many
    app.ctx.world = World(config)
    app.ctx.pusher = None
    for call in CALLS:
        _add(app, call)
    app.add_route(authorize, "/connect/oauth2/authorize", methods=["GET"], name="authorize")
    app.blueprint(control)
    app.before_server_start(_open)
    app.after_server_stop(_close)
    return app


async def _open(app: App) -> None:
    app.ctx.http = httpx.AsyncClient(
        follow_redirects=False,
        trust_env=False,
        verify=False,  # noqa: S501 - it pushes to this machine, without TLS
    )
    if app.ctx.world.config.push_url:
        app.ctx.pusher = Pusher(app.ctx.world, app.ctx.http)


async def _close(app: App) -> None:
    if app.ctx.pusher is not None:
        await app.ctx.pusher.close()
    await app.ctx.http.aclose()


def _add(app: App, call: Call) -> None:
    async def handler(request: Request) -> HTTPResponse:
        return await _answered(request, call)

    app.add_route(handler, call.path, methods=["GET", "POST"], name=call.handle.__name__)


async def _answered(request: Request, call: Call) -> HTTPResponse:
    """Misbehave if told to, else answer as WeChat would."""
    world: World = request.app.ctx.world
    world.quotas.calls[call.path] += 1
    await asyncio.sleep(world.faults.delay(call.path))
    if world.faults.take("bad_gateway", call.path):
        return html("<html><head><title>502 Bad Gateway</title></head></html>", status=502)
    try:
        reply: Reply = _reply(world, call, request)
    except ApiRefusal as refusal:
        reply = refusal.body()
    else:
        _report(request.app, call)
    body, kind = (reply, "image/jpeg") if isinstance(reply, bytes) else (orjson.dumps(reply), _JSON)
    if world.faults.take("truncate", call.path):
        body = body[: len(body) // 2]
    return raw(body, content_type=kind)


def _reply(world: World, call: Call, request: Request) -> Reply:
    arguments = {name: values[0] for name, values in request.args.items()}
    _strike(world, call)
    if request.method != call.method:
        raise ApiRefusal(_METHOD_CODES[call.method])
    if call.needs_token:
        world.tokens.check(arguments.get("access_token", ""), world.now)
    body = _body(request) if call.method == "POST" else {}
    world.quotas.count(call.path, world.now, world.config.daily_quota.get(call.path))
    return call.handle(world, arguments, body)


def _strike(world: World, call: Call) -> None:
    if world.faults.take("busy", call.path):
        raise ApiRefusal(-1)
    if world.faults.take("quota", call.path):
        raise ApiRefusal(45009)
    if call.needs_token and world.faults.take("reject_token", call.path):
        world.tokens.revoke()
        raise ApiRefusal(40001)


def _body(request: Request) -> Mapping[str, object]:
    if not request.body:
        raise ApiRefusal(44002)
    try:
        body = orjson.loads(request.body)
    except ValueError:
        raise ApiRefusal(47001) from None
    if not isinstance(body, dict):
        raise ApiRefusal(47001)
    return body


def _report(app: App, call: Call) -> None:
    """After a subscribe message WeChat pushes what became of it."""
    world: World = app.ctx.world
    pusher: Pusher | None = app.ctx.pusher
    if call.handle.__name__ != "subscribe_send" or pusher is None or not world.config.report_sent:
        return
    sent = world.sent[-1]
    row = {
        "TemplateId": sent.template_id,
        "MsgID": str(sent.msgid),
        "ErrorCode": "0",
        "ErrorStatus": "success",
    }
    fields = {"MsgType": "event", "Event": "subscribe_msg_sent_event", "List": [row]}
    pusher.deliver_later(pusher.message(sent.openid, fields))


async def authorize(request: Request) -> HTTPResponse:
    """Ask who logs in, then send the browser back with ``code`` and ``state`` (公众号网页授权)."""
    world: World = request.app.ctx.world
    query = {name: values[0] for name, values in request.args.items() if name != "as"}
    problem = _wrong(world.config, query)
    if problem:
        return html(problem_page(problem), status=400)
    name = str(request.args.get("as", "")).strip()
    if not is_name(name):
        return html(login_page(world.config.people, query))
    code = world.codes.issue(world.config.h5_appid, name, world.now, query["scope"])
    return redirect(back_to(query["redirect_uri"], code, query.get("state", "")))


def _wrong(config: SandboxConfig, query: Mapping[str, str]) -> str:
    back = urlsplit(query.get("redirect_uri", ""))
    if query.get("appid") != config.h5_appid:
        return "AppID 参数错误"
    if query.get("response_type") != "code":
        return "response_type 参数错误"
    if query.get("scope") not in ("snsapi_base", "snsapi_userinfo"):
        return "Scope 参数错误或没有 Scope 权限"
    if back.scheme not in ("http", "https") or not back.netloc:
        return "redirect_uri 参数错误"
    if config.redirect_hosts and back.netloc not in config.redirect_hosts:
        return "redirect_uri 域名与后台配置不一致，错误码：10003"
    return ""
