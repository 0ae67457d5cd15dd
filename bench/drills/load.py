"""A town at work: desks serve and citizens come for as long as something else happens."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from bench.drills.desks import serve, windows
from bench.drills.town import Town
from bench.drills.walks import live


async def during(town: Town, citizens: int, event: Callable[[], Awaitable[None]]) -> None:
    """Keep ``citizens`` walking while ``event`` runs; afterwards everybody ends what they began."""
    async with asyncio.TaskGroup() as hall:
        for office, account, window in windows():
            hall.create_task(serve(town, office, account, window))
        try:
            await _walking(town, citizens, event)
        finally:
            town.shut = True


async def _walking(town: Town, citizens: int, event: Callable[[], Awaitable[None]]) -> None:
    async with asyncio.TaskGroup() as streets:
        for _ in range(citizens):
            streets.create_task(live(town))
        try:
            await event()
        finally:
            town.open = False
