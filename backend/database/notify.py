"""LISTEN/NOTIFY: a message that leaves with the commit and reaches every node."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import asyncpg
import orjson
import structlog

from backend.database.connection import fetch
from backend.postgres.address import credentials

CHANNEL = "yichuang_live"
LONGEST = 7_500
"""PostgreSQL refuses payloads of 8,000 bytes."""

Receiver = Callable[[dict[str, Any]], None]
log = structlog.get_logger()


async def announce(message: Mapping[str, Any]) -> None:
    """Tell all nodes; inside a transaction the message leaves when it commits, and never if it does not.

    Carry ids, not data: receivers read the row themselves, so nothing personal is in the message.
    """
    await announce_all([message])


async def announce_all(messages: Sequence[Mapping[str, Any]]) -> None:
    """`announce` several messages in one statement."""
    payloads = [orjson.dumps(message).decode() for message in messages]
    if any(len(payload) > LONGEST for payload in payloads):
        raise ValueError("an announcement carries ids only")
    if payloads:
        await fetch("SELECT pg_notify($1::text, payload) FROM unnest($2::text[]) AS payload", [CHANNEL, payloads])


class Listener:
    """Keeps one direct connection that listens, reconnecting after a loss; ``receive`` gets each message.

    Messages during a loss are gone: ``on_reconnect`` lets receivers read anew.
    """

    def __init__(self, url: str, receive: Receiver, on_reconnect: Callable[[], None] = lambda: None) -> None:
        self._credentials = credentials(url)
        self._receive = receive
        self._on_reconnect = on_reconnect
        self.connected = asyncio.Event()

    async def run(self) -> None:
        """Listen until cancelled."""
        while True:
            try:
                await self._listen()
            except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, TimeoutError) as problem:
                log.warning("listener_lost", problem=type(problem).__name__)
            self.connected.clear()
            await asyncio.sleep(1)

    async def _listen(self) -> None:
        connection = await asyncpg.connect(**self._credentials, timeout=5)
        try:
            await connection.add_listener(CHANNEL, self._relay)
            self.connected.set()
            self._on_reconnect()
            while True:
                await asyncio.sleep(15)
                await connection.fetchval("SELECT 1", timeout=5)
        finally:
            await connection.close(timeout=2)

    def _relay(self, _connection: object, _pid: int, _channel: str, payload: object) -> None:
        self._receive(orjson.loads(str(payload)))
