"""Is a question about anything of this centre? Its nearest item is always *some* item; this says whether to believe it.

A logistic model over how near the best entry of ours and the best stub lie, over how much of the question is made of
pairs of characters that the content uses, and over how much it sounds like a plea to a person. Fitted on the odd lines
of the project's own labelled questions (ours: ANSWER and CLARIFY; not ours: NONE and HANDOFF).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from math import exp

from bot.pleading import has_enough, plea_of
from bot.scoring import Found
from bot.settings import Weights
from bot.understanding import Reading, Understanding

_INTERCEPT = -5.98
_OURS = {"cosine": 3.36, "ratio": 3.16, "bm25": -2.61, "top_three": 15.45, "document": 5.19}
_ELSEWHERE = {"cosine": -2.61, "ratio": -1.9, "bm25": -4.42, "top_three": -2.59}
_KNOWN, _COMMON, _PLEA, _STUB_BEST = 3.36, 3.04, -1.3, -1.27
_LEAST_SHARED = 0.12
_OFTEN = 5
"""A pair of characters that stands in the content more often than this is a common one."""


def belonging(reading: Reading, understanding: Understanding) -> float:
    """The probability (0..1) that a question is ours. Where the model does not fit (no encoder, or too little
    content to know what is common): 1, unless next to nothing is shared."""
    if understanding.catalogue.encoder is None or not reading.found or not has_enough(understanding.reader.pinyin):
        return float(bool(reading.found) and reading.found[0].score >= _LEAST_SHARED)
    known, common = _familiar(reading.wording.text, understanding.reader.pinyin.pairs)
    weights = understanding.settings.weights
    logit = (
        _INTERCEPT
        + _nearness(next((one for one in reading.found if one.entry.kind != "stub"), None), _OURS, weights)
        + _nearness(next((one for one in reading.found if one.entry.kind == "stub"), None), _ELSEWHERE, weights)
        + _KNOWN * known
        + _COMMON * common
        + _PLEA * min(max(plea_of(reading.text, understanding.reader.pinyin).odds, -1.5), 2.0)
        + _STUB_BEST * (reading.found[0].entry.kind == "stub")
    )
    return 1 / (1 + exp(-logit))


def _nearness(found: Found | None, shares: Mapping[str, float], weights: Weights) -> float:
    """The share of each term, its weight in the score taken out again."""
    if found is None:
        return 0.0
    by_name = asdict(weights)
    return sum(share * found.terms.get(name, 0.0) / (by_name[name] or 1.0) for name, share in shares.items())


def _familiar(text: str, pairs: Mapping[str, int]) -> tuple[float, float]:
    """The shares of neighbouring characters that the content has at all, and that it has often."""
    counts = [pairs.get(text[at : at + 2], 0) for at in range(len(text) - 1)]
    total = max(1, len(counts))
    return sum(count > 0 for count in counts) / total, sum(count > _OFTEN for count in counts) / total
