"""The receiver of WeChat's message push, in secure mode only: pure functions, no web framework.

The caller stores :attr:`PushMessage.dedupe_key` under a unique constraint, answers :data:`SUCCESS` at once
(also for a duplicate) and works afterwards. WeChat waits 5 seconds and tries 3 times. Source: 消息推送.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import orjson
from wechatpy.messages import BaseMessage

from backend.common.errors import Refusal
from backend.wechat.config import PushFormat, WeChatConfig
from backend.wechat.envelope import aes_key, decrypt, encrypt, parse_xml, render_xml, same_signature, sign
from backend.wechat.events import message_from_dict, normalise

SUCCESS = "success"
MAX_BODY = 64 * 1024
FRESH = timedelta(seconds=300)

_TIMESTAMP = re.compile(r"[0-9]{10}")
_NONCE = re.compile(r"[0-9A-Za-z]{1,64}")
_ECHO = re.compile(r"[0-9A-Za-z+/=_\-]{1,256}")
_DIGITS = re.compile(r"[0-9]{1,20}")
_NAME = re.compile(r"[0-9A-Za-z_\-@.]{1,128}")
_CHARSET = re.compile(r"charset\s*=\s*\"?([0-9A-Za-z_\-]+)", re.IGNORECASE)


class PushRefused(Refusal):
    """A push is not from WeChat, not for us, too old or broken. One answer for all, so nobody learns why.

    Parameters:
        reason: short English reason for logs.
    """

    code = "push_refused"
    status = 403
    message = "无法验证这条推送。"

    def __init__(self, reason: str) -> None:
        super().__init__()
        self.reason = reason


@dataclass(frozen=True)
class PushConfig:
    """What is set in WeChat's console for the push. Raises ValueError for a key that is not 43 characters."""

    appid: str
    token: str = field(repr=False)
    encoding_aes_key: str = field(repr=False)
    push_format: PushFormat = "json"
    gh_id: str = ""

    def __post_init__(self) -> None:
        aes_key(self.encoding_aes_key)

    @property
    def key(self) -> bytes:
        """The AES key, 32 bytes."""
        return aes_key(self.encoding_aes_key)


def push_config(config: WeChatConfig) -> PushConfig:
    """Return the push part of the slice's settings."""
    return PushConfig(config.appid, config.token, config.encoding_aes_key, config.push_format, config.gh_id)


@dataclass(frozen=True)
class PushMessage:
    """One verified message.

    Parameters:
        payload: the fields as WeChat names them, lists normalised.
        message: the same as a wechatpy object.
        dedupe_key: equal for WeChat's own repeats and for replays; at most 80 characters.
        signature_key: equal for one signed envelope however it is presented; for a second unique column.
    """

    openid: str
    kind: str
    event: str
    created_at: int
    payload: Mapping[str, object]
    message: BaseMessage
    dedupe_key: str
    signature_key: str


def verify_url(config: PushConfig, query: Mapping[str, str], now: datetime) -> str:
    """Return the text to echo when WeChat checks our address (GET).

    Parameters:
        query: ``signature``, ``timestamp``, ``nonce``, ``echostr`` of the request.

    Raises:
        PushRefused: the signature is wrong or old.
    """
    timestamp, nonce = _fresh(query, now)
    echo = query.get("echostr", "")
    if not same_signature(sign(config.token, timestamp, nonce), query.get("signature", "")):
        raise PushRefused("signature")
    if _ECHO.fullmatch(echo) is None:
        raise PushRefused("echostr")
    return echo


def open_push(
    config: PushConfig, query: Mapping[str, str], body: bytes, content_type: str, now: datetime
) -> PushMessage:
    """Return the message inside a pushed request (POST), verified.

    The format comes from the console setting: WeChat's Content-Type is loose, only a foreign charset is refused.

    Raises:
        PushRefused: plain text, wrong or old signature, wrong appid, anything malformed, body over 64 KiB.
    """
    if len(body) > MAX_BODY:
        raise PushRefused("body too large")
    try:
        return _opened(config, query, body, content_type, now)
    except PushRefused:
        raise
    except Exception as error:
        # wechatpy, expat and orjson raise many kinds on hostile input; all of them mean the same.
        raise PushRefused(f"malformed: {type(error).__name__}") from None


def _opened(config: PushConfig, query: Mapping[str, str], body: bytes, content_type: str, now: datetime) -> PushMessage:
    timestamp, nonce = _fresh(query, now)
    _utf8(content_type)
    encrypted = _fields(config.push_format, body.decode("utf-8")).get("Encrypt")
    if not isinstance(encrypted, str) or not encrypted:
        raise PushRefused("not encrypted")
    signature = query.get("msg_signature", "")
    if not same_signature(sign(config.token, timestamp, nonce, encrypted), signature):
        raise PushRefused("signature")
    payload = normalise(_fields(config.push_format, decrypt(config.key, encrypted, config.appid)))
    return _message(config, payload, signature)


def _fresh(query: Mapping[str, str], now: datetime) -> tuple[str, str]:
    """Exactly ten digits and a plain nonce: the signature joins both, so their border must not be movable."""
    timestamp, nonce = query.get("timestamp", ""), query.get("nonce", "")
    if _TIMESTAMP.fullmatch(timestamp) is None or _NONCE.fullmatch(nonce) is None:
        raise PushRefused("timestamp or nonce")
    if abs(now.timestamp() - int(timestamp)) > FRESH.total_seconds():
        raise PushRefused("not fresh")
    return timestamp, nonce


def _utf8(content_type: str) -> None:
    found = _CHARSET.search(content_type)
    if found and found[1].lower() not in ("utf-8", "utf8"):
        raise PushRefused("charset")


def _fields(push_format: PushFormat, text: str) -> Mapping[str, object]:
    fields = orjson.loads(text) if push_format == "json" else parse_xml(text)
    if not isinstance(fields, dict):
        raise PushRefused("not an object")
    return fields


def _message(config: PushConfig, payload: Mapping[str, object], signature: str) -> PushMessage:
    openid, kind = _match(_NAME, payload.get("FromUserName")), _match(_NAME, payload.get("MsgType")).lower()
    event = _match(_NAME, payload["Event"]) if kind == "event" else ""
    if config.gh_id and payload.get("ToUserName") != config.gh_id:
        raise PushRefused("not for us")
    created_at = int(_match(_TIMESTAMP, _number(payload.get("CreateTime"))))
    return PushMessage(
        openid=openid,
        kind=kind,
        event=event,
        created_at=created_at,
        payload=payload,
        message=message_from_dict(payload),
        dedupe_key=dedupe_key(payload),
        signature_key="sig:" + signature.lower(),
    )


def dedupe_key(payload: Mapping[str, object]) -> str:
    """Return the key that WeChat's repeats of one message share.

    ``MsgId`` when there is one, else FromUserName + CreateTime + Event + EventKey. Most mini program events have
    no EventKey; a digest of the whole payload stands in, so that two different events of one second both survive.

    Raises:
        PushRefused: ``MsgId`` is not a number.
    """
    if payload.get("MsgId") not in (None, "", 0, "0"):
        return "msg:" + _match(_DIGITS, _number(payload["MsgId"]))
    names = ("FromUserName", "CreateTime", "Event", "EventKey")
    parts = [str(payload.get(name, "")) for name in names]
    if not parts[-1]:
        parts.append(_digest(orjson.dumps(payload, option=orjson.OPT_SORT_KEYS)))
    return "event:" + _digest(orjson.dumps(parts))


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _number(value: object) -> str:
    """JSON carries whole numbers, XML their text."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else _match(_DIGITS, value)


def _match(pattern: re.Pattern[str], value: object) -> str:
    if not isinstance(value, str) or pattern.fullmatch(value) is None:
        raise PushRefused("field")
    return value


def staff_handover(message: PushMessage, now: datetime) -> dict[str, str | int]:
    """Return the reply that hands a customer-service message to WeChat's own agent tool; users' messages only."""
    return {
        "ToUserName": message.openid,
        "FromUserName": str(message.payload.get("ToUserName", "")),
        "CreateTime": int(now.timestamp()),
        "MsgType": "transfer_customer_service",
    }


def text_reply(message: PushMessage, content: str, now: datetime) -> dict[str, str | int]:
    """Return a passive text reply (Official Accounts only; mini programs have none)."""
    return {**staff_handover(message, now), "MsgType": "text", "Content": content}


def encrypted_reply(config: PushConfig, reply: Mapping[str, str | int], nonce: str, now: datetime) -> tuple[bytes, str]:
    """Return the body and Content-Type of an encrypted answer, in the format of the push.

    Parameters:
        reply: flat fields; text may hold anything, also ``]]>``.
        nonce: fresh letters and digits.
    """
    timestamp = int(now.timestamp())
    encrypted = encrypt(config.key, _rendered(config.push_format, reply), config.appid)
    signature = sign(config.token, str(timestamp), nonce, encrypted)
    envelope: dict[str, str | int] = {
        "Encrypt": encrypted,
        "MsgSignature": signature,
        "TimeStamp": timestamp,
        "Nonce": nonce,
    }
    kind = "application/json" if config.push_format == "json" else "text/xml; charset=utf-8"
    return _rendered(config.push_format, envelope).encode(), kind


def _rendered(push_format: PushFormat, fields: Mapping[str, str | int]) -> str:
    return orjson.dumps(dict(fields)).decode() if push_format == "json" else render_xml(fields)
