"""Words of a text, by jieba's dictionary with our own words in it.

The cut is jieba's own without guesses about unknown words (the likeliest way through the dictionary), written for
short texts: logarithms are taken once, and the last cuts are remembered, because one turn needs the same cut several
times. The dictionary is read as a file: jieba itself, its cache in the shared temporary folder and its import of a
third of a second are left alone. Rare words are left out, which makes a cold start faster and changes no cut that
matters to questions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.util import find_spec
from math import inf, log
from pathlib import Path

_COMMON = re.compile(r"^(\S+) ([5-9]\d|\d{3,}) ", re.MULTILINE)
_OWN_FREQUENCY = 3000
_BLOCK = re.compile(r"([\u4E00-\u9FD5a-zA-Z0-9+#&\._%\-]+)")
_LATIN = re.compile(r"[a-zA-Z0-9]+")
_REMEMBERED = 64
_PREFIX = -1e9
"""The value of a text that begins words but is none."""


@cache
def _common_words() -> tuple[tuple[str, int], ...]:
    found = find_spec("jieba")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("jieba's dictionary is needed")
    raw = (Path(found.origin).parent / "dict.txt").read_text(encoding="utf-8")
    return tuple((word, int(count)) for word, count in _COMMON.findall(raw))


class Segmenter:
    """Cuts text into words; immutable after construction, so threads may share it."""

    def __init__(self, own_words: Iterable[str] = ()) -> None:
        table = dict(_common_words())
        table.update((word, max(_OWN_FREQUENCY, table.get(word, 0))) for word in own_words)
        self._total = log(sum(table.values()))
        self._values = _with_prefixes(table, self._total)
        self._remembered = lru_cache(_REMEMBERED)(self._cut)

    def cut(self, text: str) -> list[str]:
        """The words of a text in order, without guesses about words that no dictionary holds."""
        return list(self._remembered(text))

    def knows(self, word: str) -> bool:
        """Is this a word of the dictionary or one of our own?"""
        return self._values.get(word, _PREFIX) > _PREFIX

    def _cut(self, text: str) -> tuple[str, ...]:
        words: list[str] = []
        for place, part in enumerate(_BLOCK.split(text)):
            if place % 2:
                words.extend(self._likeliest(part))
            else:
                words.extend(char for char in part if not char.isspace())
        return tuple(words)

    def _likeliest(self, text: str) -> list[str]:
        """The words on the likeliest way through a text; letters and digits that form no word stay together."""
        ends = self._ends(text)
        words: list[str] = []
        at = letters = 0
        while at < len(text):
            end = ends[at]
            if end - at > 1 or not _is_latin(text[at]):
                if letters < at:
                    words.append(text[letters:at])
                words.append(text[at:end])
                letters = end
            at = end
        return [*words, text[letters:]] if letters < at else words

    def _ends(self, text: str) -> list[int]:
        """For each place where a word may begin, where the word ends that leads on best (the longer of two equal)."""
        size, value_of = len(text), self._values.get
        onward, ends = [0.0] * (size + 1), [0] * size
        for start in range(size - 1, -1, -1):
            best, chosen = -inf, start + 1
            for end in range(start + 1, size + 1):
                value = value_of(text[start:end])
                if value is None:
                    break
                if value > _PREFIX and value + onward[end] >= best:
                    best, chosen = value + onward[end], end
            onward[start] = best if best > -inf else onward[start + 1] - self._total
            ends[start] = chosen
        return ends


def _is_latin(char: str) -> bool:
    return bool(_LATIN.match(char))


def _with_prefixes(table: dict[str, int], total: float) -> dict[str, float]:
    """The logarithm of each word's share; beginnings of words are marked, because the search walks them."""
    full = {word: log(count) - total for word, count in table.items()}
    for word in table:
        for end in range(1, len(word)):
            full.setdefault(word[:end], _PREFIX)
    return full
