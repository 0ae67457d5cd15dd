"""What a contested sale needs: a durable PostgreSQL with the demo centre, some times with few seats, citizens."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil
from pathlib import Path

from backend.appointments import rules
from backend.catalogue import live
from backend.cli.demo.preparing import prepare
from backend.database import fetch, migrating
from backend.postgres.embedded import EmbeddedServer
from backend.runtime import Runtime, opened
from backend.settings import Settings
from bench.drills.crowd import Time
from bench.people import log_in_many
from bench.stage import environment_of

ROOM = 1.35
"""Seats for each confirmation that is wanted: the times everybody wants are sold out long before the others."""
SPARE = 1.6
"""Citizens for each confirmation: some find nothing, some forget, some cancel."""
_CHUNK = 5_000

_FEW_SEATS = """
UPDATE slot SET cap_online = $2::smallint WHERE id = ANY($1::uuid[]) RETURNING id
"""
_SOON = """
SELECT slot.id::text, pool.code FROM slot JOIN pool ON pool.id = slot.pool_id
WHERE slot.status = 'open' AND slot.starts_at > $1::timestamptz + interval '1 day' AND slot.day <= $2::date
ORDER BY md5(slot.id::text) LIMIT $3::int
"""


@dataclass(frozen=True)
class Ground:
    """A server with a prepared database, and what a node on it is told."""

    server: EmbeddedServer
    environment: Mapping[str, str]

    @property
    def settings(self) -> Settings:
        """The same as values."""
        own = {name[9:].lower(): value for name, value in self.environment.items() if name.startswith("YICHUANG_")}
        return Settings.model_validate(own)


async def demo_ground(folder: Path) -> Ground:
    """The demo centre in ``folder``."""
    server = EmbeddedServer(folder)
    ground = Ground(server, environment_of(folder, await asyncio.to_thread(server.ensure)))
    await migrating.migrate(server.url)
    async with opened(ground.settings) as runtime:
        await prepare(runtime)
    return ground


async def contested(ground: Ground, confirmed: int) -> tuple[list[Time], list[str]]:
    """Times with just enough seats for so many confirmations, and the tokens of more citizens than that."""
    async with opened(ground.settings) as runtime:
        times = await _times(runtime, count=min(240, max(20, confirmed // 40)))
        await fetch(_FEW_SEATS, [[time.slot for time in times], ceil(confirmed * ROOM / len(times))])
        wanted, tokens = ceil(confirmed * SPARE) + 50, list[str]()
        while len(tokens) < wanted:
            tokens += await log_in_many(min(_CHUNK, wanted - len(tokens)), runtime.clock.now())
        return times, tokens


async def _times(runtime: Runtime, count: int) -> list[Time]:
    settings, now = runtime.settings, runtime.clock.now()
    last = rules.last_open_day(now, settings.booking_days, settings.booking_release_hour)
    items = _short_items()
    found = [row for row in await fetch(_SOON, [now, last, 1_000]) if row["code"] in items]
    return [Time(row["id"], items[row["code"]]) for row in found[:count]]


def _short_items() -> Mapping[str, str]:
    """An item of each department that one slot is long enough for."""
    short = (one for one in live.current().book.guides if one.bookable and one.minutes <= rules.SLOT_MINUTES)
    return {guide.department: guide.code for guide in short}
