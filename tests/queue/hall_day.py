"""What happens at the desk, for the tests of the hall."""

from __future__ import annotations

from typing import Any

import httpx

from tests.support.people import Person

STEPS = {
    "start": "/api/v1/staff/tickets/{id}/start",
    "recall": "/api/v1/staff/tickets/{id}/recall",
    "pass": "/api/v1/staff/tickets/{id}/pass",
    "rejoin": "/api/v1/staff/tickets/{id}/rejoin",
    "finish": "/api/v1/staff/tickets/{id}/finish",
    "park": "/api/v1/staff/tickets/{id}/park",
    "resume": "/api/v1/staff/tickets/{id}/resume",
    "transfer": "/api/v1/staff/tickets/{id}/transfer",
    "add_item": "/api/v1/staff/tickets/{id}/items",
    "correct": "/api/v1/staff/tickets/{id}/correct-time",
    "leave": "/api/v1/staff/tickets/{id}/leave",
}


async def ok(answer: httpx.Response, status: int = 200) -> dict[str, Any]:
    assert answer.status_code == status, answer.text
    return dict(answer.json())


def refused(answer: httpx.Response, status: int, code: str) -> dict[str, Any]:
    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text
    return dict(answer.json()["details"])


async def walk_in(clerk: Person, item: str = "HZ01", **facts: str) -> dict[str, Any]:
    return await ok(await clerk.post("/api/v1/staff/tickets", {"item_code": item} | facts), 201)


async def check_in(clerk: Person, code: str, **options: bool) -> dict[str, Any]:
    return await ok(await clerk.post("/api/v1/staff/check-ins", {"code": code} | options), 201)


async def open_window(clerk: Person, code: str = "W01") -> dict[str, Any]:
    return await ok(await clerk.post(f"/api/v1/staff/windows/{code}/open"))


async def call_next(clerk: Person, code: str = "W01") -> dict[str, Any]:
    """The called ticket; fails when nobody waits."""
    called = await ok(await clerk.post(f"/api/v1/staff/windows/{code}/call-next"))
    assert called["ticket"] is not None
    return dict(called["ticket"])


async def step(clerk: Person, ticket: dict[str, Any], verb: str, **facts: str) -> dict[str, Any]:
    body = {"version": ticket["version"]} | facts
    return await ok(await clerk.post(STEPS[verb].format(id=ticket["id"]), body))


async def serve_next(clerk: Person, code: str = "W01") -> dict[str, Any]:
    """Call, serve and finish one person."""
    started = await step(clerk, await call_next(clerk, code), "start")
    return await step(clerk, started, "finish", outcome="办结")


async def window_queue(clerk: Person, code: str = "W01") -> dict[str, Any]:
    return await ok(await clerk.get(f"/api/v1/staff/windows/{code}/queue"))
