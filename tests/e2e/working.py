"""The worker process, played by a task: queued jobs run while people look at their screens."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from tests.support.product import Product

PAUSE_SECONDS = 0.1


@asynccontextmanager
async def worker(app: Product) -> AsyncIterator[None]:
    """Run due jobs until the block ends; a job that fails fails the test."""
    task = asyncio.create_task(_run(app))
    try:
        yield
    finally:
        done = task.done()
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        assert not done


async def _run(app: Product) -> None:
    while True:
        await app.run_jobs()
        await asyncio.sleep(PAUSE_SECONDS)
