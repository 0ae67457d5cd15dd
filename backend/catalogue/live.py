"""The snapshot of this process: loaded at start, renewed when something was published, read without waiting."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

import orjson
import structlog

from backend.catalogue import sql
from backend.catalogue.service import ANNOUNCEMENT
from backend.catalogue.snapshot import PublishedGuide, Snapshot, snapshot_of
from backend.catalogue.windows import change_of, with_changes
from backend.common.errors import Unavailable
from backend.database import fetch, fetch_one
from backend.staff import departments
from bot import Engine
from bot.encoder import Encoder
from bot.shelf import Shelf
from faq.loader import book_from_data

__all__ = ["NotPublished", "PublishedGuide", "Snapshot", "current", "keep_fresh", "load", "on_message", "use"]

POLL_SECONDS = 15
"""An announcement can be lost; the version is asked for this often anyway."""

KEPT = 4
"""Built snapshots kept in memory: switching back to one of the last contents costs nothing."""

log = structlog.get_logger()
_shelf: Shelf | None = None
_Key = tuple[str, int, str, str | None, int]
_built: dict[_Key, Snapshot] = {}
_wakers: set[asyncio.Event] = set()
_current: Snapshot | None = None


class NotPublished(Unavailable):
    """Nothing was ever published at this centre."""

    code = "not_published"
    message = "办事指南还没发布。请稍后再来。"


def use(shelf: Shelf) -> None:
    """Keep built engines there, for the next start and for the other processes of this machine."""
    global _shelf
    _shelf = shelf


def current() -> Snapshot:
    """What is in force, from memory. Raises NotPublished."""
    if _current is None:
        raise NotPublished()
    return _current


async def load(centre_id: int = 1) -> Snapshot | None:
    """Bring the process to the newest publication; None when there is none.

    One index look-up when nothing changed. A new index is built in a thread while readers keep the old one.
    """
    global _current
    head = await fetch_one(sql.HEAD, [centre_id])
    _current = None if head is None else await _snapshot(centre_id, head)
    if _current is not None:
        departments.use(_department_name)
    return _current


def on_message(message: dict[str, Any]) -> None:
    """Take notice of a live message; one about a publication wakes `keep_fresh`."""
    if message.items() >= ANNOUNCEMENT.items():
        for waker in _wakers:
            waker.set()


async def keep_fresh(centre_id: int = 1) -> None:
    """Reload at every announcement and every 15 s, until cancelled. While the database is away the old stays."""
    waker = asyncio.Event()
    _wakers.add(waker)
    try:
        while True:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(waker.wait(), POLL_SECONDS)
            waker.clear()
            await _try_load(centre_id)
    finally:
        _wakers.discard(waker)


async def _try_load(centre_id: int) -> None:
    try:
        await load(centre_id)
    except Exception as problem:  # whatever it is, citizens keep the content they have
        log.warning("catalogue_not_reloaded", problem=type(problem).__name__)


async def _snapshot(centre_id: int, head: Mapping[str, Any]) -> Snapshot:
    key = (head["book_version"], head["number"], head["guide_versions"], head["model"], head["windows"])
    if key not in _built:
        _built[key] = await _build(centre_id, head)
        while len(_built) > KEPT:
            del _built[next(iter(_built))]
    return _built[key]


async def _build(centre_id: int, head: Mapping[str, Any]) -> Snapshot:
    changes = [change_of(row) for row in await fetch(sql.WINDOW_CHANGES, [centre_id])]
    engine = await _engine(centre_id, head)
    here = replace(engine, book=with_changes(engine.book, changes))
    return snapshot_of(here, orjson.loads(head["guide_versions"]), head["number"])


async def _engine(centre_id: int, head: Mapping[str, Any]) -> Engine:
    """Kept from an earlier start; or what is served now with the few changes; or built, which takes seconds."""
    name = f"{head['book_version']} {head['model']}"
    kept = await asyncio.to_thread(_shelf.read, name) if _shelf else None
    if kept is not None:
        return kept
    frame = await fetch_one(sql.CONTENT, [centre_id, head["number"]])
    assert frame is not None, "publications are never deleted"
    guides = await fetch(sql.GUIDES, [centre_id, head["guide_versions"]])
    model = await fetch_one(sql.MODEL, [centre_id, head["model"]]) if head["model"] else None
    content = frame["content"], [row["content"] for row in guides], model["content"] if model else None
    return await asyncio.to_thread(_made, name, *content)


def _made(name: str, frame: str, guides: list[str], model: bytes | None) -> Engine:
    book = book_from_data(orjson.loads(frame) | {"guides": [orjson.loads(guide) for guide in guides]})
    encoder = Encoder.from_bytes(model) if model else None
    served = _current.engine if _current else None
    if served is not None and served.encoder_version == (encoder.version if encoder else None):
        changed = served.over(book)
        if changed is not None:
            return changed
    build = partial(Engine.build, book, encoder=encoder)
    return _shelf.engine(name, build) if _shelf else build()


def _department_name(code: str) -> str | None:
    known = current().departments
    return known[code].name if code in known else None
