"""Work done once for all who ask at the same time. Nobody is answered by work that began before they asked, so an
answer is never older than the question."""

from __future__ import annotations

import asyncio
import contextlib
from collections import deque
from collections.abc import Awaitable, Callable, Hashable, Mapping, Sequence
from contextvars import Context
from typing import Any, Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Rounds(Generic[K, V]):
    """Answers questions in rounds: what is asked while a round is under way belongs to the next one.

    Alone, a question waits for nobody; under load a round answers many for the price of one trip to the database.

    Parameters:
        work: answers the questions of one round; a question without an answer gets None.
        most: questions of one round.
        at_once: rounds that may be under way together.
    """

    def __init__(
        self, work: Callable[[Sequence[K]], Awaitable[Mapping[K, V]]], *, most: int = 128, at_once: int = 1
    ) -> None:
        self._work = work
        self._most = most
        self._at_once = at_once
        self._waiting: deque[tuple[K, asyncio.Future[V | None]]] = deque()
        self._under_way: set[asyncio.Task[None]] = set()

    async def ask(self, key: K) -> V | None:
        """The answer; raises what the round's work raised."""
        answer: asyncio.Future[V | None] = asyncio.get_running_loop().create_future()
        self._waiting.append((key, answer))
        self._begin()
        return await answer

    def _begin(self) -> None:
        """A round knows nothing of the request that set it off: neither its log lines nor its transaction."""
        if self._waiting and len(self._under_way) < self._at_once:
            task = asyncio.create_task(self._round(), context=Context())
            self._under_way.add(task)
            task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._under_way.discard(task)
        if not task.cancelled():
            self._begin()

    async def _round(self) -> None:
        """Takes its questions when it runs, not when it is made: by then everybody of this moment has asked."""
        mine = [self._waiting.popleft() for _ in range(min(self._most, len(self._waiting)))]
        try:
            answers = await self._work([key for key, _ in mine])
        except Exception as problem:
            for _, answer in _still_there(mine):
                answer.set_exception(problem)
        else:
            for key, answer in _still_there(mine):
                answer.set_result(answers.get(key))


def _still_there(asked: Sequence[tuple[K, asyncio.Future[V]]]) -> list[tuple[K, asyncio.Future[V]]]:
    """Those who have not gone meanwhile."""
    return [(key, answer) for key, answer in asked if not answer.done()]


class Shared(Generic[K, V]):
    """One piece of work for everybody who asks for the same thing before it has begun."""

    def __init__(self) -> None:
        self._next: dict[K, asyncio.Task[V]] = {}
        self._now: dict[K, asyncio.Task[Any]] = {}

    async def get(self, key: K, work: Callable[[], Awaitable[V]]) -> V:
        """The result of ``work``, or of the equal work of somebody who asked in the same moment; raises as it does."""
        task = self._next.get(key)
        if task is None:
            task = self._next[key] = asyncio.create_task(self._run(key, work, self._now.get(key)))
        return await asyncio.shield(task)

    async def _run(self, key: K, work: Callable[[], Awaitable[V]], before: asyncio.Task[Any] | None) -> V:
        if before is not None:
            await asyncio.wait([before])
        task = self._now[key] = self._next.pop(key)
        try:
            return await work()
        finally:
            if self._now.get(key) is task:
                del self._now[key]
            task.add_done_callback(_seen)


def _seen(task: asyncio.Task[Any]) -> None:
    """Everybody may have gone before it failed; that is no reason for a warning."""
    with contextlib.suppress(asyncio.CancelledError):
        task.exception()
