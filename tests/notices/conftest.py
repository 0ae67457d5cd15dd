"""A wording of the tests' own, so that they hold whatever the slices write."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

import pytest

from backend.notices import service
from backend.notices.states import Group
from backend.notices.templates import Template

Send = Callable[..., Awaitable[UUID | None]]

TEMPLATES = {
    "test.loud": Template(
        Group.CASE,
        "办件受理了",
        "受理号是{number}。7个工作日内办结。",
        "case",
        {"thing1": "{item}", "phrase2": "已受理", "thing3": "受理号{number}"},
    ),
    "test.quiet": Template(Group.ANNOUNCEMENT, "大厅通知", "明天{what}。"),
}


@pytest.fixture
def send(app: Any, clock: Any, monkeypatch: pytest.MonkeyPatch) -> Send:
    """Tell a person something: ``await send(person, key="1")``."""
    monkeypatch.setattr(service, "TEMPLATES", TEMPLATES)

    async def tell(person: Any, template: str = "test.loud", key: str = "1", **fields: str) -> UUID | None:
        citizen_id = UUID((await person.get("/api/v1/me")).json()["id"])
        given = {"number": "202611230001", "item": "首次申领居民身份证", "what": "不上班"} | fields
        link = "/pages/cases/detail?id=1"
        return await service.send(citizen_id, template, given, now=clock.now(), link=link, dedupe_key=key)

    return tell


@pytest.fixture
def allow() -> Callable[..., Awaitable[Any]]:
    """Let a person tap "allow" in WeChat's dialogue: ``await allow(person)``."""

    async def tap(person: Any, key: str = "case", result: str = "accept") -> Any:
        return await person.post("/api/v1/me/subscriptions", {"results": [{"key": key, "result": result}]})

    return tap
