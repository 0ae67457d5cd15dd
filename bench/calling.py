"""How long 下一位 takes while twenty windows serve."""

from __future__ import annotations

import asyncio
import contextlib
import random
import time
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import httpx

from backend.catalogue import live
from backend.common.crypto import hash_token
from backend.common.errors import Refusal
from backend.common.ids import new_id, new_token
from backend.queue import service as queue
from backend.staff.access import COOKIE
from backend.staff.models import StaffMember, StaffSession
from backend.staff.roles import Role, permissions_of
from backend.web.access import Staff
from bench.stage import Stage
from bench.wire import Wire
from faq.schema import Window

WINDOWS = 20
CALLS = 12
"""Calls of each window."""


@dataclass(frozen=True)
class Calls:
    """Milliseconds that 下一位 took."""

    p50_ms: float
    p99_ms: float
    calls: int


@dataclass(frozen=True)
class _Desk:
    window: Window
    cookie: str


async def measure(stage: Stage, pause_seconds: float) -> Calls:
    """Every window calls, and calls the next one ``pause_seconds`` after nobody came, again and again."""
    now = stage.runtime.clock.now()
    desks = [await _opened(window, now) for window in live.current().book.windows[:WINDOWS]]
    async with httpx.AsyncClient(base_url=stage.base, transport=Wire([stage.base]), timeout=30) as http:
        took = await asyncio.gather(*(_call_all(http, desk, pause_seconds) for desk in desks))
    found = sorted(one for row in took for one in row)
    return Calls(_at(found, 0.5), _at(found, 0.99), len(found))


async def _opened(window: Window, now: datetime) -> _Desk:
    """A clerk at the window, with people waiting: twice those who will be called."""
    department, token = window.departments[0], new_token()
    account = f"bench-{uuid.uuid4().hex[:12]}"
    member = await StaffMember.create(
        created_at=now,
        account=account,
        name="测试员",
        number=account[-8:],
        role=Role.CLERK,
        department=department,
        windows=[window.code],
        password_hash="none",
        must_change_password=False,
    )
    session = await StaffSession.create(
        created_at=now,
        member_id=member.id,
        token_hash=hash_token(token),
        verified_at=now,
        expires_at=now + timedelta(hours=1),
        last_seen_at=now,
    )
    clerk = Staff(
        member.id, session.id, member.name, member.number, Role.CLERK, department, (), permissions_of(Role.CLERK)
    )
    with contextlib.suppress(Refusal):
        await queue.close_window(window.code, clerk, now)
    await queue.open_window(window.code, clerk, now)
    item = next(guide.code for guide in live.current().book.guides if guide.department == department)
    for _ in range(CALLS * 2):
        await queue.issue_walk_in(item, None, None, now, actor="bench")
    return _Desk(window, f"{COOKIE}={token}")


async def _call_all(http: httpx.AsyncClient, desk: _Desk, pause_seconds: float) -> list[float]:
    took = []
    for _ in range(CALLS):
        await asyncio.sleep(pause_seconds * random.uniform(0.5, 1.5))
        began = time.perf_counter()
        called = (await _post(http, desk, f"/windows/{desk.window.code}/call-next", {}))["ticket"]
        took.append((time.perf_counter() - began) * 1e3)
        await _post(http, desk, f"/tickets/{called['id']}/pass", {"version": called["version"]})
    return took


async def _post(http: httpx.AsyncClient, desk: _Desk, path: str, body: dict[str, Any]) -> dict[str, Any]:
    headers = {"Cookie": desk.cookie, "X-Yichuang": "console", "Idempotency-Key": str(new_id())}
    answer = await http.post(f"/api/v1/staff{path}", json=body, headers=headers)
    answer.raise_for_status()
    found: dict[str, Any] = answer.json()
    return found


def _at(ordered: list[float], share: float) -> float:
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]
