"""From a Sanic request to a slice's handler and back: access, rate, input, idempotency, output, in this order."""

from __future__ import annotations

import functools
from collections.abc import Callable, Coroutine
from typing import Any, Protocol

import orjson
from pydantic import TypeAdapter, ValidationError
from sanic import HTTPResponse, Request, Sanic

from backend.common.clock import Clock
from backend.common.errors import Forbidden, InvalidInput, NotFound, NotLoggedIn, Unavailable
from backend.common.text import clean_json
from backend.common.together import Rounds, Shared
from backend.settings import Settings
from backend.web import idempotency
from backend.web.access import Citizen, Staff
from backend.web.call import Call
from backend.web.errors import BadRequest
from backend.web.gathering import Pending, rounds
from backend.web.limiting import Limiter
from backend.web.replies import cookie_reply, encode, raw_reply
from backend.web.routes import Route

STAFF_HEADER = "X-Yichuang"


class Authenticator(Protocol):
    """Finds out who asks; the slices `accounts` and `staff` each give one to `backend.app`."""

    async def __call__(self, request: Request) -> Citizen | Staff | None: ...


@functools.cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    """The reader of a part of the path; there are few kinds and many routes."""
    return TypeAdapter(kind)


def handler_for(route: Route) -> Callable[..., Coroutine[Any, Any, HTTPResponse]]:
    """The Sanic handler of a route."""
    adapters = {name: _adapter(kind) for name, kind in route.parts.items()}

    async def handle(request: Request, **parts: str) -> HTTPResponse:
        app: Sanic[Any, Any] = request.app
        who = await _identify(app, route, request)
        call = Call(request=request, now=_clock(app).now(), settings=_settings(app), who=who)
        if route.rate:
            _limiter(app).hit(route.rate, route.name, who.actor if who else call.ip)
        arguments = _path_parts(adapters, parts) | _input(route, request)
        if route.raw:
            response: HTTPResponse = await route.handler(call, **arguments)
            return response
        if route.sets_cookies:
            return cookie_reply(await route.handler(call, **arguments), route.status)
        answer = await _answer(route, call, arguments)
        headers = {"Idempotent-Replayed": "true"} if answer.replayed else None
        return raw_reply(answer.body, answer.status, headers)

    handle.__name__ = route.name.replace(".", "_")
    return handle


async def _answer(route: Route, call: Call, arguments: dict[str, Any]) -> idempotency.Answer:
    async def work() -> idempotency.Answer:
        result = await route.handler(call, **arguments)
        return idempotency.Answer(route.status, b"" if result is None else encode(result))

    if route.shared:
        shared: Shared[Any, idempotency.Answer] = call.ctx.shared
        return await shared.get((route.name, call.request.path, call.request.query_string), work)
    key = call.request.headers.get(idempotency.HEADER)
    if not route.is_kept or key is None:
        return await work()
    request = call.request
    attempt = idempotency.Attempt(
        centre_id=call.centre_id,
        actor=call.who.actor if call.who else "public",
        route=route.name,
        key=idempotency.check_key(key),
        fingerprint=idempotency.fingerprint(request.path.encode(), request.query_string.encode(), request.body),
        now=call.now,
    )
    if route.gathered:
        gathered: Rounds[Pending, idempotency.Answer] = call.ctx.gathered[route.name]
        answer = await gathered.ask(Pending(attempt, call, arguments))
        if answer is not None:
            return answer
    return await idempotency.once(attempt, work, atomic=route.atomic)


async def _identify(app: Sanic[Any, Any], route: Route, request: Request) -> Citizen | Staff | None:
    access = route.access
    if access.kind == "staff":
        return await _staff(app, route, request)
    if access.kind in ("citizen", "public"):
        who = await _ask(app, "citizen", request)
        if who is None and access.kind == "citizen":
            raise NotLoggedIn()
        return who
    return None


async def _staff(app: Sanic[Any, Any], route: Route, request: Request) -> Staff:
    who = await _ask(app, "staff", request)
    if not isinstance(who, Staff):
        raise NotLoggedIn()
    if route.mutates and not request.headers.get(STAFF_HEADER):
        raise Forbidden()
    if route.access.permission:
        who.require(route.access.permission)
    return who


async def _ask(app: Sanic[Any, Any], kind: str, request: Request) -> Citizen | Staff | None:
    authenticator: Authenticator = app.ctx.authenticators[kind]
    return await authenticator(request)


def _path_parts(adapters: dict[str, TypeAdapter[Any]], parts: dict[str, str]) -> dict[str, Any]:
    """Typed parts of the path; one that cannot be a value of its type names nothing, hence 404."""
    try:
        return {name: adapters[name].validate_python(value) for name, value in parts.items()}
    except ValidationError:
        raise NotFound() from None


def _input(route: Route, request: Request) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if route.query is not None:
        values = {name: request.args.get(name) for name in request.args}
        found["query"] = route.query.model_validate(clean_json(values))
    if route.body is not None:
        found["body"] = route.body.model_validate(_json_object(request))
    return found


def _json_object(request: Request) -> Any:
    try:
        value = orjson.loads(request.body or b"{}")
    except orjson.JSONDecodeError:
        raise BadRequest() from None
    if not isinstance(value, dict):
        raise InvalidInput("", "请求内容应是一个对象。")
    return clean_json(value)


def _clock(app: Sanic[Any, Any]) -> Clock:
    """The process's clock; Unavailable while the process is still opening."""
    clock: Clock | None = getattr(app.ctx, "clock", None)
    if clock is None:
        raise Unavailable()
    return clock


def _settings(app: Sanic[Any, Any]) -> Settings:
    settings: Settings = app.ctx.settings
    return settings


def _limiter(app: Sanic[Any, Any]) -> Limiter:
    limiter: Limiter = app.ctx.limiter
    return limiter


def install(app: Sanic[Any, Any], routes: list[Route]) -> None:
    """Register routes with Sanic. UUID parts stay text here: a malformed one is our own 404."""
    app.ctx.gathered = {one.name: rounds(one.gathered, one.status) for one in routes if one.gathered}
    for route in routes:
        name = route.name.replace(".", "-")
        # The error format is named because Sanic would read each handler's source to guess it.
        app.add_route(handler_for(route), route.path, methods=[route.method], name=name, error_format="json")
