"""Whether a newly trained encoder may serve: it must not do worse on the regression set than the one it replaces."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.encoder import Encoder
from bot.engine import Engine
from bot.evaluation import evaluate
from faq.schema import Book

TOLERANCE = 0.005
"""Half a point up or down is the luck of a seed, not a worse model."""
_JUDGED_BY = ("item_accuracy", "resolved")


@dataclass(frozen=True, slots=True)
class Verdict:
    """``figures`` are the new encoder's, ``before`` those of the one in service (of plain matching without one)."""

    passed: bool
    figures: Mapping[str, float]
    before: Mapping[str, float]


def judge(book: Book, new: Encoder, old: Encoder | None, lines: Iterable[Mapping[str, Any]]) -> Verdict:
    """Ask both the same questions. Without questions about the book's items every encoder passes."""
    known = {guide.code for guide in book.guides} | {service.code for service in book.services}
    asked = [line for line in lines if known.intersection(line.get("labels", ()))]
    after, before = _figures(book, new, asked), _figures(book, old, asked)
    passed = all(after[name] >= before[name] - TOLERANCE for name in _JUDGED_BY)
    return Verdict(passed, after, before)


def _figures(book: Book, encoder: Encoder | None, asked: list[Mapping[str, Any]]) -> dict[str, float]:
    summary = evaluate(Engine.build(book, encoder=encoder), asked)[1]
    return {name: summary[name] or 0.0 for name in _JUDGED_BY}
