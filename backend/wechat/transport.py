"""One HTTP call to WeChat's API: wechatpy's API classes above, httpx below.

wechatpy 1.8.18 is synchronous, retries without end, refreshes a token per thread, has no timeouts and asks for a
token even to log in. Its API methods only return what ``_request`` returns, so a coroutine there makes all of them
awaitable; tokens, retries and errors are ours.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import httpx
import orjson
from wechatpy.client import WeChatClient

from backend.common.clock import Clock
from backend.common.tls import tls_context
from backend.wechat.config import API_HOST, WeChatConfig
from backend.wechat.errors import TOKEN_CODES, WeChatError, WeChatUnreachable, error_for
from backend.wechat.tokens import StoredToken, TokenStore, stored

Answer = dict[str, Any] | bytes

# force_refresh has no effect twice in 30 seconds and works 20 times a day (getStableAccessToken).
_FORCE_APART = timedelta(seconds=30)


@dataclass(frozen=True)
class Timeouts:
    """Limits of one call in seconds; ``total`` covers waiting for a token and the one retry as well.

    The defaults let a log-in answer within 3 seconds even when WeChat hangs.
    """

    connect: float = 1.0
    read: float = 2.5
    total: float = 2.8


def http_client(timeouts: Timeouts) -> httpx.AsyncClient:
    """Return the HTTP client for WeChat: bounded in time and connections, follows no redirect.

    httpx writes each address to its log at INFO; ours carry secrets and tokens, so that log is silenced.
    """
    logging.getLogger("httpx").setLevel(logging.WARNING)
    limit = httpx.Timeout(timeouts.read, connect=timeouts.connect, pool=timeouts.total)
    pool = httpx.Limits(max_connections=20, max_keepalive_connections=10)
    return httpx.AsyncClient(timeout=limit, limits=pool, follow_redirects=False, trust_env=False, verify=tls_context())


class Transport(WeChatClient):  # type: ignore[misc]
    """wechatpy's client with an asynchronous ``_request``. Its ``get``, ``post`` and API classes give awaitables.

    Never use the few helpers of wechatpy that read the ``access_token`` property: they are synchronous.
    """

    def __init__(
        self, config: WeChatConfig, http: httpx.AsyncClient, clock: Clock, tokens: TokenStore, timeouts: Timeouts
    ) -> None:
        super().__init__(config.appid, config.secret, auto_retry=False)
        self._http.close()  # wechatpy's own session, never used
        self._httpx = http
        self._base = config.base_url.rstrip("/")
        self._clock = clock
        self._tokens = tokens
        self._total = timeouts.total
        self._refreshing = asyncio.Lock()
        self._forced_at: datetime | None = None

    async def _request(self, method: str, url_or_endpoint: str, **kwargs: Any) -> Any:
        """Make one call of an API method within the total time. Raises WeChatError."""
        url = self._address(url_or_endpoint, kwargs.pop("api_base_url", self.API_BASE_URL))
        processor = kwargs.pop("result_processor", None)
        try:
            async with asyncio.timeout(self._total):
                answer = await self._with_token(method, url, kwargs)
        except TimeoutError:
            raise WeChatUnreachable("no answer in time") from None
        return processor(answer) if processor else answer

    def _address(self, url: str, api_base: str) -> str:
        """wechatpy hard-codes WeChat's host in places; every address is moved to ours."""
        full = url if url.startswith(("http://", "https://")) else api_base + url
        if not full.startswith(API_HOST + "/"):
            raise ValueError("only WeChat's API is called")
        return self._base + full[len(API_HOST) :]

    async def _with_token(self, method: str, url: str, kwargs: Mapping[str, Any]) -> Answer:
        if url.startswith(f"{self._base}/sns/"):
            return await self._call(method, url, kwargs.get("params") or {}, kwargs.get("data"))
        token = await self._token(rejected="")
        try:
            return await self._send(method, url, kwargs, token)
        except WeChatError as error:
            if error.errcode not in TOKEN_CODES:
                raise
        return await self._send(method, url, kwargs, await self._token(rejected=token))

    async def _send(self, method: str, url: str, kwargs: Mapping[str, Any], token: str) -> Answer:
        params = {**(kwargs.get("params") or {}), "access_token": token}
        return await self._call(method, url, params, kwargs.get("data"))

    async def _token(self, rejected: str) -> str:
        """Return a usable token other than ``rejected``; however many wait, one of them fetches."""
        async with self._refreshing:
            kept = await self._tokens.get(self.appid)
            if kept and kept.value != rejected and kept.usable(self._clock.now()):
                return kept.value
            fetched = await self._fetch(force=False)
            if fetched.value == rejected and self._may_force():
                fetched = await self._fetch(force=True)
            await self._tokens.put(self.appid, fetched)
            return fetched.value

    def _may_force(self) -> bool:
        now = self._clock.now()
        if self._forced_at is not None and now - self._forced_at < _FORCE_APART:
            return False
        self._forced_at = now
        return True

    async def _fetch(self, force: bool) -> StoredToken:
        body = {
            "grant_type": "client_credential",
            "appid": self.appid,
            "secret": self.secret,
            "force_refresh": force,
        }
        asked_at = self._clock.now()
        answer = await self._call("post", f"{self._base}/cgi-bin/stable_token", {}, body)
        fields = answer if isinstance(answer, dict) else {}
        token, seconds = fields.get("access_token"), fields.get("expires_in")
        if not isinstance(token, str) or not token or not isinstance(seconds, int):
            raise WeChatUnreachable("token answer cannot be read")
        return stored(token, seconds, asked_at)

    async def _call(self, method: str, url: str, params: Mapping[str, Any], data: object) -> Answer:
        content = orjson.dumps(data) if data is not None else None
        try:
            response = await self._httpx.request(method.upper(), url, params=dict(params), content=content)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
            raise WeChatUnreachable(f"not sent: {type(error).__name__}", reached=False) from None
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            # "from None": the chained exception would carry the address with its secrets.
            raise WeChatUnreachable(f"broken call: {type(error).__name__}") from None
        return _read(response)


def _read(response: httpx.Response) -> Answer:
    """Return the answer: a picture as bytes, everything else as an object. Content-Type of JSON is not reliable."""
    if response.status_code != 200:
        raise WeChatUnreachable(f"HTTP {response.status_code}")
    if response.headers.get("content-type", "").startswith("image/"):
        return response.content
    try:
        answer = orjson.loads(response.content)
        errcode = int(answer.get("errcode") or 0)
    except (ValueError, TypeError, AttributeError):
        raise WeChatUnreachable("answer cannot be read") from None
    if errcode:
        raise error_for(errcode, str(answer.get("errmsg", "")))
    return dict(answer)
