"""Everything that can be found right now: the base segment, what was published since, and what was withdrawn.

A catalogue is a value. Publishing makes a new one that shares the base, so a search that began before the swap
finishes on the old one and nobody waits.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from bot.encoder import Encoder
from bot.entries import Entry
from bot.index.segment import Read, Segment
from bot.settings import Settings
from bot.terms import Reader


@dataclass(frozen=True, slots=True)
class Catalogue:
    """``hidden`` are codes of the base that are withdrawn or replaced by an entry of the delta. ``added`` is what the
    delta was made of."""

    base: Segment
    delta: Segment | None
    hidden: frozenset[str]
    by_code: Mapping[str, Entry]
    encoder: Encoder | None = None
    added: tuple[Read, ...] = ()

    @classmethod
    def of(cls, base: Segment, encoder: Encoder | None = None) -> Catalogue:
        """A fresh catalogue over one segment, built with this encoder."""
        return cls(base, None, frozenset(), {entry.code: entry for entry in base.entries}, encoder)

    def with_entry(self, entry: Entry, reader: Reader, settings: Settings) -> Catalogue:
        """The catalogue in which this entry is published, in place of the one with its code if there is one."""
        kept = [old for old in self.added if old.entry.code != entry.code]
        read = Read.of(entry, reader, self.encoder)
        return self._with_delta((*kept, read), {**self.by_code, entry.code: entry}, settings)

    def without(self, code: str, reader: Reader, settings: Settings) -> Catalogue:
        """The catalogue in which no entry has this code."""
        kept = tuple(old for old in self.added if old.entry.code != code)
        left = {key: entry for key, entry in self.by_code.items() if key != code}
        hidden = self.hidden | ({code} if any(entry.code == code for entry in self.base.entries) else set())
        return replace(self, hidden=hidden)._with_delta(kept, left, settings)

    def segments(self) -> Iterator[tuple[Segment, frozenset[str]]]:
        """Each segment with the codes that a search must skip in it."""
        yield self.base, self.hidden
        if self.delta is not None:
            yield self.delta, frozenset()

    def exact(self, key: str) -> frozenset[str]:
        """Codes of the live entries that have a phrase with exactly this key."""
        found = [segment.exact.get(key, frozenset()) - hidden for segment, hidden in self.segments()]
        return frozenset().union(*found)

    def delta_share(self) -> float:
        """Share of the base that is replaced, withdrawn or added: when it grows, rebuild."""
        changed = len(self.hidden | {read.entry.code for read in self.added})
        return changed / max(1, len(self.base.entries))

    def _with_delta(self, added: tuple[Read, ...], by_code: Mapping[str, Entry], settings: Settings) -> Catalogue:
        in_base = {entry.code for entry in self.base.entries}
        delta = Segment.of(added, settings, self.base.rarity) if added else None
        hidden = self.hidden | ({read.entry.code for read in added} & in_base)
        return Catalogue(self.base, delta, hidden, by_code, self.encoder, added)
