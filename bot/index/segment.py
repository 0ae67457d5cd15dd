"""A segment: some entries, their phrases, and what they are found by. It never changes after it is built."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.documents import document_of
from bot.encoder import Encoder, Points
from bot.entries import Entry, Phrase
from bot.index.postings import Floats, Postings, Rarity
from bot.settings import Settings
from bot.terms import Reader, Terms, Wording

Rarities = tuple[Rarity, Rarity]
_PORTION = 16384


class Read(NamedTuple):
    """An entry with what is indexed of it: kept beside a delta, so that the next one need not read it again."""

    entry: Entry
    wordings: tuple[Wording, ...]
    chars: tuple[Terms, ...]
    points: Points | None
    document: Terms

    @classmethod
    def of(cls, entry: Entry, reader: Reader, encoder: Encoder | None) -> Read:
        """Read one entry."""
        wordings = tuple(reader.index(phrase.text) for phrase in entry.phrases)
        chars = tuple(single(wording.grams) for wording in wordings)
        points = encoder.encode_all(wordings) if encoder else None
        return cls(entry, wordings, chars, points, document_of(entry.content))


@dataclass(frozen=True, slots=True)
class Segment:
    """Row ``r`` is ``phrases[r]`` of ``entries[owners[r]]``; rows of one entry stand together from ``firsts[entry]``.

    ``chars`` finds rows by single characters, ``points`` and ``centres`` are where the encoder puts rows and entries
    (None without an encoder), ``documents`` finds entries by the words of their guides.
    """

    entries: tuple[Entry, ...]
    phrases: tuple[Phrase, ...]
    keys: tuple[str, ...]
    texts: NDArray[np.object_]
    owners: NDArray[np.int32]
    firsts: NDArray[np.int64]
    chars: Postings
    documents: Postings
    points: Points | None
    centres: Floats | None
    exact: Mapping[str, frozenset[str]]

    @classmethod
    def build(
        cls, entries: Sequence[Entry], reader: Reader, settings: Settings, encoder: Encoder | None = None
    ) -> Segment:
        """Index the entries."""
        wordings = [reader.index(phrase.text) for entry in entries for phrase in entry.phrases]
        chars = [single(wording.grams) for wording in wordings]
        points = encoder.encode_all(wordings) if encoder else None
        documents = [document_of(entry.content) for entry in entries]
        return cls._of(entries, wordings, chars, points, documents, settings, None)

    @classmethod
    def of(cls, reads: Sequence[Read], settings: Settings, rarity: Rarities) -> Segment:
        """Index entries that are read already. ``rarity`` comes from the base that this is a delta of."""
        points = [one.points for one in reads if one.points is not None]
        return cls._of(
            [one.entry for one in reads],
            [wording for one in reads for wording in one.wordings],
            [chars for one in reads for chars in one.chars],
            Points.joined(points) if points else None,
            [one.document for one in reads],
            settings,
            rarity,
        )

    @classmethod
    def _of(
        cls,
        entries: Sequence[Entry],
        wordings: Sequence[Wording],
        chars: Sequence[Terms],
        points: Points | None,
        documents: Sequence[Terms],
        settings: Settings,
        rarity: Rarities | None,
    ) -> Segment:
        owners = np.repeat(np.arange(len(entries), dtype=np.int32), [len(entry.phrases) for entry in entries])
        of_chars, of_guides = rarity or (None, None)
        return cls(
            entries=tuple(entries),
            phrases=tuple(phrase for entry in entries for phrase in entry.phrases),
            keys=tuple(wording.key for wording in wordings),
            texts=np.array([wording.text for wording in wordings], dtype=object),
            owners=owners,
            firsts=np.searchsorted(owners, np.arange(len(entries) + 1)).astype(np.int64),
            chars=Postings.build(chars, settings, of_chars),
            documents=Postings.build(documents, settings, of_guides),
            points=points,
            centres=_centres(points, owners, len(entries)) if points else None,
            exact=_exact(entries, owners, wordings),
        )

    @property
    def rarity(self) -> Rarities:
        """What a delta over this segment must weigh terms by."""
        return self.chars.rarity, self.documents.rarity


def single(grams: Terms) -> dict[str, float]:
    """The single characters among the units: the best unit to find short Chinese questions by."""
    return {gram: weight for gram, weight in grams.items() if len(gram) == 1 or gram.isascii()}


def _centres(points: Points, owners: NDArray[np.int32], total: int) -> Floats:
    """The mean point of each entry, of length one."""
    sums = np.zeros((total, points.rows.shape[1]), dtype=np.float32)
    for start in range(0, len(owners), _PORTION):
        part = slice(start, start + _PORTION)
        np.add.at(sums, owners[part], points.rows[part].astype(np.float32) * points.scales[part, None])
    lengths = np.sqrt((sums * sums).sum(axis=1, keepdims=True))
    centres: Floats = sums / np.maximum(lengths, np.float32(1e-9))
    return centres


def _exact(
    entries: Sequence[Entry], owners: NDArray[np.int32], wordings: Sequence[Wording]
) -> dict[str, frozenset[str]]:
    """Which entries have a phrase with exactly this key; questions and beliefs included."""
    codes: dict[str, set[str]] = {}
    for owner, wording in zip(owners, wordings, strict=True):
        codes.setdefault(wording.key, set()).add(entries[owner].code)
    return {key: frozenset(found) for key, found in codes.items() if key}
