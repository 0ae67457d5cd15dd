"""Homophone slips: 身份正 → 身份证. Repairs only towards words of our own domain."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from bot.segmenter import Segmenter
from bot.sounds import reading

_CHINESE = re.compile(r"^[\u4e00-\u9fff]+$")
_LONGEST = 6


@lru_cache(maxsize=8192)
def _syllable(char: str) -> str:
    """The reading of a single character, blurred where dialects blur: zh/z, sh/s, ch/c, ng/n."""
    return re.sub(r"g$", "", re.sub(r"^([zcs])h", r"\1", reading(char)))


def _sound(text: str) -> str:
    return " ".join(map(_syllable, text))


@dataclass(frozen=True, slots=True)
class Speller:
    """Our words by the way they sound. A sound that two of our words share repairs nothing."""

    words: frozenset[str]
    by_sound: dict[str, str]

    @classmethod
    def build(cls, words: Iterable[str]) -> Speller:
        """From domain words (two to six Chinese characters; others are ignored)."""
        kept = sorted({word for word in words if 2 <= len(word) <= _LONGEST and _CHINESE.match(word)})
        return cls(
            frozenset(kept),
            _unique((_sound(word), word) for word in kept),
        )

    def repair(self, text: str, segmenter: Segmenter) -> str:
        """The text with slips replaced; what the dictionary knows as a word is never touched."""
        words = segmenter.cut(text)
        if all(len(word) > 1 or not _CHINESE.match(word) for word in words):
            return text
        done: list[str] = []
        at = 0
        while at < len(words):
            width, word = self._slip_at(words, at)
            done.append(word)
            at += width
        return "".join(done) if len("".join(words)) == len(text) else _respaced(text, words, done)

    def _slip_at(self, words: list[str], at: int) -> tuple[int, str]:
        """The widest run of words from ``at`` that sounds like one of ours, at least one of them a lone character."""
        for width in range(min(4, len(words) - at), 1, -1):
            run = words[at : at + width]
            text = "".join(run)
            if len(text) > _LONGEST or text in self.words or not any(len(word) == 1 for word in run):
                continue
            ours = self.by_sound.get(_sound(text)) if _CHINESE.match(text) and len(text) > 2 else None
            if ours and len(ours) == len(text) and any(a == b for a, b in zip(ours, text, strict=True)):
                return width, ours
        return 1, words[at]


def _respaced(text: str, words: list[str], done: list[str]) -> str:
    """Put the spaces of ``text`` back: a repair keeps the number of characters."""
    repaired = iter("".join(done))
    return "".join(char if char.isspace() else next(repaired) for char in text) if words else text


def _unique(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Keep the sounds that exactly one word has."""
    words: dict[str, set[str]] = {}
    for sound, word in pairs:
        words.setdefault(sound, set()).add(word)
    return {sound: next(iter(found)) for sound, found in words.items() if len(found) == 1}
