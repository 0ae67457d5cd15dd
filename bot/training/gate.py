"""Whether a newly trained encoder may serve: it must not do worse on the regression set than the one it replaces."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import sqrt
from typing import Any

from bot.encoder import Encoder
from bot.engine import Engine
from bot.evaluation import evaluate
from faq.schema import Book

TOLERANCES = {"item_accuracy": 0.005, "resolved": 0.02}
"""How far each figure may fall: half a point is the luck of a seed, and who answers more surely offers less. Over few
questions a standard error of the figure is more than that, and luck as well."""


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
    passed = all(
        after[name] >= before[name] - max(least, _standard_error(before[name], len(asked)))
        for name, least in TOLERANCES.items()
    )
    return Verdict(passed, after, before)


def _standard_error(share: float, total: int) -> float:
    return sqrt(share * (1 - share) / total) if total else 0.0


def _figures(book: Book, encoder: Encoder | None, asked: list[Mapping[str, Any]]) -> dict[str, float]:
    summary = evaluate(Engine.build(book, encoder=encoder), asked)[1]
    return {name: summary[name] or 0.0 for name in TOLERANCES}
