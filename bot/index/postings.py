"""Compressed postings (CSR) with precomputed BM25 impacts, as numpy arrays that never change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray

from bot.settings import Settings
from bot.terms import Terms

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Rarity:
    """IDF of the terms of a collection; a delta segment borrows that of its base, so that scores compare."""

    idf: Mapping[str, float]
    unseen: float

    @classmethod
    def of(cls, texts: Sequence[Iterable[str]]) -> Rarity:
        """Count the texts that hold each term."""
        counts = Counter(term for terms in texts for term in terms)
        total = len(texts)
        idf = {term: log(1 + (total - n + 0.5) / (n + 0.5)) for term, n in counts.items()}
        return cls(idf, log(1 + (total + 0.5) / 1.5))

    def __call__(self, term: str) -> float:
        return self.idf.get(term, self.unseen)


@dataclass(frozen=True, slots=True)
class Postings:
    """For each term the texts that hold it: ``rows[starts[t]:starts[t + 1]]`` with their impacts."""

    ids: Mapping[str, int]
    starts: NDArray[np.int64]
    rows: Ints
    impacts: Floats
    size: int
    rarity: Rarity

    @classmethod
    def build(cls, texts: Sequence[Terms], settings: Settings, rarity: Rarity | None = None) -> Postings:
        """From the weighted terms of each text, in row order."""
        rare = rarity or Rarity.of(texts)
        ids: dict[str, int] = {}
        terms = np.fromiter((ids.setdefault(term, len(ids)) for text in texts for term in text), dtype=np.int32)
        weights = np.fromiter((weight for text in texts for weight in text.values()), dtype=np.float32)
        rows = np.repeat(np.arange(len(texts), dtype=np.int32), [len(text) for text in texts])
        idf = np.array([rare(term) for term in ids], dtype=np.float32)
        impacts = _impacts(rows, weights, idf[terms] if len(terms) else weights, len(texts), settings)
        order = np.argsort(terms, kind="stable")
        counts = np.bincount(terms, minlength=len(ids))
        starts = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
        return cls(ids, starts, rows[order], impacts[order], len(texts), rare)

    def bm25(self, query: Terms) -> Floats:
        """The share (0..1, roughly) of the query's weight that each text holds, by BM25."""
        found = np.zeros(self.size, dtype=np.float32)
        mass = 0.0
        for term, weight in query.items():
            mass += weight * self.rarity(term)
            number = self.ids.get(term)
            if number is not None and weight > 0:
                span = slice(self.starts[number], self.starts[number + 1])
                found[self.rows[span]] += self.impacts[span] * np.float32(weight)
        return found / np.float32(max(mass, 1e-6))


def _impacts(rows: Ints, weights: Floats, idf: Floats, total: int, settings: Settings) -> Floats:
    """BM25 with a term frequency of one: questions repeat nothing. Length counts weighted terms."""
    length = np.bincount(rows, weights=weights, minlength=total)
    usual = length.mean() if total else 1.0
    damp = settings.k1 * (1 - settings.b + settings.b * length / max(usual, 1e-9))
    impact: Floats = (idf * weights * (settings.k1 + 1) / (weights + damp[rows] + 1e-9)).astype(np.float32)
    return impact
