"""The process that runs jobs: `yichuang work`. Any number of them share the queue (SKIP LOCKED)."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import asyncpg
import orjson
import structlog
from pgqueuer import Job as QueuedJob
from pgqueuer import PgQueuer, RetryRequested
from pgqueuer.adapters.drivers.asyncpg import AsyncpgPoolDriver
from pgqueuer.models import Schedule

from backend.common.clock import Clock
from backend.outbox.jobs import Handler, Job, JobFailed, TryLater, handlers, schedules, wait_before
from backend.postgres.address import credentials, is_up
from backend.settings import Settings

HEARTBEAT = timedelta(seconds=30)
BATCH = 10
log = structlog.get_logger("jobs")


class Worker:
    """Runs every registered handler and schedule until told to stop."""

    def __init__(self, url: str, settings: Settings, clock: Clock) -> None:
        self._url = url
        self._settings = settings
        self._clock = clock
        self._queuer: PgQueuer | None = None
        self._stopping = False

    async def run(self) -> None:
        """Work until `stop` or cancellation. The pool must be open already (`database.connect`)."""
        async with asyncpg.create_pool(**credentials(self._url), min_size=2, max_size=6) as pool:
            self._queuer = PgQueuer(AsyncpgPoolDriver(pool))
            for topic, handle in handlers.items():
                self._queuer.entrypoint(topic, accepts_context=False, on_failure="hold")(self._runner(topic, handle))
            for topic, planned in schedules.items():
                self._queuer.schedule(topic, planned.cron)(self._scheduled(topic, planned.handle))
            await self._run_at_start()
            if self._stopping:
                return
            await self._queuer.run(dequeue_timeout=timedelta(seconds=2), batch_size=BATCH, heartbeat_timeout=HEARTBEAT)

    def stop(self) -> None:
        """Finish what runs and end; heard also while the worker is still starting."""
        self._stopping = True
        if self._queuer is not None:
            self._queuer.shutdown.set()

    def _runner(self, topic: str, handle: Handler) -> Callable[[QueuedJob], Awaitable[None]]:
        async def run(queued: QueuedJob) -> None:
            payload = orjson.loads(queued.payload or b"{}")
            await self.once(topic, handle, payload, queued.attempts + 1)

        return run

    def _scheduled(self, topic: str, handle: Handler) -> Callable[[Schedule], Awaitable[None]]:
        async def run(_schedule: Schedule) -> None:
            await self._run_planned(topic, handle)

        return run

    async def _run_at_start(self) -> None:
        """What a long stop may have left undone, e.g. days that were never opened for booking."""
        for topic, planned in schedules.items():
            if planned.at_start:
                await self._run_planned(topic, planned.handle)

    async def _run_planned(self, topic: str, handle: Handler) -> None:
        """A schedule that fails is logged and runs again at its next time."""
        try:
            await handle(self._job(topic, {}, 1))
        except Exception as problem:
            log.error("schedule_failed", topic=topic, problem=type(problem).__name__, exc_info=problem)

    async def once(self, topic: str, handle: Handler, payload: dict[str, Any], attempt: int) -> None:
        """Run one job; ask for a later run when the outside is away or something unexpected happened."""
        try:
            await handle(self._job(topic, payload, attempt))
        except JobFailed as problem:
            log.error("job_failed", topic=topic, problem=str(problem))
            raise
        except asyncio.CancelledError:
            raise
        except Exception as problem:
            wait = problem.after if isinstance(problem, TryLater) and problem.after else wait_before(attempt)
            log.warning("job_later", topic=topic, attempt=attempt, problem=f"{type(problem).__name__}: {problem}")
            if wait is None:
                raise
            await self._database_back()
            raise RetryRequested(delay=wait, reason=type(problem).__name__) from problem

    async def _database_back(self) -> None:
        """Wait for the database: PgQueuer gives a job up for good when it cannot write down the retry."""
        while not await is_up(self._url):  # noqa: ASYNC110 - nobody tells us when a server is back
            await asyncio.sleep(0.5)

    def _job(self, topic: str, payload: dict[str, Any], attempt: int) -> Job:
        return Job(topic, payload, self._clock.now(), self._settings, attempt)
