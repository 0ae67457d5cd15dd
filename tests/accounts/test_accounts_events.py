"""The live stream and who may open it."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

from backend.database import transaction
from backend.web.live import tell

ROUTES = [
    ("GET", "/me"),
    ("PUT", "/me/identity"),
    ("PUT", "/me/phone"),
    ("PUT", "/me/settings"),
    ("PUT", "/me/consents/privacy"),
    ("DELETE", "/me/consents/privacy"),
    ("GET", "/me/addresses"),
    ("POST", "/me/addresses"),
    ("POST", "/me/events/tickets"),
    ("DELETE", "/sessions/current"),
    ("GET", "/me/notices"),
    ("POST", "/me/notices/read-all"),
    ("GET", "/me/subscriptions"),
    ("POST", "/me/subscriptions"),
]


async def test_citizens_routes_are_closed_to_others(anonymous: Any, clerk: Any) -> None:
    for person in (anonymous, clerk):
        for method, path in ROUTES:
            answer = await person.http.request(method, f"/api/v1{path}", json=None if method == "GET" else {})
            assert (answer.status_code, answer.json()["code"]) == (401, "not_logged_in"), path


async def _ticket(person: Any) -> str:
    return str((await person.post("/api/v1/me/events/tickets")).json()["ticket"])


async def _first_event(person: Any, ticket: str, ready: asyncio.Event) -> str:
    async with person.http.stream("GET", "/api/v1/me/events", params={"ticket": ticket}) as stream:
        assert stream.headers["content-type"] == "text/event-stream"
        async for line in stream.aiter_lines():
            ready.set()
            if line.startswith("event: ") and line not in ("event: ready", "event: reload"):
                return str(line)
    raise AssertionError("the stream ended")


async def test_a_citizen_hears_their_own_events_only(app: Any, citizen: Any, stranger: Any) -> None:
    mine, theirs = [(await person.get("/api/v1/me")).json()["id"] for person in (citizen, stranger)]
    ready = asyncio.Event()
    heard = asyncio.create_task(_first_event(app.anonymous(), await _ticket(citizen), ready))
    await asyncio.wait_for(ready.wait(), 5)
    for _ in range(50):
        await transaction(lambda: tell(f"citizen:{theirs}", "case", "1"))
        await transaction(lambda: tell(f"citizen:{mine}", "appointment", "2"))
        if heard.done():
            break
        await asyncio.sleep(0.1)
    assert await asyncio.wait_for(heard, 5) == "event: appointment"


async def test_a_ticket_is_worth_nothing_after_a_minute_or_after_log_out(app: Any, citizen: Any, clock: Any) -> None:
    late, left = await _ticket(citizen), await _ticket(citizen)
    anybody = app.anonymous()
    await citizen.delete("/api/v1/sessions/current")
    assert (await anybody.get("/api/v1/me/events", ticket=left)).status_code == 401
    clock.advance(timedelta(seconds=61))
    assert (await anybody.get("/api/v1/me/events", ticket=late)).status_code == 401
    assert (await anybody.get("/api/v1/me/events", ticket="made-up")).status_code == 401
    assert (await anybody.get("/api/v1/me/events")).status_code == 422


async def test_logging_out_closes_the_open_stream(app: Any, citizen: Any) -> None:
    ready, ticket = asyncio.Event(), await _ticket(citizen)

    async def watch() -> None:
        async with app.anonymous().http.stream("GET", "/api/v1/me/events", params={"ticket": ticket}) as stream:
            async for _ in stream.aiter_lines():
                ready.set()

    watching = asyncio.create_task(watch())
    await asyncio.wait_for(ready.wait(), 5)
    await citizen.delete("/api/v1/sessions/current")
    await asyncio.wait_for(watching, 5)
