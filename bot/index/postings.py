"""Compressed postings (CSR) with precomputed BM25 impacts, as numpy arrays that never change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import log
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.settings import Settings
from bot.terms import Terms

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]


class Overlap(NamedTuple):
    """How far each text meets a query. ``bm25`` sums impacts; ``shared`` is the IDF mass both have; ``mass`` the
    text's own; ``query_mass`` the query's, where a term the index has never seen weighs as the rarest does."""

    bm25: Floats
    shared: Floats
    mass: Floats
    query_mass: float


@dataclass(frozen=True, slots=True)
class Rarity:
    """IDF of the terms of a collection; a delta segment borrows that of its base, so that scores compare."""

    idf: Mapping[str, float]
    unseen: float

    @classmethod
    def of(cls, texts: Sequence[Terms]) -> Rarity:
        counts = Counter(term for terms in texts for term in terms)
        total = len(texts)
        idf = {term: log(1 + (total - n + 0.5) / (n + 0.5)) for term, n in counts.items()}
        return cls(idf, log(1 + (total + 0.5) / 1.5))

    def __call__(self, term: str) -> float:
        return self.idf.get(term, self.unseen)


@dataclass(frozen=True, slots=True)
class Postings:
    """For each term the texts that hold it: ``rows[starts[t]:starts[t + 1]]`` with their weights and impacts."""

    ids: Mapping[str, int]
    starts: Sequence[int]
    rows: Ints
    weights: Floats
    impacts: Floats
    mass: Floats
    rarity: Rarity
    unseen_pair: float

    @classmethod
    def build(cls, texts: Sequence[Terms], settings: Settings, rarity: Rarity | None = None) -> Postings:
        """From the weighted terms of each text, in row order."""
        rare = rarity or Rarity.of(texts)
        by_term: dict[str, list[tuple[int, float]]] = {}
        for row, terms in enumerate(texts):
            for term, weight in terms.items():
                by_term.setdefault(term, []).append((row, weight))
        flat = [pair for pairs in by_term.values() for pair in pairs]
        rows = np.array([row for row, _ in flat], dtype=np.int32)
        weights = np.array([weight for _, weight in flat], dtype=np.float32)
        idf = np.repeat(
            np.array([rare(term) for term in by_term], dtype=np.float32),
            [len(pairs) for pairs in by_term.values()],
        )
        return cls(
            ids={term: number for number, term in enumerate(by_term)},
            starts=[0, *accumulate(len(pairs) for pairs in by_term.values())],
            rows=rows,
            weights=weights,
            impacts=_impacts(rows, weights, idf, len(texts), settings),
            mass=np.bincount(rows, weights=weights * idf, minlength=len(texts)).astype(np.float32),
            rarity=rare,
            unseen_pair=settings.unseen_pair,
        )

    def overlap(self, query: Terms) -> Overlap:
        """Meet every text with the weighted terms of a query, term by term."""
        bm25, shared = np.zeros_like(self.mass), np.zeros_like(self.mass)
        query_mass = 0.0
        for term, weight in query.items():
            idf = self.rarity(term)
            number = self.ids.get(term)
            if number is None:
                query_mass += weight * idf * (self.unseen_pair if len(term) > 1 else 1.0)
                continue
            query_mass += weight * idf
            span = slice(self.starts[number], self.starts[number + 1])
            rows = self.rows[span]
            bm25[rows] += self.impacts[span] * np.float32(weight)
            shared[rows] += np.minimum(self.weights[span], np.float32(weight)) * np.float32(idf)
        return Overlap(bm25, shared, self.mass, query_mass)


def _impacts(rows: Ints, weights: Floats, idf: Floats, total: int, settings: Settings) -> Floats:
    """BM25 with a term frequency of one: questions repeat nothing. Length counts weighted terms."""
    length = np.bincount(rows, weights=weights, minlength=total)
    usual = length.mean() if total else 1.0
    damp = settings.k1 * (1 - settings.b + settings.b * length / max(usual, 1e-9))
    impact: Floats = (idf * weights * (settings.k1 + 1) / (weights + damp[rows])).astype(np.float32)
    return impact
