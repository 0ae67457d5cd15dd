"""The verb of the catalogue: publish a book."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson

from backend import audit
from backend.catalogue import sql
from backend.catalogue.models import CatalogueVersion
from backend.catalogue.publishing import Known, Plan, content_of, frame_of, plan
from backend.common.errors import Stale
from backend.common.ids import new_id
from backend.database import announce, fetch, fetch_one, transactional
from faq.schema import Book

ANNOUNCEMENT = {"to": "nodes", "kind": "catalogue"}


@dataclass(frozen=True)
class PublishReport:
    """What a publication did, as item codes. ``number`` counts the centre's publications."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: tuple[str, ...]
    withdrawn: tuple[str, ...]
    number: int


@transactional
async def publish(book: Book, now: datetime, *, actor: str, centre_id: int = 1) -> PublishReport:
    """Put a book in force, all of it or nothing, and tell every node.

    A guide that did not change keeps its version; one that did gets the next; old versions stay readable. The same
    book again changes nothing.

    Parameters:
        book: content that `faq.checker` found no error in.
        now: the instant written into the rows.
        actor: who publishes, as in the audit trail (``system``, ``staff:<id>``).
    """
    await fetch(sql.LOCK, [centre_id])
    head = await fetch_one(sql.HEAD, [centre_id])
    steps = plan(book, await _known(centre_id))
    if head is not None and head["book_version"] == book.version:
        return _report(steps, head["number"])
    number = head["number"] + 1 if head else 1
    await _write_guides(book, steps, now, centre_id)
    await CatalogueVersion.create(
        centre_id=centre_id,
        created_at=now,
        number=number,
        book_version=book.version,
        guide_versions=dict(steps.versions),
        content=frame_of(book),
        actor=actor,
    )
    await audit.record(actor, "catalogue.publish", f"catalogue:{number}", now, centre_id=centre_id, book=book.version)
    await announce(ANNOUNCEMENT)
    return _report(steps, number)


@transactional
async def amend(seen: str, book: Book, now: datetime, *, actor: str, centre_id: int = 1) -> PublishReport:
    """Publish a book that was made from the one with version ``seen``.

    Raises:
        Stale: something else was published meanwhile; what it changed would be lost.
    """
    await fetch(sql.LOCK, [centre_id])
    head = await fetch_one(sql.HEAD, [centre_id])
    if head is None or head["book_version"] != seen:
        raise Stale()
    return await publish(book, now, actor=actor, centre_id=centre_id)


async def _known(centre_id: int) -> dict[str, Known]:
    return {row["code"]: _known_of(row) for row in await fetch(sql.NEWEST, [centre_id])}


def _known_of(row: Mapping[str, Any]) -> Known:
    return Known(row["version"], row["effective"], orjson.loads(row["content"]))


async def _write_guides(book: Book, steps: Plan, now: datetime, centre_id: int) -> None:
    """Take the old wordings out of force first: at most one may be in force per guide."""
    await fetch(sql.RETIRE, [centre_id, [*steps.changed, *steps.withdrawn]])
    revived = {code: steps.versions[code] for code in steps.revived}
    await fetch(sql.REVIVE, [centre_id, orjson.dumps(revived).decode()])
    written = set(steps.written)
    rows = [
        {"id": new_id(), "code": guide.code, "version": steps.versions[guide.code], "content": content_of(guide)}
        for guide in book.guides
        if guide.code in written
    ]
    await fetch(sql.WRITE, [orjson.dumps(rows).decode(), centre_id, now])


def _report(steps: Plan, number: int) -> PublishReport:
    return PublishReport(steps.added, steps.changed, steps.unchanged, steps.withdrawn, number)
