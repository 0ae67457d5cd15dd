"""After the storm: wait for the jobs, ask everything again, look through the citizens' own eyes."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping, Sequence
from typing import Any

import httpx

from bench.drills import rows
from bench.drills.clients import Client, Refused, Sent, Unresolved
from bench.drills.oracle import Row

JOBS_SECONDS = 150.0
"""A killed worker's jobs come back after its heartbeat ran out (30 s)."""
AT_ONCE = 12
LISTS = {"appointment": "/me/appointments", "case": "/me/cases", "consultation": "/me/consultations"}

_HURRY = """
UPDATE pgqueuer SET execute_after = now()
WHERE status = 'queued' AND attempts > 0 AND execute_after > now() RETURNING id
"""
"""Time passes: nobody waits out the back-off of jobs that failed while PostgreSQL was away."""
_WAITING = """
SELECT count(*) FROM pgqueuer WHERE status = 'picked' OR (status = 'queued' AND execute_after <= now())
"""


async def jobs_end(url: str) -> dict[str, int]:
    """Wait until no due job is left; returns what is left by status, jobs for a later day apart."""
    deadline = time.monotonic() + JOBS_SECONDS
    quiet = 0
    while time.monotonic() < deadline and quiet < 4:
        await rows.fetch(url, _HURRY)
        quiet = quiet + 1 if await rows.value(url, _WAITING) == 0 else 0
        await asyncio.sleep(1)
    left = await rows.jobs(url)
    left["queued"] = int(await rows.value(url, _WAITING))
    return {status: count for status, count in left.items() if count}


async def repeat_all(everything: Sequence[Sent]) -> tuple[int, int]:
    """Send each success once more under its key; returns how many, and how many were answered otherwise."""
    gate = asyncio.Semaphore(AT_ONCE)

    async def again(sent: Sent) -> bool:
        async with gate:
            return await sent.client.repeat(sent)

    same = await asyncio.gather(*(again(sent) for sent in everything))
    return len(same), same.count(False)


async def unseen(citizens: Sequence[Client], present: Mapping[str, Sequence[Row]]) -> list[str]:
    """What the database has and its owner is not shown, or is shown in another state."""
    gate = asyncio.Semaphore(AT_ONCE)

    async def look(client: Client) -> dict[str, dict[str, str]]:
        async with gate:
            return await _shown(client)

    views = await asyncio.gather(*(look(client) for client in citizens))
    shown = {entity: {key: state for view in views for key, state in view[entity].items()} for entity in LISTS}
    return [
        f"{entity} {row.id} is {row.state}, shown {shown[entity].get(row.id)}"
        for entity in LISTS
        for row in present[entity]
        if shown[entity].get(row.id) != row.state
    ]


async def _shown(client: Client) -> dict[str, dict[str, str]]:
    """State by id, as the citizen's own lists say; nothing for who never got logged in."""
    try:
        return {entity: await _list(client, path) for entity, path in LISTS.items()}
    except (Refused, Unresolved):
        return {entity: {} for entity in LISTS}


async def _list(client: Client, path: str) -> dict[str, str]:
    items: list[dict[str, Any]] = (await client.get(path, limit=100))["items"]
    return {item["id"]: item["state"] for item in items}


async def sent_messages(wechat: str) -> int:
    """How many subscribe messages WeChat's stand-in delivered."""
    async with httpx.AsyncClient(trust_env=False, timeout=30) as http:
        return len((await http.get(f"{wechat}/control/sent")).json())
