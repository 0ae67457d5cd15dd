"""A segment: some entries, their phrases, and the postings over them. It never changes after it is built."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.entries import Entry, Phrase
from bot.index.postings import Overlap, Postings, Rarity
from bot.settings import Settings
from bot.terms import Reader, Wording


@dataclass(frozen=True, slots=True)
class Segment:
    """Row ``r`` is ``phrases[r]`` of ``entries[owners[r]]`` with matching key ``keys[r]``."""

    entries: tuple[Entry, ...]
    phrases: tuple[Phrase, ...]
    keys: tuple[str, ...]
    owners: NDArray[np.int32]
    grams: Postings
    words: Postings
    exact: Mapping[str, frozenset[str]]

    @classmethod
    def build(
        cls,
        entries: Sequence[Entry],
        reader: Reader,
        settings: Settings,
        rarity: tuple[Rarity, Rarity] | None = None,
    ) -> Segment:
        """Index the entries. ``rarity`` (of grams and words) comes from the base when this is a delta."""
        rows = [(number, phrase) for number, entry in enumerate(entries) for phrase in entry.phrases]
        wordings = [reader.read(phrase.text) for _, phrase in rows]
        grams, words = rarity or (None, None)
        return cls(
            entries=tuple(entries),
            phrases=tuple(phrase for _, phrase in rows),
            keys=tuple(wording.key for wording in wordings),
            owners=np.array([number for number, _ in rows], dtype=np.int32),
            grams=Postings.build([wording.grams for wording in wordings], settings, grams),
            words=Postings.build([wording.words for wording in wordings], settings, words),
            exact=_exact(entries, rows, wordings),
        )

    @property
    def rarity(self) -> tuple[Rarity, Rarity]:
        """What a delta over this segment must weigh terms by."""
        return self.grams.rarity, self.words.rarity

    def overlaps(self, wording: Wording) -> tuple[Overlap, Overlap]:
        """Meet all rows by grams and by words."""
        return self.grams.overlap(wording.grams), self.words.overlap(wording.words)


def _exact(
    entries: Sequence[Entry],
    rows: Sequence[tuple[int, Phrase]],
    wordings: Sequence[Wording],
) -> dict[str, frozenset[str]]:
    """Which entries have a phrase with exactly this key; questions and beliefs included."""
    codes: dict[str, set[str]] = {}
    for (number, _), wording in zip(rows, wordings, strict=True):
        codes.setdefault(wording.key, set()).add(entries[number].code)
    return {key: frozenset(found) for key, found in codes.items() if key}
