"""Pinyin typed in Latin letters, read as the characters of our own content: shenfenzheng diule → 身份证丢了.

A small language model over the content decides between the characters of one sound: pairs of neighbours that the
content has are likely, all others are not. Words that are no pinyin (app, ktv, sfz) and pinyin that says nothing our
content could say stay as they are.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log

from bot.sounds import readings

_LATIN = re.compile(r"[a-z]{2,}(?:[ ']?[a-z]{2,})*")
_CHINESE = re.compile(r"[\u4e00-\u9fff]+")
_LONGEST_SYLLABLE = 6
_LONGEST_RUN = 60
_WAYS = 3
_START, _END = "^", "$"
_SMOOTHING = 0.02
_LEAST_MEAN = -6.0
"""Mean log-likelihood of a character below which a reading is no sentence of ours (English words fall here)."""


@dataclass(frozen=True, slots=True)
class PinyinReader:
    """Counts of characters and of pairs of neighbours, and the characters of each syllable."""

    singles: Mapping[str, int]
    pairs: Mapping[str, int]
    by_syllable: Mapping[str, str]

    @classmethod
    def build(cls, texts: Iterable[str]) -> PinyinReader:
        """From normalised texts of the content."""
        singles: Counter[str] = Counter()
        pairs: Counter[str] = Counter()
        for text in texts:
            for run in _CHINESE.findall(text):
                singles.update(run)
                framed = f"{_START}{run}{_END}"
                pairs.update(framed[at : at + 2] for at in range(len(framed) - 1))
        by_syllable: defaultdict[str, str] = defaultdict(str)
        for char in sorted(singles):
            for syllable in readings(char):
                by_syllable[syllable] += char
        singles[_START] = max(1, sum(count for pair, count in pairs.items() if pair[0] == _START))
        return cls(dict(singles), dict(pairs), dict(by_syllable))

    def read(self, text: str) -> str:
        """A normalised text with its pinyin replaced by characters."""
        return _LATIN.sub(self._decoded, text) if _LATIN.search(text) else text

    def _decoded(self, found: re.Match[str]) -> str:
        letters = re.sub(r"[ ']", "", found.group())
        if len(letters) > _LONGEST_RUN:
            return found.group()
        best = max(map(self._likeliest, self._splits(letters)), default=(0.0, ""))
        likely = len(best[1]) > 1 and best[0] >= _LEAST_MEAN
        return best[1] if likely else found.group()

    def _splits(self, letters: str) -> list[list[str]]:
        """The ways to cut letters into syllables, those of fewest syllables first."""
        ways: list[list[list[str]]] = [[[]]]
        for end in range(1, len(letters) + 1):
            found = [
                [*before, letters[start:end]]
                for start in range(max(0, end - _LONGEST_SYLLABLE), end)
                if letters[start:end] in self.by_syllable
                for before in ways[start]
            ]
            ways.append(sorted(found, key=len)[:_WAYS])
        return ways[-1]

    def _likeliest(self, syllables: list[str]) -> tuple[float, str]:
        """Mean log-likelihood and characters of the best reading (Viterbi over pairs)."""
        states = {_START: (0.0, "")}
        for syllable in syllables:
            states = {
                char: max((score + self._step(last, char), text + char) for last, (score, text) in states.items())
                for char in self.by_syllable[syllable]
            }
        score, text = max(states.values())
        return score / max(1, len(text)), text

    def _step(self, last: str, char: str) -> float:
        seen = self.pairs.get(last + char, 0) + _SMOOTHING * self.singles[char] / 5000
        return log(seen / self.singles[last] + 1e-9)
