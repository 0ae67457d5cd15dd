"""The bot's encoder follows the content: trained in a process of its own, kept in the database, told to every node."""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import orjson

from backend.catalogue import live, sql
from backend.catalogue.models import BotModel
from backend.catalogue.service import ANNOUNCEMENT
from backend.database import announce, fetch_one, transactional
from bot.training import version_of
from faq.schema import Book


@dataclass(frozen=True)
class Trained:
    """What a training brought: its figures on the regression set, and the encoder when it may serve."""

    passed: bool
    figures: Mapping[str, Any]
    content: bytes | None


async def keep_trained(now: datetime, *, centre_id: int = 1) -> bool:
    """Train the encoder for what is published unless that was done before. Returns whether it was trained now.

    Citizens are answered by the old one meanwhile, and afterwards too when the new one does worse.
    """
    snapshot = await live.load(centre_id)
    if snapshot is None:
        return False
    version = version_of(snapshot.book)
    if await _is_known(version, centre_id):
        return False
    head = await fetch_one(sql.HEAD, [centre_id])
    serving = await fetch_one(sql.MODEL, [centre_id, head["model"]]) if head and head["model"] else None
    trained = await _trained(snapshot.book, serving["content"] if serving else None)
    await record(version, trained, now, centre_id=centre_id)
    return True


@transactional
async def record(version: str, trained: Trained, now: datetime, *, centre_id: int = 1) -> None:
    """Keep a training and tell every node; a second one of the same wordings is dropped."""
    if await _is_known(version, centre_id):
        return
    await BotModel.create(
        centre_id=centre_id,
        created_at=now,
        version=version,
        passed=trained.passed,
        figures=dict(trained.figures),
        content=trained.content if trained.passed else None,
    )
    await announce(ANNOUNCEMENT)


async def _is_known(version: str, centre_id: int) -> bool:
    return await BotModel.filter(centre_id=centre_id, version=version).exists()


async def _trained(book: Book, serving: bytes | None) -> Trained:
    """Run ``yichuang faq train`` on the book: half a minute of both cores must not stand in the way of other jobs."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        given, made = folder / "book.json", folder / "model.npz"
        given.write_bytes(orjson.dumps(book.model_dump(mode="json", by_alias=True, exclude={"version"})))
        command = ["--book", str(given), "--out", str(made), "--json"]
        if serving:
            (folder / "serving.npz").write_bytes(serving)
            command += ["--against", str(folder / "serving.npz")]
        figures = await _run(command, folder)
        return Trained(made.exists(), figures, made.read_bytes() if made.exists() else None)


async def _run(options: list[str], models: Path) -> dict[str, Any]:
    """The report of the command. Raises RuntimeError when it printed none: the job is then tried again."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "backend.cli", "faq", "train", "--for-parent", *options),
        stdin=asyncio.subprocess.PIPE,  # its end tells the training that nobody waits any more
        env={**os.environ, "YICHUANG_MODELS_DIR": str(models)},
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        assert process.stdout is not None
        output = await process.stdout.read()  # not communicate(): that would close the training's input at once
        await process.wait()
    except BaseException:  # the worker stops
        process.kill()
        raise
    if not output.strip():
        raise RuntimeError(f"training ended with {process.returncode} and no report")
    report: dict[str, Any] = orjson.loads(output)
    return report
