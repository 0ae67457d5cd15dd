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
_COMMON = 1 / 24
"""A term that at least this share of the texts hold is added to all texts in one sweep: faster than one by one."""
_FEW = 4096
"""With fewer texts than this a sweep saves nothing."""


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
    """For each term the texts that hold it: ``rows[starts[t]:starts[t + 1]]`` with their impacts. ``swept`` has the
    impacts of the commonest terms once more, on every text."""

    ids: Mapping[str, int]
    starts: NDArray[np.int64]
    rows: Ints
    impacts: Floats
    size: int
    rarity: Rarity
    swept: Mapping[int, Floats]

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
        rows, impacts = rows[order], impacts[order]
        return cls(ids, starts, rows, impacts, len(texts), rare, _swept(starts, rows, impacts, len(texts)))

    def bm25(self, query: Terms) -> Floats:
        """The share (0..1, roughly) of the query's weight that each text holds, by BM25."""
        mass = sum(weight * self.rarity(term) for term, weight in query.items())
        shares = {
            number: weight / max(mass, 1e-6)
            for term, weight in query.items()
            if weight > 0 and (number := self.ids.get(term)) is not None
        }
        found = self._summed({number: share for number, share in shares.items() if number not in self.swept})
        for number in shares.keys() & self.swept.keys():
            found += self.swept[number] * np.float32(shares[number])
        return found

    def _summed(self, shares: Mapping[int, float]) -> Floats:
        if not shares:
            return np.zeros(self.size, dtype=np.float32)
        spans = [slice(self.starts[number], self.starts[number + 1]) for number in shares]
        rows = np.concatenate([self.rows[span] for span in spans])
        parts = [self.impacts[span] * share for span, share in zip(spans, shares.values(), strict=True)]
        return np.bincount(rows, np.concatenate(parts), self.size).astype(np.float32)


def _swept(starts: NDArray[np.int64], rows: Ints, impacts: Floats, total: int) -> dict[int, Floats]:
    swept: dict[int, Floats] = {}
    if total < _FEW:
        return swept
    for number in np.flatnonzero(np.diff(starts) >= total * _COMMON):
        span = slice(starts[number], starts[number + 1])
        full = swept.setdefault(int(number), np.zeros(total, dtype=np.float32))
        full[rows[span]] = impacts[span]
    return swept


def _impacts(rows: Ints, weights: Floats, idf: Floats, total: int, settings: Settings) -> Floats:
    """BM25 with a term frequency of one: questions repeat nothing. Length counts weighted terms."""
    length = np.bincount(rows, weights=weights, minlength=total)
    usual = length.mean() if total else 1.0
    damp = settings.k1 * (1 - settings.b + settings.b * length / max(usual, 1e-9))
    impact: Floats = (idf * weights * (settings.k1 + 1) / (weights + damp[rows] + 1e-9)).astype(np.float32)
    return impact
