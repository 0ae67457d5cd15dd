"""`drill restore`: a backup taken under load, restored elsewhere, holds every row acknowledged before it began."""

from __future__ import annotations

import asyncio
import json
import os
import random
import subprocess
import sys
import tarfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from backend.common.crypto import FieldCipher
from backend.common.keys import Key, KeyRing
from backend.database import vault
from bench.drills import journal, oracle, rows
from bench.drills.clients import connections
from bench.drills.demo import ROOT, Demo, running
from bench.drills.load import during
from bench.drills.papers import Papers
from bench.drills.town import Town

_TABLES = "SELECT count(*) FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
_PEOPLE = "SELECT name, id_number, phone FROM citizen WHERE name IS NOT NULL"


async def restore(seed: int, citizens: int, load_seconds: float, control: bool, folder: Path) -> dict[str, Any]:
    """Run the drill; returns its figures with ``broken``: the promises that did not hold."""
    (folder / "history").mkdir()
    began = time.monotonic()
    async with running(folder) as demo, connections(demo.base) as http:
        town = Town(demo, http, random.Random(seed), folder / "history")
        await town.move_in()
        taken = await _back_up_under_load(town, citizens, load_seconds, folder)
        figures = await (_control(demo, taken) if control else _compare(town, taken))
    return figures | {"seed": seed, "seconds": round(time.monotonic() - began)}


class Taken:
    """A backup: its file, and the instant before it began (Unix time)."""

    def __init__(self, file: Path, instant: float, during: int) -> None:
        self.file = file
        self.instant = instant
        self.during = during


async def _back_up_under_load(town: Town, citizens: int, load_seconds: float, folder: Path) -> Taken:
    found: list[Taken] = []

    async def event() -> None:
        await asyncio.sleep(load_seconds)
        instant = time.time()
        done = await _yichuang(town.demo, "backup", str(folder / "backups"), "--json")
        if done.returncode:
            raise RuntimeError(f"backup failed: {done.stderr}")
        later = [one for one in journal.read(folder / "history") if one.outcome == "ok" and one.at > instant]
        found.append(Taken(Path(json.loads(done.stdout)["file"]), instant, len(later)))

    await during(town, citizens, event)
    return found[0]


async def _compare(town: Town, taken: Taken) -> dict[str, Any]:
    """Restore with the right keys and look; try with wrong ones."""
    demo = town.demo
    url = await _database(demo, "restored")
    done = await _yichuang(demo, "restore", str(taken.file), "--into", url)
    if done.returncode:
        return {"broken": [f"the restore failed: {done.stderr[-500:]}"]}
    history = journal.before(journal.read(town.histories), taken.instant)
    verdict = oracle.losses(history, await rows.entities(url), rows.LATER)
    wanted = [who for who, at in town.declared if at < taken.instant]
    opened = await _opened(url, demo.secrets()["field_keys"], wanted)
    figures: dict[str, Any] = {
        "confirmed": verdict.confirmed,
        "lost": len(verdict.lost),
        "decrypted": opened,
        "people": len(wanted),
        "during_backup": taken.during,
        "wrong_key": await _refused(demo, taken.file, "wrong_key", KeyRing(Key.generate("demo")).dump()),
    }
    return figures | {"broken": _broken(figures)}


def _broken(figures: dict[str, Any]) -> list[str]:
    checks = {
        "lost": figures["lost"],
        "decrypted": figures["decrypted"] != figures["people"] or not figures["people"],
        "wrong_key": figures["wrong_key"] != "refused, nothing written",
        "no load during the backup": not figures["during_backup"],
        "nothing happened": not figures["confirmed"],
    }
    return [name for name, problem in checks.items() if problem]


async def _control(demo: Demo, taken: Taken) -> dict[str, Any]:
    """A byte of the dump is another one: the restore must refuse it, or the drill's refusal is worth nothing."""
    damaged = taken.file.with_name("damaged.tar")
    damaged.write_bytes(flipped(taken.file))
    outcome = await _refused(demo, damaged, "damaged", demo.secrets()["field_keys"])
    return {"damaged": outcome, "broken": ["damaged"] if outcome == "refused, nothing written" else []}


def flipped(file: Path) -> bytes:
    """A backup file with one bit in the middle of its dump changed."""
    with tarfile.open(file) as archive:
        member = archive.getmember("database.dump")
        place = member.offset_data + member.size // 2
    content = bytearray(file.read_bytes())
    content[place] ^= 1
    return bytes(content)


async def _refused(demo: Demo, file: Path, database: str, keys: str) -> str:
    """What a restore that must not happen did."""
    url = await _database(demo, database)
    done = await _yichuang(demo, "restore", str(file), "--into", url, keys=keys)
    written = await rows.value(url, _TABLES)
    if done.returncode == 0:
        return "not refused"
    return f"refused, but {written} tables written" if written else "refused, nothing written"


async def _database(demo: Demo, name: str) -> str:
    """A fresh database on the same server."""
    await rows.fetch(demo.server.url_of("postgres"), f'CREATE DATABASE "{name}"')
    return demo.server.url_of(name)


async def _opened(url: str, keys: str, wanted: Sequence[Papers]) -> int:
    """How many of these people are there in full, read with the key ring."""
    vault.use(FieldCipher(KeyRing.parse(keys)))
    there = {
        tuple(vault.open_text(row[name], f"citizen.{name}") for name in ("name", "id_number", "phone"))
        for row in await rows.fetch(url, _PEOPLE)
    }
    return sum((who.name, who.id_number, who.phone) in there for who in wanted)


async def _yichuang(demo: Demo, *arguments: str, keys: str | None = None) -> subprocess.CompletedProcess[str]:
    """The product's own command, as an operator runs it."""
    environment = os.environ | {
        "PYTHONPATH": str(ROOT),
        "DATABASE_URL": demo.url,
        "YICHUANG_DATA_DIR": str(demo.data),
        "YICHUANG_FIELD_KEYS": keys or demo.secrets()["field_keys"],
    }
    command = [sys.executable, "-m", "backend.cli", *arguments]

    def run() -> subprocess.CompletedProcess[str]:
        return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)

    return await asyncio.to_thread(run)
