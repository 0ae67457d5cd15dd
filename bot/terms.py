"""The units that texts are compared by, each with a weight: what names the matter counts, what asks about it less."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.facets import facet_mask
from bot.keys import Synonyms, matching_key
from bot.segmenter import Segmenter

FACET_WEIGHT = 0.25
Terms = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Wording:
    """One text ready to be compared. ``core`` is the part of ``key`` that names the matter."""

    key: str
    core: str
    grams: Terms
    words: Terms


@dataclass(frozen=True, slots=True)
class Reader:
    """How texts become wordings: the same for questions and for content."""

    synonyms: Synonyms
    segmenter: Segmenter

    def read(self, text: str) -> Wording:
        """The wording of a normalised text."""
        masked = "".join(" " if used else char for char, used in zip(text, facet_mask(text), strict=True))
        key, core = (
            matching_key(text, self.synonyms),
            matching_key(masked, self.synonyms),
        )
        return Wording(key, core, _grams(key, core), self._words(key, core))

    def _words(self, key: str, core: str) -> dict[str, float]:
        named = set(self.segmenter.cut(core))
        return {word: 1.0 if word in named else FACET_WEIGHT for word in self.segmenter.cut(key)}


def _grams(key: str, core: str) -> dict[str, float]:
    """Single characters and pairs of neighbours."""
    named = set(core) | {core[at : at + 2] for at in range(len(core) - 1)}
    units = [*key, *(key[at : at + 2] for at in range(len(key) - 1))]
    return {unit: 1.0 if unit in named else FACET_WEIGHT for unit in units}
