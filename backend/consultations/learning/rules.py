"""What a learned question does to the content. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

import orjson

from backend.catalogue.publishing import content_of
from faq.loader import content_version
from faq.schema import Asks, Book, Guide, Question


@dataclass(frozen=True)
class Learned:
    """A question for one item, with an answer (a common question) or without (a way of asking)."""

    item_code: str
    question: str
    answer: str | None


def with_learned(book: Book, learned: Iterable[Learned]) -> Book:
    """The book with these questions; one that is there already, or whose item is gone, changes nothing."""
    guides = {guide.code: guide for guide in book.guides}
    asks = {row.code: row for row in book.asks}
    for one in learned:
        guide = guides.get(one.item_code)
        if guide is None:
            continue
        if one.answer is not None:
            guides[guide.code] = _with_question(guide, one.question, one.answer)
        else:
            asks[guide.code] = _with_ask(asks.get(guide.code, Asks(code=guide.code, asks=())), one.question)
    ordered = tuple(sorted(asks.values(), key=lambda row: row.code))
    changed = book.model_copy(update={"guides": tuple(guides.values()), "asks": ordered})
    return changed.model_copy(update={"version": content_version(changed)})


def facts_of(guide: Guide) -> str:
    """A hash of what a guide says, its common questions aside: they are learned, not law."""
    content = {name: value for name, value in content_of(guide).items() if name != "questions"}
    return hashlib.sha256(orjson.dumps(content, option=orjson.OPT_SORT_KEYS)).hexdigest()


def _with_question(guide: Guide, question: str, answer: str) -> Guide:
    kept = tuple(one for one in guide.questions if one.question != question)
    return guide.model_copy(update={"questions": (*kept, Question(question=question, answer=answer))})


def _with_ask(row: Asks, words: str) -> Asks:
    return row if words in row.asks else row.model_copy(update={"asks": (*row.asks, words)})
