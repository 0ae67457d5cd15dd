"""Is a question about anything of this centre? Its nearest item is always *some* item; this says whether to believe it.

A logistic model over how near the best entry of ours, the best stub and the best talk lie, over how much of the
question is made of pairs of characters that the content uses, and over what kind of text it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from functools import lru_cache
from math import log

from bot.scoring import Found
from bot.settings import Weights
from bot.shares import BELONGING, chance
from bot.understanding import Reading, Understanding
from faq.schema import Service

_TERMS = ("cosine", "ratio", "bm25", "top_three", "centre", "document", "company")
_LEAST_SHARED = 0.12
_OFTEN = 5
"""A pair of characters that stands in the content more often than this is a common one."""


def belonging(reading: Reading, understanding: Understanding) -> float:
    """The probability (0..1) that a question is ours. Without an encoder the model does not fit: 1, unless next to
    nothing is shared."""
    if understanding.catalogue.encoder is None or not reading.found:
        return float(bool(reading.found) and reading.found[0].score >= _LEAST_SHARED)
    return chance(BELONGING, signs(reading, understanding))


def signs(reading: Reading, understanding: Understanding) -> dict[str, float]:
    """What tells whether a question is ours, by name."""
    ours = [one for one in reading.found if one.entry.kind != "stub"]
    stub = next((one for one in reading.found if one.entry.kind == "stub"), None)
    weights = understanding.settings.weights
    known, common = _familiar(reading.wording.text, understanding.reader.pinyin.pairs)
    return {
        **dict(_nearness("ours", ours[0] if ours else None, weights)),
        **dict(_nearness("stub", stub, weights)),
        **dict(_nearness("talk", reading.talk, weights)),
        "known": known,
        "common": common,
        "length": log(1 + len(reading.wording.text)),
        "facets": float(bool(reading.facets)),
        "lead": ours[0].score - ours[1].score if len(ours) > 1 else 0.0,
        "stub first": float(bool(reading.found) and reading.found[0] is stub),
        **_served(ours),
    }


def _served(ours: Sequence[Found]) -> dict[str, float]:
    """Is the best of ours a service of the centre, and the one for complaints?"""
    content = ours[0].entry.content if ours else None
    service = isinstance(content, Service)
    complaint = isinstance(content, Service) and "投诉" in content.facets
    return {"service": float(service), "complaint": float(complaint)}


def _nearness(whose: str, found: Found | None, weights: Weights) -> Iterator[tuple[str, float]]:
    """Each term of an entry with its weight in the score taken out again."""
    by_name = _by_name(weights)
    for name in _TERMS:
        yield f"{whose} {name}", found.terms.get(name, 0.0) / (by_name[name] or 1.0) if found else 0.0


@lru_cache(maxsize=8)
def _by_name(weights: Weights) -> dict[str, float]:
    """Weights by the names of their terms, worked out once: they are asked for in every turn."""
    return asdict(weights)


def _familiar(text: str, pairs: Mapping[str, int]) -> tuple[float, float]:
    """The shares of neighbouring characters that the content has at all, and that it has often."""
    counts = [pairs.get(text[at : at + 2], 0) for at in range(len(text) - 1)]
    total = max(1, len(counts))
    return sum(count > 0 for count in counts) / total, sum(count > _OFTEN for count in counts) / total
