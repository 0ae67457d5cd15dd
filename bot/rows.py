"""One question against all phrases of one segment: the terms of every row, and a closer look at the best ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from bot.entries import Entry, Phrase
from bot.index.postings import Floats, Overlap
from bot.index.segment import Segment
from bot.settings import Settings, Weights
from bot.terms import Wording

_SMALLEST = 1e-6
_FEW = 4


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
class Row:
    """A promising row of a table, with its score."""

    table: Table
    number: int
    score: float

    @property
    def entry(self) -> Entry:
        return self.table.segment.entries[int(self.table.segment.owners[self.number])]

    @property
    def order(self) -> tuple[float, str, int]:
        """Best first; equal scores in an order that never changes by chance."""
        return -self.score, self.table.segment.keys[self.number], self.number

    def is_name(self) -> bool:
        return self.table.segment.phrases[self.number].role == "name"

    def hit(self) -> Hit:
        """The row with its terms spelt out."""
        return self.table.hit(self)


@dataclass(frozen=True, slots=True)
class Table:
    """All rows of a segment with the terms that need no look at the texts themselves."""

    segment: Segment
    wording: Wording
    grams: Overlap
    terms: Mapping[str, Floats]
    ratio_weight: float

    @classmethod
    def of(cls, segment: Segment, wording: Wording, weights: Weights) -> Table:
        """Meet every row of the segment."""
        grams, words = segment.overlaps(wording)
        return cls(segment, wording, grams, _terms(grams, words, weights), weights.ratio)

    def rows(self, settings: Settings) -> list[Row]:
        """The most promising rows, compared with the question character by character too."""
        quick = np.sum(list(self.terms.values()), axis=0)
        best = _best(quick, settings.candidates)
        return [Row(self, int(row), float(quick[row]) + self._ratio(int(row))) for row in best]

    def hit(self, row: Row) -> Hit:
        """What ``Row.hit`` gives."""
        number, segment = row.number, self.segment
        shared, mass = float(self.grams.shared[number]), float(self.grams.mass[number])
        return Hit(
            entry=row.entry,
            phrase=segment.phrases[number],
            key=segment.keys[number],
            score=row.score,
            terms={name: float(values[number]) for name, values in self.terms.items()} | {"ratio": self._ratio(number)},
            coverage=shared / max(self.grams.query_mass, _SMALLEST),
            anchor=shared / max(mass, _SMALLEST) * min(1.0, shared / (_FEW * segment.grams.rarity.unseen)),
        )

    def _ratio(self, number: int) -> float:
        return self.ratio_weight * fuzz.ratio(self.wording.key, self.segment.keys[number]) / 100


def _terms(grams: Overlap, words: Overlap, weights: Weights) -> dict[str, Floats]:
    """Every term lies in 0..1 before its weight, and does not depend on what else the segment holds."""
    query_mass = max(grams.query_mass, _SMALLEST)
    coverage = grams.shared / query_mass
    contained = grams.shared / np.maximum(grams.mass, _SMALLEST)
    by_words = words.shared / np.maximum(words.query_mass + words.mass - words.shared, _SMALLEST)
    return {
        "coverage": weights.coverage * coverage,
        "contained": weights.contained * contained * np.sqrt(coverage),
        "words": weights.words * by_words,
        "bm25": weights.bm25 * np.minimum(1.0, grams.bm25 / query_mass),
    }


def _best(scores: Floats, count: int) -> NDArray[np.intp]:
    """Rows of the highest positive scores, in row order."""
    enough = len(scores) > count
    rows = np.sort(np.argpartition(-scores, count)[:count]) if enough else np.arange(len(scores))
    kept: NDArray[np.intp] = rows[scores[rows] > 0]
    return kept
