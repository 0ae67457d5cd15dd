"""Which wordings lie near each other: before a clerk adds one, and for those that lie nearer to a foreign item."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from faq.asking import Asked, wordings
from faq.drafts import Draft
from faq.problems import Problem
from faq.wording import normal

NOTEWORTHY = 70
"""Per cent of likeness from which a foreign neighbour is told: short texts share half of their characters by chance."""
SHOWN = 2
_BLOCK = 512
"""Rows compared at once: the whole table of a centre would take some hundred megabytes."""
_Scores = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A wording and how alike it is, 0 to 100."""

    asked: Asked
    likeness: int


@dataclass(frozen=True, slots=True)
class Stray:
    """A way of asking that lies nearer to other entries than to its own. ``own`` is its nearest wording at home,
    ``others`` the nearest of other entries, one an entry, nearest first."""

    asked: Asked
    own: int
    others: tuple[Neighbour, ...]

    @property
    def nearest(self) -> int:
        return self.others[0].likeness

    def problem(self) -> Problem:
        """The finding as a warning of the checker."""
        shown = "、".join(f"{one.asked.code}“{one.asked.text}”({one.likeness}%)" for one in self.others)
        message = f"“{self.asked.text}”更像别的事项:{shown};和本事项最像的只有 {self.own}%"
        return self.asked.problem("warning", "closer_to_other", message)


def strays(draft: Draft, least: int = NOTEWORTHY) -> list[Stray]:
    """Aliases and ways of asking whose nearest foreign wording is closer than their nearest own one, and at least
    ``least`` per cent alike; the most alike first. Takes some seconds for a whole centre."""
    rows = [one for one in wordings(draft) if one.role != "question"]
    found = [stray for stray in _strays(rows) if stray.nearest >= least]
    return sorted(found, key=lambda stray: (-stray.nearest, stray.own, stray.asked.code, stray.asked.text))


def nearest(draft: Draft, text: str, limit: int = 10, besides: str | None = None) -> list[Neighbour]:
    """The wordings of all entries nearest to ``text``, best first, without those of the entry ``besides``."""
    rows = [one for one in wordings(draft) if one.code != besides]
    found = process.extract(normal(text), [one.key for one in rows], scorer=fuzz.ratio, limit=limit)
    return [Neighbour(rows[place], round(score)) for _, score, place in found]


def _strays(rows: Sequence[Asked]) -> Iterator[Stray]:
    keys = [one.key for one in rows]
    owners = np.unique([one.code for one in rows], return_inverse=True)[1]
    for start in range(0, len(rows), _BLOCK):
        places = range(start, min(start + _BLOCK, len(rows)))
        table: _Scores = process.cdist(keys[start : places.stop], keys, scorer=fuzz.ratio, dtype=np.uint8, workers=-1)
        table[np.arange(len(places)), list(places)] = 0
        at_home = owners[start : places.stop, None] == owners[None, :]
        own = np.where(at_home, table, 0).max(axis=1)
        foreign = np.where(at_home, 0, table)
        for line in np.flatnonzero(foreign.max(axis=1) > own):
            asked = rows[start + int(line)]
            if asked.role in ("alias", "ask"):
                yield Stray(asked, int(own[line]), tuple(_best(rows, foreign[line])))


def _best(rows: Sequence[Asked], scores: _Scores) -> Iterator[Neighbour]:
    """The nearest wordings, one an entry."""
    for place in _first_of_each(rows, np.argsort(-scores.astype(int), kind="stable")):
        yield Neighbour(rows[place], int(scores[place]))


def _first_of_each(rows: Sequence[Asked], places: Iterable[int]) -> Iterator[int]:
    seen: set[str] = set()
    for place in map(int, places):
        if rows[place].code not in seen:
            seen.add(rows[place].code)
            yield place
        if len(seen) == SHOWN:
            return
