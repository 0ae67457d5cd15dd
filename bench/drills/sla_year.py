"""`drill sla-year`: a simulated year of consultations while their sweepers are killed and the clock jumps.

Every timer that the reference says was reached must have done what it does exactly once: none lost, none twice.
``--control`` lets a sweeper act and mark in two steps: the drill must notice.
"""

from __future__ import annotations

import asyncio
import random
import subprocess
import sys
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import chinese_calendar

from backend import database
from backend.calendar import service as calendar
from backend.calendar.announcements import AnnouncedDay
from backend.common.clock import at_local
from backend.common.workcalendar import DayKind, DayRule
from backend.database import fetch, migrating
from backend.postgres.embedded import EmbeddedServer
from bench.drills import sla_town as town
from bench.drills.sla_reference import DAY, Almanac, reached
from bench.drills.sla_town import Matter
from bench.drills.sla_worker import READY, new_ring, use_keys

FIRST, DAYS = date(2026, 1, 1), 365
HOURS = ((540, 720), (810, 1020))
WORKERS = 2
VERBS = {50: "remind", 80: "warn", 100: "late"}
SETTLE_SECONDS = 120
SHOWN = 5
ANNOUNCED = 150 * DAY + 20 * 60
"""The minute at which three more days off become known."""

OFF = [FIRST + timedelta(days=160 + number) for number in range(3)]
_DUE = """
SELECT (SELECT count(*) FROM sla_event WHERE fired_at IS NULL AND cancelled_at IS NULL AND due_at <= $1::timestamptz)
     + (SELECT count(*) FROM consultation WHERE state IN ('routed', 'claimed', 'waiting')
        AND calendar_version <> (SELECT max(version) FROM calendar_version)) AS left
"""
_DONE = """
SELECT consultation_id AS id, verb, count(*) AS times FROM consultation_event
WHERE verb IN ('remind', 'warn', 'late') GROUP BY consultation_id, verb
"""
_TOLD = (
    "SELECT count(*) AS told, count(DISTINCT dedupe_key) AS events FROM notice WHERE template = 'consultations.late'"
)


@dataclass
class Sweepers:
    """The processes that fire timers, and how to kill them."""

    command: list[str]
    running: list[subprocess.Popen[bytes]] = field(default_factory=list)
    kills: int = 0

    def start(self) -> None:
        """Fill up to `WORKERS`."""
        while len(self.running) < WORKERS:
            self.running.append(subprocess.Popen(self.command))

    def kill(self, rng: random.Random) -> None:
        """Kill one as a power cut would, and start another."""
        victim = self.running.pop(rng.randrange(len(self.running)))
        victim.kill()
        victim.wait()
        self.kills += 1
        self.start()

    def stop(self) -> None:
        """End them all."""
        for one in self.running:
            one.kill()
            one.wait()


async def year(
    matters: int, kills: int, seed: int, control: bool, folder: Path, url: str | None = None
) -> dict[str, Any]:
    """Run the year and judge it. ``url``: an empty database to use; without it an embedded server of its own."""
    rng = random.Random(seed)
    async with _database(folder, url) as (address, ring):
        clock = folder / "now.txt"
        _tell(clock, 0)
        extra = ["control"] if control else []
        command = [sys.executable, "-m", "bench.drills.sla_worker", address, str(clock), ring, *extra]
        sweepers = Sweepers(command)
        sweepers.start()
        try:
            await _ready(folder)
            told = await _live(rng, matters, kills, clock, sweepers, control)
        finally:
            sweepers.stop()
        judged = await _judge(told)
    return {"matters": matters, "kills": sweepers.kills, "seed": seed, **judged}


@asynccontextmanager
async def _database(folder: Path, url: str | None) -> AsyncIterator[tuple[str, str]]:
    server = None if url else EmbeddedServer(folder, durable=False)
    address, ring = server.ensure() if server else str(url), new_ring()
    use_keys(ring)
    await migrating.migrate(address)
    await database.connect(address)
    try:
        await calendar.seed(1, _instant(0))
        yield address, ring
    finally:
        await database.close()
        if server is not None:
            server.stop()


async def _ready(folder: Path) -> None:
    """Wait until the first sweepers sweep: a year without them would prove nothing."""
    for _ in range(SETTLE_SECONDS * 20):
        if len(list(folder.glob(f"{READY}*"))) >= WORKERS:
            return
        await asyncio.sleep(0.05)
    raise TimeoutError("no sweeper came up")


async def _live(
    rng: random.Random, matters: int, kills: int, clock: Path, sweepers: Sweepers, control: bool
) -> list[Matter]:
    """Go through the year, action by action; time stands still in between for nobody."""
    snapshot, known = town.content(), dict[int, Matter]()
    planned = town.plan(rng, matters, DAYS)
    deaths = {rng.randrange(len(planned)) for _ in range(kills)}
    announced = False
    for place, (minute, number, what) in enumerate(planned):
        if not announced and minute >= ANNOUNCED:
            await _announce(clock, settle=not control)
            announced = True
        _tell(clock, minute)
        if what == "ask":
            known[number] = await town.asked(number, minute, _instant(minute))
        else:
            await town.act(what, known[number], minute, _instant(minute), snapshot, rng)
        if place in deaths:
            sweepers.kill(rng)
            _tell(clock, minute - rng.randrange(1, 2 * DAY))  # a clock that jumps back
            await asyncio.sleep(0.05)
    _tell(clock, (DAYS - 1) * DAY)
    await _settled((DAYS - 1) * DAY, patient=not control)
    return list(known.values())


async def _announce(clock: Path, *, settle: bool) -> None:
    """Days off that nobody knew of: what was reached by then is told first, then everything is counted anew."""
    _tell(clock, ANNOUNCED)
    await _settled(ANNOUNCED, patient=settle)
    days = [AnnouncedDay(day, DayRule(DayKind.HOLIDAY, name="临时放假")) for day in OFF]
    await calendar.import_announcement(days, centre_id=1, now=_instant(ANNOUNCED), source="操练")
    await _settled(ANNOUNCED, patient=settle)


async def _settled(minute: int, *, patient: bool) -> None:
    """Wait until nothing is due any more; a control need not wait long."""
    for _ in range(SETTLE_SECONDS * 5 if patient else 25):
        [found] = await fetch(_DUE, [_instant(minute)])
        if not found["left"]:
            return
        await asyncio.sleep(0.2)


async def _judge(matters: list[Matter]) -> dict[str, Any]:
    before, after = _almanac([]), _almanac(OFF)
    done = {(row["id"], row["verb"]): row["times"] for row in await fetch(_DONE)}
    wanted: Counter[tuple[Any, str]] = Counter()
    for matter in matters:
        for target in matter.targets:
            steps = [*target.steps, town.Step((DAYS - 1) * DAY, "stop")]
            levels = reached(before, after, ANNOUNCED, target.start, 2, steps)
            wanted.update((matter.id, VERBS[level]) for level in levels)
    lost = sum(max(count - done.get(key, 0), 0) for key, count in wanted.items())
    double = sum(max(times - wanted.get(key, 0), 0) for key, times in done.items())
    [told] = await fetch(_TOLD)
    twice = told["told"] - told["events"]
    wrong = [
        f"{matter} {verb}: {wanted[matter, verb]} expected, {done.get((matter, verb), 0)} done"
        for matter, verb in {*wanted, *done}
        if wanted[matter, verb] != done.get((matter, verb), 0)
    ]
    return {
        "expected": wanted.total(),
        "lost": lost,
        "double": double + twice,
        "broken": lost + double + twice,
        "shown": sorted(wrong)[:SHOWN],
    }


def _almanac(off: list[date]) -> Almanac:
    days = [FIRST + timedelta(days=number) for number in range(DAYS)]
    special = {day: HOURS if chinese_calendar.is_workday(day) and day not in off else () for day in days}
    return Almanac(FIRST, DAYS, HOURS, special)


def _tell(clock: Path, minute: int) -> None:
    """The time, put in place in one step: a reader never sees half of it."""
    fresh = clock.with_suffix(".new")
    fresh.write_text(_instant(max(minute, 0)).isoformat())
    fresh.replace(clock)


def _instant(minute: int) -> datetime:
    return at_local(FIRST + timedelta(days=minute // DAY), time(minute % DAY // 60, minute % 60))
