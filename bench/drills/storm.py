"""`drill walks`: web, jobs and PostgreSQL are killed during the four walks; nothing confirmed may be lost."""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.drills import aftermath, journal, oracle, rows
from bench.drills.clients import connections
from bench.drills.demo import Demo, running
from bench.drills.load import during
from bench.drills.nemesis import Nemesis, plan
from bench.drills.town import Town

ENOUGH_OF_EACH = 5
"""Kills of each kind a run with 15 or more must have done."""

FORGET_COMMITS = (
    "ALTER DATABASE yichuang SET synchronous_commit = off",
    "ALTER SYSTEM SET wal_writer_delay = '10s'",
    "CHECKPOINT",
    "SELECT pg_reload_conf()",
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'yichuang' AND pid <> pg_backend_pid()",
)
"""The control: commits are acknowledged before they are on the disk, as a careless administrator might set it."""


@dataclass(frozen=True)
class Options:
    """``minutes``: spread the kills over this time; None kills every few seconds."""

    kills: int = 20
    seed: int = 1
    minutes: float | None = None
    citizens: int = 12
    control: bool = False


async def walks(options: Options, folder: Path) -> dict[str, Any]:
    """Run the drill; returns its figures with ``broken``: the promises that did not hold."""
    began = time.monotonic()
    rng = random.Random(options.seed)
    (folder / "history").mkdir()
    async with running(folder) as demo, connections(demo.base) as http:
        if options.control:
            await _weaken(demo.url)
        town = Town(demo, http, rng, folder / "history", patience=60 if options.control else 240)
        await town.move_in()
        nemesis = await _storm(options, town, demo, rng)
        await demo.until_ready()
        figures = await _judge(town, folder, options.control)
    figures |= {"kills": dict(nemesis.kills), "seed": options.seed, "seconds": round(time.monotonic() - began)}
    few = [kind for kind, count in nemesis.kills.items() if options.kills >= 15 and count < ENOUGH_OF_EACH]
    figures["broken"] += [f"{kind} was killed too rarely" for kind in few if not options.control]
    return figures


async def _storm(options: Options, town: Town, demo: Demo, rng: random.Random) -> Nemesis:
    nemesis = Nemesis(demo, rng, options.minutes)
    victims = ["postgres"] * options.kills if options.control else plan(options.kills, rng)
    await during(town, options.citizens, lambda: nemesis.rage(victims))
    return nemesis


async def _weaken(url: str) -> None:
    for statement in FORGET_COMMITS:
        await rows.fetch(url, statement)


async def _judge(town: Town, folder: Path, control: bool) -> dict[str, Any]:
    """With the guard off only losses count: a key that was lost with its row would do its work again."""
    url = town.demo.url
    if control:
        return _figures(oracle.judge(journal.read(folder / "history"), await rows.entities(url), rows.LATER))
    left = await aftermath.jobs_end(url)
    repeated, differing = await aftermath.repeat_all([sent for client in town.everybody() for sent in client.sent])
    found, present = journal.read(folder / "history"), await rows.entities(url)
    figures = _figures(oracle.judge(found, present, rows.LATER))
    figures["unknown_as"] = dict(Counter(reason for one in found for reason in one.unknowns))
    sends = await rows.sends(url)
    messages = await aftermath.sent_messages(town.demo.wechat)
    figures |= {
        "repeated": repeated,
        "answered_otherwise": differing,
        "jobs_left": left,
        "counters_wrong": await rows.wrong_counters(url),
        "notices": await rows.notices(url, found),
        "messages": {"sent": messages, "open": sends["open"], "twice": max(0, messages - sends["tried"])},
        "unseen": len(hidden := await aftermath.unseen(town.citizens, present)),
        "parcels": _by_state(present["parcel"]),
    }
    _say(hidden)
    figures["broken"] += _broken(figures)
    return figures


def _figures(verdict: oracle.Verdict) -> dict[str, Any]:
    _say([*verdict.lost, *verdict.duplicates, *verdict.other_bodies])
    figures = {
        "confirmed": verdict.confirmed,
        "lost": len(verdict.lost),
        "duplicates": len(verdict.duplicates),
        "other_bodies": len(verdict.other_bodies),
        "unknown": verdict.unknown,
        "resolved": verdict.resolved,
    }
    return figures | {"broken": ["history"] if verdict.broken else []}


def _broken(figures: dict[str, Any]) -> list[str]:
    """Names of the promises beside the history that do not hold."""
    told = figures["notices"]
    checks = {
        "answered_otherwise": figures["answered_otherwise"],
        "jobs_left": figures["jobs_left"],
        "counters_wrong": figures["counters_wrong"],
        "notices": told["missing"] or told["extra"],
        "messages": figures["messages"]["open"] or figures["messages"]["twice"],
        "unseen": figures["unseen"],
        "500": figures["unknown_as"].get("500"),
        "nothing happened": not figures["confirmed"],
    }
    return [name for name, problem in checks.items() if problem]


def _by_state(parcels: list[oracle.Row]) -> dict[str, int]:
    states = [str(row.state) for row in parcels]
    return {state: states.count(state) for state in sorted(set(states))}


def _say(problems: list[str]) -> None:
    for problem in problems[:40]:
        print(f"! {problem}", file=sys.stderr)
