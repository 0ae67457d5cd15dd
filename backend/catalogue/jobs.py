"""Work on the catalogue that no request waits for."""

from __future__ import annotations

import asyncio

from backend.catalogue import training
from backend.outbox import Job, schedule

_training = asyncio.Lock()


@schedule("catalogue.train_bot", "* * * * *")
async def train_bot(job: Job) -> None:
    """Train the bot when the wordings that are published are new to it. Not at start: a worker would keep everybody's
    jobs waiting for most of a minute."""
    if job.settings.train_bot and not _training.locked():
        async with _training:
            await training.keep_trained(job.now, centre_id=job.settings.centre_id)
