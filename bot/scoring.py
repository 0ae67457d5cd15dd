"""How well each entry fits a question: a linear sum of explainable terms, the maximum over the entry's phrases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from bot.actions import action_match
from bot.entries import Entry, Phrase
from bot.index.catalogue import Catalogue
from bot.index.postings import Floats, Overlap
from bot.index.segment import Segment
from bot.settings import Settings, Weights
from bot.terms import Wording
from faq.schema import Facet, Service

_SMALLEST = 1e-6
_FEW = 4
_ANY_MATTER: frozenset[Facet] = frozenset({"条件", "流程", "材料", "费用", "时限"})


@dataclass(frozen=True, slots=True)
class Hit:
    """One phrase compared with the question. ``key`` is the phrase's matching key.

    ``coverage`` is the share of the question's rare words that the phrase has; ``anchor`` the share of the phrase's
    that the question has, less when they are few: "失业金" anywhere in a long story is an anchor, "证" is not.
    """

    entry: Entry
    phrase: Phrase
    key: str
    score: float
    terms: Mapping[str, float]
    coverage: float
    anchor: float


@dataclass(frozen=True, slots=True)
class Found:
    """One entry with its score and its best phrase."""

    entry: Entry
    score: float
    best: Hit
    terms: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Query:
    """What is searched for: the wording of a question, the actions and the facets that it names."""

    wording: Wording
    actions: tuple[str, ...]
    facets: tuple[Facet, ...]


def search(catalogue: Catalogue, query: Query, settings: Settings) -> tuple[Found, ...]:
    """The entries that a question may mean, best first; ties go by code, so the order never changes by chance."""
    by_code: dict[str, list[Hit]] = {}
    for segment, hidden in catalogue.segments():
        for hit in _hits(segment, query.wording, settings):
            if hit.entry.code not in hidden:
                by_code.setdefault(hit.entry.code, []).append(hit)
    found = [_entry_score(hits, query, settings.weights) for hits in by_code.values()]
    return tuple(sorted(found, key=lambda one: (-one.score, one.entry.code)))


def _hits(segment: Segment, wording: Wording, settings: Settings) -> Iterator[Hit]:
    """The most promising rows of a segment, each with all its terms."""
    grams, words = segment.overlaps(wording)
    terms = _row_terms(grams, words, settings.weights)
    quick = np.sum(list(terms.values()), axis=0)
    for row in _best_rows(quick, settings.candidates):
        ratio = settings.weights.ratio * fuzz.ratio(wording.key, segment.keys[row]) / 100
        explained = {name: float(values[row]) for name, values in terms.items()} | {"ratio": ratio}
        yield Hit(
            segment.entries[segment.owners[row]],
            segment.phrases[row],
            segment.keys[row],
            float(quick[row]) + ratio,
            explained,
            float(grams.shared[row]) / max(grams.query_mass, _SMALLEST),
            _anchor(grams, int(row), segment.grams.rarity.unseen),
        )


def _anchor(grams: Overlap, row: int, rarest: float) -> float:
    contained = float(grams.shared[row]) / max(float(grams.mass[row]), _SMALLEST)
    return contained * min(1.0, float(grams.shared[row]) / (_FEW * rarest))


def _row_terms(grams: Overlap, words: Overlap, weights: Weights) -> dict[str, Floats]:
    """The terms that need no look at the text itself, for all rows at once."""
    coverage = grams.shared / max(grams.query_mass, _SMALLEST)
    contained = grams.shared / np.maximum(grams.mass, _SMALLEST)
    by_words = words.shared / np.maximum(words.query_mass + words.mass - words.shared, _SMALLEST)
    ideal = max(float(grams.bm25.max(initial=0.0)), _SMALLEST)
    return {
        "coverage": weights.coverage * coverage,
        "contained": weights.contained * contained * np.sqrt(coverage),
        "words": weights.words * by_words,
        "bm25": weights.bm25 * grams.bm25 / ideal * coverage,
    }


def _best_rows(scores: Floats, count: int) -> NDArray[np.intp]:
    """Rows of the highest positive scores, in row order."""
    enough = len(scores) > count
    rows = np.sort(np.argpartition(-scores, count)[:count]) if enough else np.arange(len(scores))
    kept: NDArray[np.intp] = rows[scores[rows] > 0]
    return kept


def _entry_score(hits: list[Hit], query: Query, weights: Weights) -> Found:
    ranked = sorted(hits, key=lambda hit: (-hit.score, hit.key))
    best = ranked[0]
    extra = {
        "top_three": weights.top_three * _mean(hit.score for hit in ranked[:3]),
        "name": weights.name * max((hit.score for hit in hits if hit.phrase.role == "name"), default=0.0),
        "action": weights.action * action_match(query.actions, best.entry.actions),
        "service": weights.service * _serves(best.entry, query.facets),
    }
    return Found(best.entry, best.score + sum(extra.values()), best, {**best.terms, **extra})


def _serves(entry: Entry, facets: tuple[Facet, ...]) -> bool:
    """Is it a service of the centre for a facet that was asked for (预约, 寄递, 投诉 …)?"""
    return (
        isinstance(entry.content, Service)
        and not _ANY_MATTER.issuperset(facets)
        and bool(frozenset(facets) & frozenset(entry.content.facets))
    )


def _mean(values: Iterable[float]) -> float:
    listed = list(values)
    return sum(listed) / len(listed) if listed else 0.0
