"""Clients that behave as the two apps do: one key per intent, kept until the answer is definite, all on record."""

from __future__ import annotations

import asyncio
import hashlib
import time
import uuid
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Any

import httpx
import pyotp

from bench.drills.journal import Ack, Journal

API = "/api/v1"
TIMEOUT_SECONDS = 10.0
PATIENCE_SECONDS = 120.0
"""How long an intent is tried again before it stays unknown."""
AGAIN_SECONDS = 0.5


class Refused(Exception):
    """A definite no, with its stable code."""

    def __init__(self, status: int, code: str, details: dict[str, Any]) -> None:
        super().__init__(f"{status} {code}")
        self.status = status
        self.code = code
        self.details = details


class Unresolved(Exception):
    """No definite answer within the client's patience."""


@dataclass(frozen=True)
class Told:
    """Where a response tells of a row: ``at`` is the way through the body, e.g. ``items.0``; null there is no row.
    ``place`` is the way from the row to the id of the slot that was taken."""

    entity: str
    at: str = ""
    creates: bool = False
    place: str = ""

    def acks(self, body: dict[str, Any]) -> list[Ack]:
        """What the client may rely on from now on."""
        row = _at(body, self.at)
        if row is None:
            return []
        place = _at(row, self.place) if self.place else None
        return [Ack(self.entity, row["id"], row.get("state"), row.get("version"), self.creates, place)]


def _at(value: Any, way: str) -> Any:
    for part in way.split(".") if way else ():
        value = value[int(part)] if isinstance(value, list) else value[part]
    return value


@dataclass(frozen=True)
class Sent:
    """A success to be repeated after the storm: same key, same request."""

    client: Client
    key: str
    method: str
    path: str
    body: dict[str, Any]
    headers: dict[str, str]
    digest: str = field(repr=False)


def connections(base: str) -> httpx.AsyncClient:
    """What all clients share: connections, no cookies. A town has more people than a process has files."""
    jar = CookieJar(DefaultCookiePolicy(allowed_domains=[]))
    return httpx.AsyncClient(base_url=base + API, trust_env=False, timeout=TIMEOUT_SECONDS, cookies=jar)


class Client:
    """Somebody in front of a screen. ``headers`` say who they are once they are logged in."""

    def __init__(self, http: httpx.AsyncClient, name: str, journal: Journal) -> None:
        self.http = http
        self.name = name
        self.headers: dict[str, str] = {}
        self.sent: list[Sent] = []
        self._journal = journal

    async def get(self, path: str, **params: Any) -> Any:
        """Read something, again and again until there is an answer. Raises Refused, Unresolved."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            answer = await self.attempt("GET", path, params=params)
            if isinstance(answer, httpx.Response):
                return _body(answer)
            await asyncio.sleep(AGAIN_SECONDS)
        raise Unresolved(path)

    async def do(
        self,
        verb: str,
        path: str,
        body: dict[str, Any] | None = None,
        *,
        told: Sequence[Told] = (),
        method: str = "POST",
        headers: dict[str, str] | None = None,
        at_once: int = 1,
    ) -> dict[str, Any]:
        """Change something under one key until the answer is definite.

        Parameters:
            verb: the intent's name in the journal.
            told: which rows a success tells of.
            at_once: how often it is sent at the same time, as by a finger that taps twice.

        Raises:
            Refused: a definite no.
            Unresolved: no definite answer in two minutes.
        """
        key, given, extra = str(uuid.uuid4()), body or {}, headers or {}
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            self._journal.write("invoke", key, verb=verb, actor=self.name, request=[method, path, given])
            answer = await self._tap(at_once, method, path, json=given, headers=extra | {"Idempotency-Key": key})
            if isinstance(answer, httpx.Response):
                return self._definite(answer, Sent(self, key, method, path, given, extra, ""), verb, told)
            self._journal.write("info", key, verb=verb, reason=answer)
            await asyncio.sleep(AGAIN_SECONDS)
        raise Unresolved(verb)

    async def _tap(self, at_once: int, method: str, path: str, **options: Any) -> httpx.Response | str:
        """The first definite answer of several equal requests, successes first; all must agree after the storm."""
        answers = await asyncio.gather(*(self.attempt(method, path, **options) for _ in range(at_once)))
        definite = [answer for answer in answers if isinstance(answer, httpx.Response)]
        return min(definite, key=lambda answer: answer.status_code) if definite else answers[0]

    async def repeat(self, sent: Sent) -> bool:
        """Send a success once more; whether the answer was the same. Anything else is on record as another body."""
        answer = await self.attempt(
            sent.method, sent.path, json=sent.body, headers=sent.headers | {"Idempotency-Key": sent.key}
        )
        if isinstance(answer, str):
            return False
        digest = digest_of(answer)
        self._journal.write("ok", sent.key, status=answer.status_code, digest=digest)
        return digest == sent.digest

    async def attempt(
        self, method: str, path: str, headers: dict[str, str] | None = None, **options: Any
    ) -> httpx.Response | str:
        """A definite answer, or what came instead: a status or the name of an error."""
        try:
            answer = await self.http.request(method, path, headers=self.headers | (headers or {}), **options)
        except httpx.HTTPError as problem:
            return type(problem).__name__
        return answer if is_definite(answer) else str(answer.status_code)

    def _definite(self, answer: httpx.Response, sent: Sent, verb: str, told: Sequence[Told]) -> dict[str, Any]:
        if answer.status_code >= 400:
            self._journal.write("fail", sent.key, verb=verb, status=answer.status_code, code=_code(answer))
            raise _refused(answer)
        body: dict[str, Any] = answer.json() if answer.content else {}
        acks = [asdict(ack) for one in told for ack in one.acks(body)]
        digest = digest_of(answer)
        self._journal.write("ok", sent.key, verb=verb, status=answer.status_code, digest=digest, acks=acks)
        self.sent.append(Sent(self, sent.key, sent.method, sent.path, sent.body, sent.headers, digest))
        return body


def is_definite(answer: httpx.Response) -> bool:
    """5xx, "too many" and "still working on it" say nothing about what happened."""
    return answer.status_code < 500 and answer.status_code != 429 and _code(answer) != "in_progress"


def digest_of(answer: httpx.Response) -> str:
    """Hash of status and body: equal for a faithful replay."""
    return hashlib.sha256(f"{answer.status_code} ".encode() + answer.content).hexdigest()


def _code(answer: httpx.Response) -> str:
    return str(answer.json().get("code", "")) if answer.status_code >= 400 else ""


def _refused(answer: httpx.Response) -> Refused:
    body = answer.json()
    return Refused(answer.status_code, body["code"], body.get("details") or {})


def _body(answer: httpx.Response) -> Any:
    if answer.status_code >= 400:
        raise _refused(answer)
    return answer.json()


async def log_in_staff(client: Client, login: dict[str, Any]) -> None:
    """Password, then the code of the authenticator app; before the storm, so without retries."""
    client.headers["X-Yichuang"] = "console"
    await _step(client, "/staff/sessions", {"account": login["account"], "password": login["password"]})
    await _step(client, "/staff/sessions/totp", {"code": pyotp.TOTP(login["totp_secret"]).now()})


async def _step(client: Client, path: str, body: dict[str, Any]) -> None:
    answer = await client.http.post(path, json=body, headers=client.headers)
    answer.raise_for_status()
    client.headers["Cookie"] = "; ".join(f"{name}={text}" for name, text in answer.cookies.items() if text)


async def log_in_citizen(client: Client, wechat: str) -> None:
    """A code from (sandbox) WeChat for a token; when that fails, with another code. Raises Unresolved."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        if token := await _token(client, wechat):
            client.headers["Authorization"] = f"Bearer {token}"
            return
        await asyncio.sleep(AGAIN_SECONDS)
    raise Unresolved("log in")


async def _token(client: Client, wechat: str) -> str | None:
    issued = await client.attempt("POST", f"{wechat}/control/login-code", json={"name": client.name})
    if isinstance(issued, str):
        return None
    answer = await client.attempt("POST", "/sessions", json={"channel": "mp", "code": issued.json()["code"]})
    return str(answer.json()["token"]) if isinstance(answer, httpx.Response) and answer.status_code == 201 else None
