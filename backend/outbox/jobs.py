"""Enqueueing and handling jobs, over PgQueuer.

A job is enqueued in the business transaction: it exists when, and only when, that commits. A handler may run more
than once (a killed worker's job comes back after the heartbeat), so an effect that must happen once has a UNIQUE row
of its own.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import orjson
from pgqueuer import Queries
from tortoise.connection import get_connection

from backend.database.transaction import inside
from backend.settings import Settings

BACKOFF = tuple(timedelta(seconds=seconds) for seconds in (5, 30, 120, 600, 1800, 3600, 7200))
"""Waits before the attempts after the first; when they are used up the job is kept as failed for a person."""


@dataclass(frozen=True)
class Job:
    """One run of a job: its payload, the instant, the settings, and which attempt this is (1 = first)."""

    topic: str
    payload: Mapping[str, Any]
    now: datetime
    settings: Settings
    attempt: int


class TryLater(Exception):
    """The outside is away: run the job again. ``after`` overrides the back-off table."""

    def __init__(self, reason: str, after: timedelta | None = None) -> None:
        super().__init__(reason)
        self.after = after


class JobFailed(Exception):
    """Trying again would not help; the job is kept as failed."""


Handler = Callable[[Job], Awaitable[None]]


@dataclass(frozen=True)
class Schedule:
    """A handler on a cron expression (UTC); ``at_start``: a worker also runs it once when it starts."""

    cron: str
    handle: Handler
    at_start: bool


handlers: dict[str, Handler] = {}
schedules: dict[str, Schedule] = {}


def handler(topic: str) -> Callable[[Handler], Handler]:
    """Make a function the handler of a topic ("slice.verb")."""

    def register(function: Handler) -> Handler:
        if topic in handlers:
            raise ValueError(f"two handlers for {topic}")
        handlers[topic] = function
        return function

    return register


def schedule(topic: str, cron: str, *, at_start: bool = False) -> Callable[[Handler], Handler]:
    """Run a function on a cron expression (UTC), once in the whole fleet; ``at_start`` also when a worker starts."""

    def register(function: Handler) -> Handler:
        schedules[topic] = Schedule(cron, function, at_start)
        return function

    return register


async def enqueue(
    topic: str, payload: Mapping[str, Any], *, dedupe_key: str | None = None, after: timedelta | None = None
) -> None:
    """Add a job to the caller's transaction.

    Parameters:
        topic: as given to `handler`.
        payload: JSON values; ids, not data.
        dedupe_key: a second job with the same key is dropped while the first is waiting or running.
        after: earliest start from now.

    Raises:
        RuntimeError: called outside a transaction; the job could then exist without what it tells about.
    """
    if not inside():
        raise RuntimeError(f"enqueue({topic!r}) outside a transaction")
    connection: Any = get_connection("default")
    queries = Queries.from_asyncpg_connection(connection._connection)
    await queries.enqueue(topic, orjson.dumps(payload), execute_after=after, dedupe_key=dedupe_key, on_conflict="skip")


def wait_before(attempt: int) -> timedelta | None:
    """How long to wait after failed attempt number ``attempt``, or None when it was the last."""
    return BACKOFF[attempt - 1] if attempt <= len(BACKOFF) else None
