"""WeChat's side of the message push: close, sign, deliver, judge the answer, try three times."""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import Mapping
from html import escape
from xml.etree.ElementTree import ParseError

import httpx
from defusedxml.ElementTree import fromstring  # type: ignore[import-untyped, unused-ignore]

from backend.wechat.sandbox.crypto import Envelope
from backend.wechat.sandbox.world import World

ATTEMPTS = 3
DEADLINE = 5.0
UNAVAILABLE = "该小程序客服暂时无法提供服务，请稍后再试"


class BadReply(ValueError):
    """Our answer to a push is nothing WeChat understands."""


class Pusher:
    """Delivers messages to our push receiver over one HTTP client."""

    def __init__(self, world: World, http: httpx.AsyncClient) -> None:
        self._world = world
        self._http = http
        self._tasks: set[asyncio.Task[object]] = set()
        config = world.config
        self._envelope = Envelope(config.appid, config.token, config.encoding_aes_key)

    def message(self, openid: str, fields: Mapping[str, object]) -> dict[str, object]:
        """Return a complete message of a person; a user's message gets a MsgId, an event none."""
        head: dict[str, object] = {
            "ToUserName": self._world.config.gh_id,
            "FromUserName": openid,
            "CreateTime": int(self._world.now.timestamp()),
        }
        if fields.get("MsgType") != "event":
            head["MsgId"] = self._world.next_number()
        return {**head, **fields}

    def deliver_later(self, message: Mapping[str, object]) -> None:
        """Push one message in the background."""
        task: asyncio.Task[object] = asyncio.create_task(self.deliver(message))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def close(self) -> None:
        """Give up what is still being pushed."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def deliver(self, message: Mapping[str, object]) -> dict[str, object]:
        """Push one message until it is accepted, at most three times; return and keep the record."""
        record = await self._tried(message)
        self._world.pushes.append(record)
        if self._world.faults.take("duplicate_push"):
            self._world.pushes.append(await self._tried(message))
        return record

    async def _tried(self, message: Mapping[str, object]) -> dict[str, object]:
        attempts, status, outcome = 0, 0, "unavailable"
        while attempts < ATTEMPTS and outcome == "unavailable":
            attempts += 1
            status, outcome = await self._once(message)
        shown = UNAVAILABLE if outcome == "unavailable" and message.get("MsgType") != "event" else ""
        return {
            "message": dict(message),
            "attempts": attempts,
            "status": status,
            "outcome": outcome,
            "citizen_sees": shown,
        }

    async def _once(self, message: Mapping[str, object]) -> tuple[int, str]:
        query, body, kind = self.request(message)
        try:
            response = await self._http.post(
                self._world.config.push_url,
                params=query,
                content=body,
                headers={"content-type": kind},
                timeout=DEADLINE,
            )
        except httpx.HTTPError:
            return 0, "unavailable"
        if response.status_code != 200:
            return response.status_code, "unavailable"
        return 200, self._judge(response.content, message)

    def request(self, message: Mapping[str, object]) -> tuple[dict[str, str], bytes, str]:
        """Return query, body and Content-Type of one delivery, newly signed."""
        config, timestamp, nonce = self._world.config, str(int(self._world.now.timestamp())), _nonce()
        as_json = config.push_format == "json"
        sealed = self._envelope.seal(json.dumps(message, ensure_ascii=False) if as_json else _xml(_wrapped(message)))
        query = {
            "signature": self._envelope.signature(timestamp, nonce),
            "timestamp": timestamp,
            "nonce": nonce,
            "openid": str(message.get("FromUserName", "")),
            "encrypt_type": "aes",
            "msg_signature": self._envelope.signature(timestamp, nonce, sealed),
        }
        outer = {"ToUserName": config.gh_id, "Encrypt": sealed}
        return query, (json.dumps(outer) if as_json else _xml(outer)).encode(), _content_type(as_json)

    async def check_address(self) -> bool:
        """Ask our address for its echo, as the console does when the address is saved."""
        timestamp, nonce, echo = str(int(self._world.now.timestamp())), _nonce(), str(secrets.randbelow(10**18))
        query = {
            "signature": self._envelope.signature(timestamp, nonce),
            "timestamp": timestamp,
            "nonce": nonce,
            "echostr": echo,
        }
        try:
            response = await self._http.get(self._world.config.push_url, params=query, timeout=DEADLINE)
        except httpx.HTTPError:
            return False
        return response.status_code == 200 and response.text == echo

    def _judge(self, body: bytes, message: Mapping[str, object]) -> str:
        if body in (b"success", b""):
            return "accepted"
        try:
            reply = self._opened(body.decode())
        except (ValueError, KeyError, ParseError):
            return "unavailable"
        swapped = reply.get("ToUserName") == message["FromUserName"] and reply.get("MsgType")
        return f"reply:{swapped}" if swapped else "unavailable"

    def _opened(self, text: str) -> Mapping[str, object]:
        envelope = self._fields(text)
        sealed, nonce, timestamp = (str(envelope[name]) for name in ("Encrypt", "Nonce", "TimeStamp"))
        if self._envelope.signature(timestamp, nonce, sealed) != envelope["MsgSignature"]:
            raise BadReply("signature")
        return self._fields(self._envelope.unseal(sealed))

    def _fields(self, text: str) -> Mapping[str, object]:
        """A reply must have the format of the push: XML for a JSON push does not count."""
        if self._world.config.push_format == "xml":
            return {child.tag: child.text for child in fromstring(text)}
        fields = json.loads(text)
        if not isinstance(fields, dict):
            raise BadReply("object expected")
        return fields


def _nonce() -> str:
    return str(secrets.randbelow(9 * 10**9) + 10**9)


def _content_type(as_json: bool) -> str:
    return "application/json" if as_json else "text/xml"


_WRAPPERS = {
    "subscribe_msg_popup_event": "SubscribeMsgPopupEvent",
    "subscribe_msg_change_event": "SubscribeMsgChangeEvent",
    "subscribe_msg_sent_event": "SubscribeMsgSentEvent",
}


def _wrapped(message: Mapping[str, object]) -> dict[str, object]:
    """In XML the list of a subscribe event sits inside an element of its own."""
    fields = dict(message)
    wrapper = _WRAPPERS.get(str(fields.get("Event")))
    if wrapper and "List" in fields:
        fields[wrapper] = {"List": fields.pop("List")}
    return fields


def _xml(fields: Mapping[str, object]) -> str:
    return f"<xml>{_elements(fields)}</xml>"


def _elements(fields: Mapping[str, object]) -> str:
    return "".join(
        f"<{name}>{_inner(value)}</{name}>"
        for name, values in fields.items()
        for value in (values if isinstance(values, list) else [values])
    )


def _inner(value: object) -> str:
    return _elements(value) if isinstance(value, Mapping) else escape(str(value))
