"""The API calls themselves: arguments in, answer out, refusals as WeChat words them. No web in here."""

from __future__ import annotations

import re
import secrets
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from backend.wechat.sandbox.fields import check_data
from backend.wechat.sandbox.people import phone_of, unionid_of
from backend.wechat.sandbox.qr import jpeg
from backend.wechat.sandbox.refusals import ApiRefusal
from backend.wechat.sandbox.state import Sent
from backend.wechat.sandbox.world import World

Arguments = Mapping[str, str]
Body = Mapping[str, object]
Reply = dict[str, object] | bytes

_OPENID = re.compile(r"o[\w-]{27}", re.ASCII)
_SCENE = re.compile(r"[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]{1,32}")


@dataclass(frozen=True)
class Call:
    """One API: how it is reached, whether it needs an access token, and what it does."""

    path: str
    method: str
    needs_token: bool
    handle: Callable[[World, Arguments, Body], Reply]


def stable_token(world: World, _: Arguments, body: Body) -> Reply:
    """POST /cgi-bin/stable_token."""
    if body.get("grant_type") != "client_credential":
        raise ApiRefusal(40002)
    _account(world, _word(body.get("appid")), _word(body.get("secret")), wrong_secret=40001)
    token, left = world.tokens.stable(world.now, force=body.get("force_refresh") is True)
    return {"access_token": token, "expires_in": left}


def code_to_session(world: World, arguments: Arguments, _: Body) -> Reply:
    """GET /sns/jscode2session."""
    name, _scope = _login(world, arguments, "js_code")
    openid = world.meet(arguments["appid"], name)
    world.quotas.login(openid, world.now)
    key = b64encode(secrets.token_bytes(16)).decode()
    return {"openid": openid, "session_key": key, "unionid": unionid_of(name)}


def oauth_token(world: World, arguments: Arguments, _: Body) -> Reply:
    """GET /sns/oauth2/access_token; the unionid comes only with scope snsapi_userinfo."""
    name, scope = _login(world, arguments, "code")
    reply: dict[str, object] = {
        "access_token": secrets.token_urlsafe(64),
        "expires_in": 7200,
        "refresh_token": secrets.token_urlsafe(64),
        "openid": world.meet(arguments["appid"], name),
        "scope": scope,
    }
    if scope == "snsapi_userinfo":
        reply["unionid"] = unionid_of(name)
    return reply


def _login(world: World, arguments: Arguments, code_field: str) -> tuple[str, str]:
    appid = arguments.get("appid", "")
    _account(world, appid, arguments.get("secret", ""), wrong_secret=40125)
    if arguments.get("grant_type") != "authorization_code":
        raise ApiRefusal(40002)
    return world.codes.redeem(arguments.get(code_field, ""), appid, world.now)


def _account(world: World, appid: str, secret: str, wrong_secret: int) -> None:
    if not appid:
        raise ApiRefusal(41002)
    if not secret:
        raise ApiRefusal(41004)
    known = world.config.secret_of(appid)
    if known is None:
        raise ApiRefusal(40013)
    if not secrets.compare_digest(known.encode(), secret.encode()):
        raise ApiRefusal(wrong_secret)


def phone_number(world: World, _: Arguments, body: Body) -> Reply:
    """POST /wxa/business/getuserphonenumber."""
    name, _scope = world.phone_codes.redeem(_word(body.get("code")), world.config.appid, world.now)
    phone = phone_of(name, world.config.people)
    watermark = {"timestamp": int(world.now.timestamp()), "appid": world.config.appid}
    info = {"phoneNumber": phone, "purePhoneNumber": phone, "countryCode": "86", "watermark": watermark}
    return {"errcode": 0, "errmsg": "ok", "phone_info": info}


def subscribe_send(world: World, _: Arguments, body: Body) -> Reply:
    """POST /cgi-bin/message/subscribe/send."""
    openid, template_id = _word(body.get("touser")), _word(body.get("template_id"))
    if _OPENID.fullmatch(openid) is None:
        raise ApiRefusal(40003)
    templates = world.config.templates
    if not template_id or (templates and template_id not in templates):
        raise ApiRefusal(40037)
    page = _word(body.get("page", ""))
    if page:
        _known_page(world, page.split("?")[0])
    data = check_data(body.get("data"), templates.get(template_id, ()))
    world.consents.spend(openid, template_id)
    msgid = world.next_number()
    world.sent.append(Sent(msgid, world.now, openid, world.name_of(openid), template_id, page, data))
    return {"errcode": 0, "errmsg": "ok", "msgid": msgid}


def unlimited_code(world: World, _: Arguments, body: Body) -> Reply:
    """POST /wxa/getwxacodeunlimit."""
    scene, page, width = _word(body.get("scene")), _word(body.get("page", "")), body.get("width", 430)
    if _SCENE.fullmatch(scene) is None:
        raise ApiRefusal(40169)
    if not isinstance(width, int) or not 280 <= width <= 1280:
        raise ApiRefusal(40097)
    if page.startswith("/") or "?" in page:
        raise ApiRefusal(41030)
    if page and body.get("check_path", True):
        _known_page(world, page)
    return jpeg(f"{page}?scene={scene}", width)


def _known_page(world: World, page: str) -> None:
    if world.config.pages and page.removeprefix("/") not in world.config.pages:
        raise ApiRefusal(41030)


def _word(value: object) -> str:
    return value if isinstance(value, str) else ""


CALLS = (
    Call("/cgi-bin/stable_token", "POST", False, stable_token),
    Call("/sns/jscode2session", "GET", False, code_to_session),
    Call("/sns/oauth2/access_token", "GET", False, oauth_token),
    Call("/wxa/business/getuserphonenumber", "POST", True, phone_number),
    Call("/cgi-bin/message/subscribe/send", "POST", True, subscribe_send),
    Call("/wxa/getwxacodeunlimit", "POST", True, unlimited_code),
)
