"""The one way to open a transaction.

A client that disconnects while Tortoise enters a transaction would leak the pool's connection for ever (decision 4b).
So each transaction runs in a task of its own, shielded from the request's cancellation: work that has begun is
finished and committed, and the idempotency key tells the client so when it asks again.
"""

from __future__ import annotations

import asyncio
import functools
from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from typing import ParamSpec, TypeVar

import asyncpg
from tortoise.transactions import in_transaction

T = TypeVar("T")
P = ParamSpec("P")

ATTEMPTS = 3
_RETRYABLE = (asyncpg.SerializationError, asyncpg.DeadlockDetectedError)
_inside: ContextVar[bool] = ContextVar("inside_transaction", default=False)
_running: set[asyncio.Task[object]] = set()


def inside() -> bool:
    """Whether the caller runs inside `transaction`."""
    return _inside.get()


async def transaction(work: Callable[[], Awaitable[T]]) -> T:
    """Run ``work`` in one transaction and return its result; a call inside another joins that one.

    ``work`` is run again (at most three times in all) when PostgreSQL reports a deadlock or a serialisation
    failure, so it must not act outside the database. A refusal or any other exception rolls everything back.
    """
    if _inside.get():
        return await work()
    task = asyncio.create_task(_attempts(work))
    _running.add(task)
    task.add_done_callback(_running.discard)
    return await asyncio.shield(task)


def transactional(verb: Callable[P, Awaitable[T]]) -> Callable[P, Awaitable[T]]:
    """Make a service verb one transaction."""

    @functools.wraps(verb)
    async def wrapped(*args: P.args, **kwargs: P.kwargs) -> T:
        return await transaction(lambda: verb(*args, **kwargs))

    return wrapped


async def drain() -> None:
    """Wait for transactions whose callers have gone; called before the pool is closed."""
    if _running:
        await asyncio.gather(*_running, return_exceptions=True)


async def _attempts(work: Callable[[], Awaitable[T]]) -> T:
    for attempt in range(1, ATTEMPTS):
        try:
            return await _once(work)
        except _RETRYABLE:
            await asyncio.sleep(0.02 * attempt)
    return await _once(work)


async def _once(work: Callable[[], Awaitable[T]]) -> T:
    async with in_transaction():
        token = _inside.set(True)
        try:
            return await work()
        finally:
            _inside.reset(token)
