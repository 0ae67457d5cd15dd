"""Server-sent events fed by LISTEN/NOTIFY: any node's commit reaches every open screen.

Messages carry ids, never data; a screen reloads the row it shows. A lost connection means a reload, so nothing
depends on a message arriving.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from typing import Any
from uuid import UUID

import orjson
from sanic import HTTPResponse, Request

from backend.database.notify import announce, announce_all

PING_SECONDS = 20
ENDED = "session.ended"
WAITING_MESSAGES = 100
"""A screen that does not read this many loses the oldest ones."""


async def tell(to: str, kind: str, row_id: UUID | str | None = None, **facts: str | None) -> None:
    """Tell the screens that follow ``to`` ("citizen:<id>", "staff", "display:<hall>") that a row changed; leaves
    with the commit."""
    await announce({"to": to, "kind": kind, "id": str(row_id) if row_id else None, **facts})


async def tell_all(rows: Iterable[tuple[str, UUID]], kind: str, **facts: str | None) -> None:
    """`tell` about many rows in one statement; each comes with whom it concerns."""
    await announce_all([{"to": to, "kind": kind, "id": str(row_id), **facts} for to, row_id in rows])


class Hub:
    """The open screens of this process."""

    def __init__(self) -> None:
        self._queues: dict[str, set[asyncio.Queue[dict[str, Any]]]] = defaultdict(set)
        self._watchers: list[Callable[[dict[str, Any]], None]] = []

    def receive(self, message: dict[str, Any]) -> None:
        """Hand a message to its screens and to watchers such as the index reloader."""
        for watcher in self._watchers:
            watcher(message)
        for queue in self._queues.get(str(message.get("to")), ()):
            _offer(queue, message)

    def watch(self, watcher: Callable[[dict[str, Any]], None]) -> None:
        """Call ``watcher`` with every message."""
        self._watchers.append(watcher)

    def everybody_reload(self) -> None:
        """After a lost connection to the database messages are missing: let every screen read anew."""
        for queues in self._queues.values():
            for queue in queues:
                _offer(queue, {"kind": "reload", "id": None})

    @property
    def open_screens(self) -> int:
        """How many screens are connected."""
        return len({id(queue) for queues in self._queues.values() for queue in queues})

    async def messages(self, topics: Iterable[str]) -> AsyncIterator[dict[str, Any] | None]:
        """Messages of these topics as they come; None every 20 s without one."""
        queue: asyncio.Queue[dict[str, Any]] = asyncio.Queue(WAITING_MESSAGES)
        topics = tuple(topics)
        for topic in topics:
            self._queues[topic].add(queue)
        try:
            while True:
                try:
                    yield await asyncio.wait_for(queue.get(), PING_SECONDS)
                except TimeoutError:
                    yield None
        finally:
            for topic in topics:
                self._queues[topic].discard(queue)


def _offer(queue: asyncio.Queue[dict[str, Any]], message: dict[str, Any]) -> None:
    if queue.full():
        queue.get_nowait()
    queue.put_nowait(message)


Render = Callable[[dict[str, Any]], Awaitable[tuple[str, Any]]]


async def as_sent(message: dict[str, Any]) -> tuple[str, Any]:
    """The default rendering: the message's kind is the event's name, its facts the data."""
    return str(message["kind"]), {name: value for name, value in message.items() if name != "to"}


async def end_streams(session_id: UUID) -> None:
    """Close the open streams of a log-in session that ends; leaves with the commit."""
    await tell(f"session:{session_id}", ENDED)


async def stream(
    request: Request, topics: Iterable[str], render: Render = as_sent, *, session_id: UUID | None = None
) -> HTTPResponse:
    """Answer with an event stream of these topics until the client goes away or the log-in session ends."""
    topics = [*topics, f"session:{session_id}"] if session_id else topics
    hub: Hub = request.app.ctx.hub
    response: HTTPResponse = await request.respond(
        content_type="text/event-stream", headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    )
    await response.send("retry: 2000\nevent: ready\ndata: {}\n\n")
    async for message in hub.messages(topics):
        if message is not None and message["kind"] == ENDED:
            break
        name, data = ("ping", {}) if message is None else await render(message)
        await response.send(f"event: {name}\ndata: {orjson.dumps(data, default=str).decode()}\n\n")
    return response
