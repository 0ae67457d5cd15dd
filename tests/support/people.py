"""People, not roles: each is an HTTP client that is logged in and behaves like one of the two apps."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

import httpx
import pyotp

from backend.common.clock import Clock


class Person:
    """Someone in front of a screen. Mutations carry an Idempotency-Key, as both apps do."""

    def __init__(self, base: str, name: str, headers: dict[str, str] | None = None) -> None:
        self.name = name
        self.http = httpx.AsyncClient(base_url=base, headers=headers, trust_env=False, timeout=30, verify=False)

    async def get(self, path: str, **params: Any) -> httpx.Response:
        return await self.http.get(path, params={key: value for key, value in params.items() if value is not None})

    async def post(self, path: str, json: Any = None, *, key: str | None = None, **options: Any) -> httpx.Response:
        return await self._send("POST", path, json, key, options)

    async def put(self, path: str, json: Any = None, *, key: str | None = None, **options: Any) -> httpx.Response:
        return await self._send("PUT", path, json, key, options)

    async def delete(self, path: str, *, key: str | None = None, **options: Any) -> httpx.Response:
        return await self._send("DELETE", path, None, key, options)

    async def _send(
        self, method: str, path: str, json: Any, key: str | None, options: dict[str, Any]
    ) -> httpx.Response:
        headers = {"Idempotency-Key": key or str(uuid.uuid4())} | options.pop("headers", {})
        body = {} if json is None and method != "DELETE" else json
        return await self.http.request(method, path, json=body, headers=headers, **options)


@dataclass(frozen=True)
class Identity:
    """What a demo citizen's papers say; the id numbers' check digits hold."""

    name: str
    id_number: str
    phone: str


WANG = Identity("王小明", "110101199003070011", "13800000001")
LI = Identity("李秀英", "110101195405120028", "13800000002")
ZHANG = Identity("张伟", "110101198511020032", "13800000003")


async def log_in_citizen(base: str, wechat: str, name: str) -> Person:
    """Log somebody in as the mini program does: a code from (sandbox) WeChat, exchanged for a token."""
    async with httpx.AsyncClient(trust_env=False, verify=False) as http:
        code = (await http.post(f"{wechat}/control/login-code", json={"name": name})).json()["code"]
    person = Person(base, name)
    answer = await person.post("/api/v1/sessions", {"channel": "mp", "code": code})
    assert answer.status_code == 201, answer.text
    person.http.headers["Authorization"] = f"Bearer {answer.json()['token']}"
    return person


async def identify(person: Person, identity: Identity) -> None:
    """Let a citizen agree to the privacy notice and fill in the papers' facts."""
    notice = (await person.get("/api/v1/privacy-notice")).json()
    agreed = await person.put("/api/v1/me/consents/privacy", {"version": notice["version"]})
    assert agreed.status_code == 200, agreed.text
    facts = {"name": identity.name, "id_number": identity.id_number, "phone": identity.phone}
    answer = await person.put("/api/v1/me/identity", facts)
    assert answer.status_code == 200, answer.text


async def log_in_staff(base: str, login: dict[str, Any], clock: Clock) -> Person:
    """Log a staff member in with password and TOTP, as the console does."""
    person = Person(base, login["name"], {"X-Yichuang": "console"})
    first = await person.post("/api/v1/staff/sessions", {"account": login["account"], "password": login["password"]})
    assert first.status_code == 200, first.text
    code = pyotp.TOTP(login["totp_secret"]).at(clock.now())
    second = await person.post("/api/v1/staff/sessions/totp", {"code": code})
    assert second.status_code == 200, second.text
    return person
