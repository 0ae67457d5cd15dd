"""Kills processes with SIGKILL at random moments."""

from __future__ import annotations

import asyncio
import random
import sys
from collections import Counter
from collections.abc import Sequence

from bench.drills.demo import Demo, kill_tree

KINDS = ("web", "work", "postgres")
SHORTEST, LONGEST = 1.0, 5.0
"""Seconds between a process being there and its end, unless the drill says how long it lasts."""
GONE_SECONDS = 60.0
MERCY = 0.75
"""How often the product may serve again before the next kill; else the kill falls into the recovery."""
CALM_SECONDS = 8.0
"""Before the first kill, so that there is something to lose, and after the last, so that life goes on."""


def plan(kills: int, rng: random.Random, kinds: Sequence[str] = KINDS) -> list[str]:
    """Whom to kill, in shuffled rounds, so that every kind gets its share."""
    found: list[str] = []
    while len(found) < kills:
        found += rng.sample(kinds, len(kinds))
    return found[:kills]


class Nemesis:
    """Does it; ``kills`` counts by kind."""

    def __init__(self, demo: Demo, rng: random.Random, minutes: float | None = None) -> None:
        self._demo = demo
        self._rng = rng
        self._minutes = minutes
        self.kills: Counter[str] = Counter(dict.fromkeys(KINDS, 0))

    async def rage(self, victims: Sequence[str]) -> None:
        """Kill one after the other; a victim that is away is waited for. Raises RuntimeError when it stays away."""
        await asyncio.sleep(CALM_SECONDS)
        for kind in victims:
            if self._rng.random() < MERCY:
                await self._demo.until_ready()
            await asyncio.sleep(self._pause(len(victims)))
            kill_tree(await self._found(kind))
            self.kills[kind] += 1
            print(f"· {kind} killed ({self.kills.total()}/{len(victims)})", file=sys.stderr, flush=True)
        await asyncio.sleep(CALM_SECONDS)

    def _pause(self, count: int) -> float:
        if self._minutes is None:
            return self._rng.uniform(SHORTEST, LONGEST)
        return self._minutes * 60 / count * self._rng.uniform(0.5, 1.5)

    async def _found(self, kind: str) -> int:
        for _ in range(int(GONE_SECONDS * 10)):
            if pid := self._demo.pid(kind):
                return pid
            await asyncio.sleep(0.1)
        raise RuntimeError(f"{kind} was not started again within {GONE_SECONDS:.0f} s")
