"""`drill booking`: everybody wants the same times while web nodes, backends and the postmaster are killed."""

from __future__ import annotations

import asyncio
import random
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.drills import aftermath, cluster, journal, oracle, rows, seats
from bench.drills.clients import Sent
from bench.drills.cluster import Cluster
from bench.drills.crowd import Crowd, balanced
from bench.drills.ground import Ground, contested, demo_ground
from bench.drills.nemesis import plan
from bench.drills.storm import FORGET_COMMITS

FIGURES = ("confirmed", "lost", "oversold", "duplicates", "unknown", "kills", "seed")
"""What the last line tells; the line before it tells everything."""
REPEATED = 500
"""Successes that are sent once more after the storm."""

_NO_GUARD = (
    "ALTER TABLE slot DROP CONSTRAINT slot_seats",
    "DROP INDEX appointment_one_hold, appointment_item_once_a_day",
    *FORGET_COMMITS,
)
"""The control: no CHECK, no unique index, commits that are not on the disk; the nodes sell without looking."""


@dataclass(frozen=True)
class Options:
    """``confirmed``: how many bookings to get confirmed; ``citizens``: how many come at once."""

    confirmed: int = 5_000
    kills: int = 20
    seed: int = 1
    citizens: int = 32
    nodes: int = 2
    control: bool = False


async def booking(options: Options, folder: Path) -> dict[str, Any]:
    """Run the drill on a demo centre of its own; returns its figures."""
    ground = await demo_ground(folder)
    try:
        return await contest(options, ground, folder)
    finally:
        await asyncio.to_thread(ground.server.stop)


async def contest(options: Options, ground: Ground, folder: Path) -> dict[str, Any]:
    """The sale, the kills and the judgement. ``broken`` names what did not hold.

    Raises:
        RuntimeError: fewer bookings than wanted were confirmed, so that nothing is proved.
    """
    began = time.monotonic()
    rng = random.Random(options.seed)
    times, tokens = await contested(ground, options.confirmed)
    for statement in _NO_GUARD if options.control else ():
        await rows.fetch(ground.server.url, statement)
    nodes = Cluster(ground.server, ground.environment, folder / "nodes.log", options.nodes, guarded=not options.control)
    async with cluster.running(nodes), balanced(nodes.bases) as http:
        crowd = Crowd(http, journal.Journal(folder, "history", synced=False), times, tokens, rng)
        ready = time.monotonic()
        kills = await _storm(options, crowd, nodes, rng)
        stormy = time.monotonic() - ready
        await nodes.until_ready()
        repeated = await _repeat(crowd, rng) if not options.control else (0, 0)
        figures = await _judge(folder, ground.server.url, repeated, options)
    figures |= {"kills": kills.total(), "seed": options.seed, "kinds": dict(kills), "refused": dict(crowd.refusals)}
    return figures | {"storm_seconds": round(stormy, 1), "seconds": round(time.monotonic() - began, 1)}


async def _storm(options: Options, crowd: Crowd, nodes: Cluster, rng: random.Random) -> Counter[str]:
    kinds = ("postmaster",) if options.control else cluster.KINDS
    victims = plan(options.kills, rng, kinds)
    async with asyncio.TaskGroup() as storm:
        storm.create_task(crowd.come(options.citizens, options.confirmed))
        storm.create_task(cluster.rage(nodes, victims, rng, lambda: crowd.confirmed / options.confirmed))
    return Counter(victims)


async def _repeat(crowd: Crowd, rng: random.Random) -> tuple[int, int]:
    everything = [sent for client in crowd.clients for sent in client.sent]
    some: Sequence[Sent] = rng.sample(everything, min(REPEATED, len(everything)))
    return await aftermath.repeat_all(some)


async def _judge(folder: Path, url: str, repeated: tuple[int, int], options: Options) -> dict[str, Any]:
    found = journal.read(folder)
    booked, slots = await seats.read(url)
    present = {"appointment": [oracle.Row(one.id, one.state, one.version) for one in booked]}
    verdict = oracle.judge(found, present, rows.LATER)
    lost = [*verdict.lost, *seats.changed_since(found, booked)]
    duplicates = [*verdict.duplicates, *seats.twice(booked), *verdict.other_bodies]
    wrong = seats.miscounted(slots)
    _say([*lost, *duplicates, *wrong])
    figures = {
        "confirmed": seats.confirmed(found),
        "lost": len({problem.split()[1] for problem in lost}),
        "oversold": seats.oversold(slots),
        "duplicates": len(duplicates),
        "unknown": verdict.unknown,
        "unresolved": verdict.unknown - verdict.resolved,
        "counters_wrong": len(wrong),
        "repeated": repeated[0],
        "answered_otherwise": repeated[1],
    }
    return figures | {"broken": _broken(figures, options)}


def _broken(figures: dict[str, Any], options: Options) -> list[str]:
    """Names of the promises that do not hold. Of the control both kinds of damage are asked for."""
    if options.control:
        return ["lost", "oversold"] if figures["lost"] and figures["oversold"] else []
    names = ("lost", "oversold", "duplicates", "unresolved", "counters_wrong", "answered_otherwise")
    few = ["too few confirmed"] if figures["confirmed"] < options.confirmed else []
    return [name for name in names if figures[name]] + few


def _say(problems: Sequence[str]) -> None:
    for problem in problems[:40]:
        print(f"! {problem}", file=sys.stderr)
