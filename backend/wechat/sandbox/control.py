"""The remote control for developers and tests: ``/control/*`` and the letter box. WeChat has nothing like it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

import orjson
from sanic import Blueprint, Request, html
from sanic.response import HTTPResponse, raw

from backend.wechat.sandbox.pages import letter_box
from backend.wechat.sandbox.people import openid_of, phone_of
from backend.wechat.sandbox.pusher import Pusher
from backend.wechat.sandbox.world import World

control = Blueprint("control")


class BadRequest(ValueError):
    """The remote control was used wrongly; the text names what is wrong."""


def _answer(data: object, status: int = 200) -> HTTPResponse:
    return raw(orjson.dumps(data), status=status, content_type="application/json")


def _world(request: Request) -> World:
    world: World = request.app.ctx.world
    return world


def _asked(request: Request) -> Mapping[str, object]:
    body = orjson.loads(request.body or b"{}")
    if not isinstance(body, dict):
        raise BadRequest("object expected")
    return body


def _word(body: Mapping[str, object], name: str, default: str = "") -> str:
    value = body.get(name, default)
    if not isinstance(value, str):
        raise BadRequest(name)
    return value


def _openid(world: World, body: Mapping[str, object]) -> str:
    """A person is named by openid or by name (at the mini program)."""
    return _word(body, "openid") or world.meet(world.config.appid, _word(body, "name"))


async def bad_request(_: Request, error: Exception) -> HTTPResponse:
    """Answer 400 naming what is wrong."""
    return _answer({"error": str(error)}, 400)


control.exception(ValueError)(bad_request)


@control.get("/")
async def letters(request: Request) -> HTTPResponse:
    """Show what citizens received; ``?name=`` shows one person's only."""
    world, name = _world(request), request.args.get("name", "")
    sent = [one for one in reversed(world.sent) if not name or one.name == name]
    return html(letter_box(sent, [person.name for person in world.config.people], name))


@control.get("/control/people")
async def people(request: Request) -> HTTPResponse:
    """List the demo citizens with their openids."""
    config = _world(request).config
    return _answer(
        [
            {
                **asdict(p),
                "openid": openid_of(config.appid, p.name),
                "h5_openid": openid_of(config.h5_appid, p.name),
            }
            for p in config.people
        ]
    )


@control.post("/control/login-code")
async def login_code(request: Request) -> HTTPResponse:
    """Give a new log-in code: ``{"name", "appid"?, "scope"?}``."""
    world, body = _world(request), _asked(request)
    appid, name = _word(body, "appid", world.config.appid), _word(body, "name")
    openid = world.meet(appid, name)
    code = world.codes.issue(appid, name, world.now, _word(body, "scope", "snsapi_base"))
    return _answer({"code": code, "openid": openid})


@control.post("/control/phone-code")
async def phone_code(request: Request) -> HTTPResponse:
    """Give a new phone code: ``{"name"}``."""
    world, name = _world(request), _word(_asked(request), "name")
    world.meet(world.config.appid, name)
    code = world.phone_codes.issue(world.config.appid, name, world.now)
    return _answer({"code": code, "phone": phone_of(name, world.config.people)})


@control.post("/control/consents")
async def consents(request: Request) -> HTTPResponse:
    """Answer the subscribe dialogue: ``{"name"|"openid", "template_id", "answer", "push"?}``.

    ``answer`` is accept, always, reject or ban; with ``push`` the popup event is delivered as well.
    """
    world, body = _world(request), _asked(request)
    openid, template_id, answer = _openid(world, body), _word(body, "template_id"), _word(body, "answer")
    consent = world.consents.answer(openid, template_id, answer)
    if body.get("push"):
        shown = "accept" if answer == "always" else answer
        row = {"TemplateId": template_id, "SubscribeStatusString": shown, "PopupScene": "0"}
        await _push(request, openid, {"MsgType": "event", "Event": "subscribe_msg_popup_event", "List": [row]})
    return _answer(asdict(consent))


@control.post("/control/say")
async def say(request: Request) -> HTTPResponse:
    """Let a person write to customer service: ``{"name"|"openid", "content"}``."""
    world, body = _world(request), _asked(request)
    fields = {"MsgType": "text", "Content": _word(body, "content")}
    return _answer(await _push(request, _openid(world, body), fields))


@control.post("/control/push")
async def push(request: Request) -> HTTPResponse:
    """Push any message: ``{"name"|"openid", "fields": {"MsgType", …}}``."""
    world, body = _world(request), _asked(request)
    fields = body.get("fields")
    if not isinstance(fields, dict) or "MsgType" not in fields:
        raise BadRequest("fields")
    return _answer(await _push(request, _openid(world, body), fields))


async def _push(request: Request, openid: str, fields: Mapping[str, object]) -> dict[str, object]:
    pusher: Pusher | None = request.app.ctx.pusher
    if pusher is None:
        raise BadRequest("push_url is not set")
    return await pusher.deliver(pusher.message(openid, fields))


@control.post("/control/check-address")
async def check_address(request: Request) -> HTTPResponse:
    """Check our push address as WeChat's console does when it is saved."""
    pusher: Pusher | None = request.app.ctx.pusher
    return _answer({"ok": pusher is not None and await pusher.check_address()})


@control.get("/control/sent")
async def sent(request: Request) -> HTTPResponse:
    """List the messages citizens received, oldest first; ``?name=`` one person's only."""
    name = request.args.get("name", "")
    return _answer([asdict(one) for one in _world(request).sent if not name or one.name == name])


@control.get("/control/pushes")
async def pushes(request: Request) -> HTTPResponse:
    """List what was pushed to us and how we answered, oldest first."""
    return _answer(list(_world(request).pushes))


@control.get("/control/calls")
async def calls(request: Request) -> HTTPResponse:
    """Count the API requests by path."""
    return _answer(dict(_world(request).quotas.calls))


@control.get("/control/faults")
async def faults(request: Request) -> HTTPResponse:
    """Show the fault switches."""
    return _answer(_world(request).faults.view())


@control.post("/control/faults")
async def switch_faults(request: Request) -> HTTPResponse:
    """Set fault switches, e.g. ``{"busy": 1, "latency_ms": 300, "path": "subscribe"}``."""
    world = _world(request)
    world.faults.switch(_asked(request))
    return _answer(world.faults.view())


@control.delete("/control/faults")
async def clear_faults(request: Request) -> HTTPResponse:
    """Switch all faults off."""
    world = _world(request)
    world.faults.clear()
    return _answer(world.faults.view())
