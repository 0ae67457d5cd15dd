"""WeChat as the rest of the software sees it: five verbs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Protocol, Self

import httpx

from backend.common.clock import Clock
from backend.wechat.config import API_HOST, WeChatConfig
from backend.wechat.errors import CodeRefused, WeChatRefused, WeChatUnreachable
from backend.wechat.messages import SendResult, SubscribeMessage
from backend.wechat.tokens import MemoryTokens, TokenStore
from backend.wechat.transport import Answer, Timeouts, Transport, http_client

_SCENE = re.compile(r"[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]{1,32}")
_PAGE = re.compile(r"[^/?#][^?#]*")
_MAX_CODE = 128


@dataclass(frozen=True)
class LoginResult:
    """Who logged in. ``unionid`` is set only when the account is bound to an open platform."""

    openid: str
    unionid: str | None = None


class WeChat(Protocol):
    """The verbs. Every one may raise a :class:`backend.wechat.errors.WeChatError`."""

    async def login(self, code: str) -> LoginResult:
        """Return who logged in to the mini program with ``wx.login``'s code (code2Session)."""
        ...

    async def oauth_login(self, code: str) -> LoginResult:
        """Return who came back from the browser log-in with this code (公众号网页授权)."""
        ...

    async def phone_number(self, code: str) -> str:
        """Return the phone number behind the phone button's code, without country code 86."""
        ...

    async def send_subscribe_message(self, message: SubscribeMessage) -> SendResult:
        """Send one subscribe message. It has no idempotency key: after ``error.reached`` do not just repeat it."""
        ...

    async def qr_code(self, scene: str, page: str) -> bytes:
        """Return the picture (JPEG) of a mini program code; ``scene`` is a short random id, never personal data."""
        ...


class AsyncWeChat:
    """The real client. Talks to WeChat or to a sandbox: only the addresses in the settings differ.

    Parameters:
        http: for tests; by default a client of its own, closed by :meth:`close`.
    """

    def __init__(
        self,
        config: WeChatConfig,
        clock: Clock,
        *,
        tokens: TokenStore | None = None,
        timeouts: Timeouts | None = None,
        http: httpx.AsyncClient | None = None,
    ) -> None:
        limits = timeouts or Timeouts()
        self._config = config
        self._http = http or http_client(limits)
        self._api = Transport(config, self._http, clock, tokens or MemoryTokens(), limits)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def close(self) -> None:
        """Close the connections."""
        await self._http.aclose()

    async def login(self, code: str) -> LoginResult:
        answer = await self._api.wxa.code_to_session(_code(code))
        return _login_result(answer)

    async def oauth_login(self, code: str) -> LoginResult:
        params = {
            "appid": self._config.h5_appid,
            "secret": self._config.h5_secret,
            "code": _code(code),
            "grant_type": "authorization_code",
        }
        return _login_result(await self._api.get(f"{API_HOST}/sns/oauth2/access_token", params=params))

    async def phone_number(self, code: str) -> str:
        answer = await self._post("wxa/business/getuserphonenumber", {"code": _code(code)})
        info = _object(answer).get("phone_info")
        number = info.get("purePhoneNumber") if isinstance(info, dict) else None
        if not number:
            raise WeChatUnreachable("phone answer cannot be read")
        return str(number)

    async def send_subscribe_message(self, message: SubscribeMessage) -> SendResult:
        body: dict[str, Any] = {
            "touser": message.openid,
            "template_id": message.template_id,
            "miniprogram_state": message.state,
            "lang": "zh_CN",
            "data": {name: {"value": text} for name, text in message.data.items()},
        }
        if message.page:
            body["page"] = message.page
        answer = _object(await self._post("cgi-bin/message/subscribe/send", body))
        return SendResult(str(answer.get("msgid", "")))

    async def qr_code(self, scene: str, page: str) -> bytes:
        if _SCENE.fullmatch(scene) is None or _PAGE.fullmatch(page) is None:
            raise WeChatRefused("scene or page breaks WeChat's rule", reached=False)
        body = {"scene": scene, "page": page, "check_path": True, "env_version": "release", "width": 430}
        answer = await self._post("wxa/getwxacodeunlimit", body)
        if not isinstance(answer, bytes):
            raise WeChatUnreachable("picture expected")
        return answer

    async def _post(self, path: str, body: dict[str, Any]) -> Answer:
        answer: Answer = await self._api.post(f"{API_HOST}/{path}", data=body)
        return answer


def _code(code: str) -> str:
    """A code comes from the citizen's side: refuse nonsense before it costs a call."""
    if not code or len(code) > _MAX_CODE or not code.isprintable():
        raise CodeRefused("code is empty or too long", reached=False)
    return code


def _object(answer: Answer) -> dict[str, Any]:
    if not isinstance(answer, dict):
        raise WeChatUnreachable("object expected")
    return answer


def _login_result(answer: Answer) -> LoginResult:
    fields = _object(answer)
    openid = fields.get("openid")
    if not isinstance(openid, str) or not openid:
        raise WeChatUnreachable("log-in answer without openid")
    return LoginResult(openid, fields.get("unionid") or None)
