"""`python3 dev.py bench booking`: what contested booking costs, against its goals."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from bench import calling, history, report
from bench.cases import hold, slots
from bench.load import Figures, Prepared, drive
from bench.server import HELLO
from bench.stage import Stage, staged

CONNECTIONS = 64
FEW, MANY = 1_000, 1_000_000
"""Past appointments."""
CASES = {"slots": slots.requests, "hold": hold.requests, "hold, one hot slot": hold.hot}
GOALS = {"slots": 0.40, "hold": 0.15, "hold, one hot slot": 0.06}


@dataclass(frozen=True)
class Found:
    """Everything that was measured. ``calls`` at a lively pace, ``rush`` without a pause."""

    lines: Sequence[report.Line]
    calls: calling.Calls
    rush: calling.Calls
    few: Figures | None
    many: Figures | None


async def measure(seconds: int, past: int) -> Found:
    """Drive the node; hello before, between and after. ``past``: 0 leaves the question of history out."""
    hellos: list[Figures] = []
    measured: dict[str, Figures] = {}
    async with staged() as stage:
        await _drive(stage, [Prepared("GET", HELLO)], 2)
        for name, prepare in CASES.items():
            hellos.append(await _drive(stage, [Prepared("GET", HELLO)], seconds))
            _say(name)
            measured[name] = await _drive(stage, await prepare(stage, seconds), seconds)
        hellos.append(await _drive(stage, [Prepared("GET", HELLO)], seconds))
        _say("next ticket")
        calls, rush = await calling.measure(stage, 1.0), await calling.measure(stage, 0.0)
        _say(f"  {calls}, {rush}")
        few = await _hold_after(stage, FEW, seconds) if past else None
        many = await _hold_after(stage, past - FEW, seconds) if past else None
    return Found(report.lines(measured, hellos), calls, rush, few, many)


async def _hold_after(stage: Stage, more: int, seconds: int) -> Figures:
    """Holds after so many more past appointments."""
    _say(f"hold after {more} more past appointments")
    await history.fill(more, stage.runtime.clock.now())
    return await _drive(stage, await hold.requests(stage, seconds), seconds)


async def _drive(stage: Stage, requests: Sequence[Prepared], seconds: int) -> Figures:
    def run() -> Figures:
        return drive(stage.base, stage.pid, requests, connections=CONNECTIONS, seconds=seconds)

    found = await asyncio.to_thread(run)
    _say(f"  {found.per_second:.0f} a second, {found.cpu_us:.0f} µs CPU")
    return found


def text(found: Found) -> str:
    """The table, the goals, and a line for each of the others."""
    goals = [
        f"{line.name}: {line.rate_ratio:.3f} × hello, goal {GOALS[line.name]:.2f},"
        f" {'kept' if line.rate_ratio >= GOALS[line.name] else 'missed'}"
        for line in found.lines
        if line.name in GOALS
    ]
    calls = [
        f"next ticket, {calling.WINDOWS} windows, {pace}: p50 {one.p50_ms:.0f} ms, p99 {one.p99_ms:.0f} ms"
        for pace, one in (("each calling every second", found.calls), ("without a pause", found.rush))
    ]
    return "\n".join([report.table(found.lines), "", *goals, *calls, *_history(found)])


def _history(found: Found) -> list[str]:
    if found.few is None or found.many is None:
        return []
    cost = found.few.per_second / found.many.per_second
    return [f"a hold with {MANY:,} past appointments costs {cost:.2f} × one with {FEW:,} (goal at most 1.20)"]


def _say(what: str) -> None:
    print(f"· {what}", file=sys.stderr, flush=True)
