"""Laws to cite, found in the published guides."""

from __future__ import annotations

from collections.abc import Iterator

from backend.catalogue.snapshot import Snapshot
from backend.consultations.staff_schemas import FoundBasis
from faq.schema import Guide

FOUND = 20


def find(snapshot: Snapshot, words: str, item_code: str | None) -> list[FoundBasis]:
    """Laws whose name, 文号 or article holds the words, each once, those of the item first."""
    words = words.strip()
    guides = sorted(snapshot.book.guides, key=lambda guide: guide.code != item_code)
    found: dict[tuple[str, str | None, str | None], FoundBasis] = {}
    for guide in guides if words else guides[:1] if item_code in snapshot.guides else []:
        for law in _laws(guide, words):
            found.setdefault((law.law, law.doc_no, law.article), law)
    return list(found.values())[:FOUND]


def _laws(guide: Guide, words: str) -> Iterator[FoundBasis]:
    for law in guide.basis.items:
        if any(words in part for part in (law.law, law.doc_no or "", law.article or "")):
            yield FoundBasis(law=law.law, doc_no=law.doc_no, article=law.article, item_code=guide.code)
