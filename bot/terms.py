"""The units that texts are compared by, each with a weight: what names the matter counts, what asks about it less."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.keys import Synonyms, matching_key
from bot.pinyin import PinyinReader
from bot.segmenter import Segmenter
from bot.weighing import character_weights, mask_of

Terms = Mapping[str, float]
_CHARACTER = re.compile(r"[a-z0-9]+|.")


@dataclass(frozen=True, slots=True)
class Wording:
    """One text ready to be compared. ``key`` is what two texts that say the same share, ``core`` the part of it that
    names the matter, ``text`` the characters alone; ``grams`` are characters and pairs, ``words`` longer units."""

    key: str
    core: str
    text: str
    grams: Terms
    words: Terms


@dataclass(frozen=True, slots=True)
class Reader:
    """How texts become wordings: the same for questions and for content."""

    synonyms: Synonyms
    segmenter: Segmenter
    pinyin: PinyinReader

    def read(self, text: str) -> Wording:
        """The wording of a normalised text."""
        masked = "".join(" " if used else char for char, used in zip(text, mask_of(text), strict=True))
        return self._worded(text, matching_key(masked, self.synonyms))

    def index(self, text: str) -> Wording:
        """The wording of a text of the content, of which nobody asks for the core; pinyin in it is read."""
        return self._worded(self.pinyin.read(text), "")

    def _worded(self, text: str, core: str) -> Wording:
        weighed = [(char, weight) for char, weight in zip(text, character_weights(text), strict=True) if char.isalnum()]
        plain, weights = "".join(char for char, _ in weighed), [weight for _, weight in weighed]
        return Wording(
            matching_key(text, self.synonyms), core, plain, _grams(plain, weights), self._words(plain, weights)
        )

    def _words(self, text: str, weights: list[float]) -> dict[str, float]:
        words: dict[str, float] = {}
        at = 0
        for word in self.segmenter.cut(text):
            end = at + len(word)
            if len(word) > 1:
                words[word] = max(words.get(word, 0.0), sum(weights[at:end]) / len(word))
            at = end
        return words


def _grams(text: str, weights: list[float]) -> dict[str, float]:
    """Single characters and pairs of neighbours; a unit that stands twice has its greater weight.

    A run of Latin letters or digits is one character: the letters of ``app`` say nothing.
    """
    grams: dict[str, float] = {}
    last, before = "", 0.0
    for found in _CHARACTER.finditer(text):
        char, weight = found.group(), weights[found.start()]
        if weight > grams.get(char, 0.0):
            grams[char] = weight
        pair, least = f"{last}{char}", min(weight, before)
        if last and least > grams.get(pair, 0.0):
            grams[pair] = least
        last, before = char, weight
    return grams
