"""A sweeper of its own process, for `drill sla-year` to kill: reads the simulated time from a file and sweeps.

With ``control`` the mark and what it does are two transactions: the guard that the drill must miss.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
from datetime import datetime
from pathlib import Path

import asyncpg

from backend import database
from backend.common.crypto import FieldCipher
from backend.common.keys import Key, KeyRing
from backend.consultations.clocks import sql, sweeping
from backend.consultations.clocks.models import SlaEvent
from backend.database import fetch, fetch_one, transaction, vault

PHONE = "000-88000001"
PAUSE = 0.02
READY = "ready-"
"""A file with this name and the process's id says that it sweeps."""

AWAY = (OSError, asyncpg.PostgresError, asyncpg.InterfaceError)


async def run(url: str, clock: Path, control: bool) -> None:
    """Sweep until killed."""
    await database.connect(url, pool_size=2)
    (clock.parent / f"{READY}{os.getpid()}").touch()
    while True:
        now = datetime.fromisoformat(clock.read_text())
        with contextlib.suppress(*AWAY):
            await (_unguarded(now) if control else sweeping.sweep(PHONE, now))
        await asyncio.sleep(PAUSE)


async def _unguarded(now: datetime) -> None:
    for row in await fetch(sql.DUE, [1, now, 50]):
        await transaction(lambda id_=row["id"]: _act(id_, now))
        await asyncio.sleep(PAUSE)
        await fetch_one(sql.FIRE, [row["id"], now])


async def _act(event_id: object, now: datetime) -> None:
    event = await SlaEvent.get(id=event_id)
    await sweeping.act(event, await sweeping.locked(event.consultation_id), PHONE, now)


def use_keys(ring: str) -> None:
    """The key ring of the drill's database."""
    vault.use(FieldCipher(KeyRing.parse(ring)))


def new_ring() -> str:
    """A key ring for one drill."""
    return KeyRing(Key.generate("drill")).dump()


if __name__ == "__main__":
    use_keys(sys.argv[3])
    asyncio.run(run(sys.argv[1], Path(sys.argv[2]), sys.argv[4:] == ["control"]))
