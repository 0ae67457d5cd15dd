"""One question against the phrases of one segment: candidates first, then each compared closely, all at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from bot.encoder import Floats
from bot.entries import Entry, Phrase
from bot.index.segment import Segment, single
from bot.settings import Settings, Weights
from bot.terms import Wording

Numbers = NDArray[np.intp]
_FOREMOST = 10
"""How many of the best rows are asked whose they are."""
_MAX_CENTRES = 4_000
"""With more entries than this their centres are not compared one by one: the characters find the candidates."""
_AT_ONCE = 1_000
_LADDER = (0.6, 0.4, 0.25, 0.1, 0.0)
"""Shares of the best score: the highest rung that enough stand above spares sorting all of them."""
_LOOKED_AT = 10
_APART = 16.0
"""More than two scores can differ by."""


class Asked(NamedTuple):
    """A question ready to be matched: its wording and, with an encoder, its point."""

    wording: Wording
    point: Floats | None


@dataclass(frozen=True, slots=True)
class Hit:
    """One phrase compared with the question; ``terms`` are weighed, in 0..1 each before."""

    entry: Entry
    phrase: Phrase
    score: float
    terms: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Matches:
    """Some rows of a segment, ordered by entry and, within one, best first. ``heads`` are where entries begin."""

    segment: Segment
    rows: Numbers
    scores: Floats
    terms: Mapping[str, Floats]
    heads: Numbers
    owners: NDArray[np.int32]
    entry_terms: Mapping[str, Floats]

    def hit(self, number: int) -> Hit:
        """The best phrase of the ``number``-th entry found, spelt out."""
        at = int(self.heads[number])
        row = int(self.rows[at])
        return Hit(
            self.segment.entries[int(self.owners[number])],
            self.segment.phrases[row],
            float(self.scores[at]),
            {name: float(values[at]) for name, values in self.terms.items()},
        )


def match(segment: Segment, asked: Asked, settings: Settings) -> Matches | None:
    """The rows of a segment that the question may mean; None when there are none."""
    by_characters = segment.chars.bm25(single(asked.wording.grams))
    documents = segment.documents.bm25(_pairs(asked.wording))
    centres = _centres(segment, asked.point)
    rows = _candidates(segment, by_characters, centres, documents, settings)
    return _compared(segment, asked, rows, by_characters, documents, centres, settings.weights) if len(rows) else None


def _centres(segment: Segment, point: Floats | None) -> Floats | None:
    """How near each entry lies; None where that is not known or would take too long."""
    centres = segment.centres
    if centres is None or point is None or len(centres) > _MAX_CENTRES:
        return None
    if len(centres) <= _AT_ONCE:
        return centres @ point
    near: Floats = np.einsum("ij,j->i", centres, point)  # the product of large matrices would start threads
    return near


def _pairs(wording: Wording) -> dict[str, float]:
    return {gram: weight for gram, weight in wording.grams.items() if len(gram) > 1}


def _candidates(
    segment: Segment, by_characters: Floats, centres: Floats | None, documents: Floats, settings: Settings
) -> Numbers:
    """Rows that share characters, and every row of the entries that lie nearest or whose guide speaks of it."""
    found = [best(by_characters, settings.candidates)]
    entries = best(documents, settings.near_documents)
    if centres is not None:
        entries = np.concatenate([entries, best(centres, settings.near_entries)])
    spans = zip(segment.firsts[entries].tolist(), segment.firsts[entries + 1].tolist(), strict=True)
    rows = np.sort(np.concatenate([*found, *(np.arange(first, end) for first, end in spans)]))
    return rows[_changes(rows)]


def best(scores: Floats, count: int) -> Numbers:
    """The numbers of the highest positive scores, in no order."""
    most = scores.max(initial=0.0)
    for share in _LADDER:
        chosen: Numbers = (scores > most * share).nonzero()[0]
        if len(chosen) >= count:
            return chosen[np.argpartition(scores[chosen], -count)[-count:]] if len(chosen) > count else chosen
    return chosen


def _compared(
    segment: Segment,
    asked: Asked,
    rows: Numbers,
    by_characters: Floats,
    documents: Floats,
    centres: Floats | None,
    weights: Weights,
) -> Matches:
    terms = {"bm25": weights.bm25 * by_characters[rows]}
    if segment.points is not None and asked.point is not None:
        terms["cosine"] = weights.cosine * segment.points.near(asked.point, rows)
    rows, terms, scores = _leading(segment, rows, terms)
    ratios = process.cdist([asked.wording.text], segment.texts[rows], scorer=fuzz.ratio)[0]
    terms["ratio"] = weights.ratio * ratios / np.float32(100)
    scores = scores + terms["ratio"]
    owners = segment.owners[rows]
    order = _by_owner(owners, scores)
    ordered, owners, scores = rows[order], owners[order], scores[order]
    heads = _changes(owners).nonzero()[0]
    found = owners[heads]
    return Matches(
        segment,
        ordered,
        scores,
        {name: values[order] for name, values in terms.items()},
        heads,
        found,
        {
            "top_three": weights.top_three * _top_three(scores, heads),
            "centre": weights.centre * centres[found] if centres is not None else np.zeros(len(found), np.float32),
            "document": weights.document * documents[found],
            "company": weights.company * _company(scores, heads),
        },
    )


def _leading(segment: Segment, rows: Numbers, terms: Mapping[str, Floats]) -> tuple[Numbers, dict[str, Floats], Floats]:
    """The few rows of each entry that may be its best, by what is cheap to know: spelling is compared for these."""
    scores = np.zeros(len(rows), dtype=np.float32)
    for values in terms.values():
        scores += values
    owners = segment.owners[rows]
    order = _by_owner(owners, scores)
    changes = _changes(owners[order])
    places = np.arange(len(rows))
    kept = order[places - np.maximum.accumulate(np.where(changes, places, 0)) < _LOOKED_AT]
    return rows[kept], {name: values[kept] for name, values in terms.items()}, scores[kept]


def _by_owner(owners: NDArray[np.int32], scores: Floats) -> Numbers:
    """The order by entry and, within one, best first; the earlier row first where they are equal."""
    return np.argsort(owners * np.float64(_APART) - scores, kind="stable")


def _changes(numbers: NDArray[Any]) -> NDArray[np.bool_]:
    """Where in an ordered array another number begins."""
    changes = np.ones(len(numbers), dtype=np.bool_)
    np.not_equal(numbers[1:], numbers[:-1], out=changes[1:])
    return changes


def _company(scores: Floats, heads: Numbers) -> Floats:
    """The share of each entry in the best rows of all: who is alone at the top is meant more surely."""
    leading = np.zeros(len(scores), dtype=np.float32)
    leading[best(scores, _FOREMOST)] = 1
    shares = np.add.reduceat(leading, heads) / np.float32(max(1.0, float(leading.sum())))
    return np.asarray(shares, dtype=np.float32)


def _top_three(scores: Floats, heads: Numbers) -> Floats:
    """The mean of the three best scores of each entry (of fewer where it has fewer)."""
    counts = np.minimum(np.append(heads[1:], len(scores)) - heads, 3)
    padded = np.append(scores, np.zeros(2, dtype=np.float32))
    sums = padded[heads] + padded[heads + 1] * (counts > 1) + padded[heads + 2] * (counts > 2)
    means: Floats = (sums / counts).astype(np.float32)
    return means
