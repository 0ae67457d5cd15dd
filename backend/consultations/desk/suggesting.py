"""Guides and common questions beside the composer, found by the bot's engine. Pure reads of the snapshot."""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz import fuzz

from backend.catalogue.snapshot import Snapshot
from backend.consultations.desk.schemas import Suggestion
from backend.consultations.staff_schemas import BasisText
from faq.schema import Guide

GUIDES, QUESTIONS = 4, 4
ALIKE = 55
"""From this likeness on (0 to 100) a common question is offered."""


def suggestions(snapshot: Snapshot, words: str, item_code: str | None) -> list[Suggestion]:
    """What may answer these words: the matter's own guide first, then what the engine finds, then common questions."""
    found = {one.code: one.score for one in snapshot.engine.search(words, 8) if one.code in snapshot.guides}
    scores = ({item_code: 1.0} if item_code in snapshot.guides else {}) | found
    guides = [snapshot.guides[code].guide for code in list(scores)[:GUIDES] if code]
    return [*(_guide(guide, scores[guide.code]) for guide in guides), *_questions(guides, words)]


def _guide(guide: Guide, score: float) -> Suggestion:
    return Suggestion(
        code=guide.code,
        title=guide.name,
        kind="guide",
        score=round(score, 3),
        insert="\n".join(guide.summary),
        basis=_laws(guide),
    )


def _questions(guides: list[Guide], words: str) -> list[Suggestion]:
    ranked = sorted(_alike(guides, words), key=lambda one: -one.score)
    return ranked[:QUESTIONS]


def _alike(guides: list[Guide], words: str) -> Iterator[Suggestion]:
    for guide in guides:
        for one in guide.questions:
            likeness = max(fuzz.partial_ratio(words, asked) for asked in (one.question, *one.asks))
            if likeness >= ALIKE:
                yield Suggestion(
                    code=guide.code,
                    title=one.question,
                    kind="question",
                    score=round(likeness / 100, 3),
                    insert=one.answer,
                    basis=_laws(guide),
                )


def _laws(guide: Guide) -> list[BasisText]:
    return [BasisText(law=law.law, doc_no=law.doc_no, article=law.article) for law in guide.basis.items]
