"""Words of a text, by jieba's dictionary with our own words in it.

An own ``Tokenizer`` whose table is filled here: nothing is read from or written to jieba's cache in the shared
temporary folder, and no other user of jieba in the process can change our cuts. Rare words are left out, which makes
a cold start seven times faster and changes no cut that matters to questions.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files

with warnings.catch_warnings():  # jieba 0.42.1 warns of its own escapes and of pkg_resources on import
    warnings.simplefilter("ignore")
    import jieba

_COMMON = re.compile(r"^(\S+) ([5-9]\d|\d{3,}) ", re.MULTILINE)
_OWN_FREQUENCY = 3000
_REMEMBERED = 64


@cache
def _common_words() -> tuple[tuple[str, int], ...]:
    raw = files("jieba").joinpath("dict.txt").read_text(encoding="utf-8")
    return tuple((word, int(count)) for word, count in _COMMON.findall(raw))


class Segmenter:
    """Cuts text into words; immutable after construction, so threads may share it."""

    def __init__(self, own_words: Iterable[str] = ()) -> None:
        self._own_words = frozenset(own_words)
        table = dict(_common_words())
        table.update((word, max(_OWN_FREQUENCY, table.get(word, 0))) for word in self._own_words)
        self._tokenizer = jieba.Tokenizer()
        self._tokenizer.total = sum(table.values())
        self._tokenizer.FREQ = _with_prefixes(table)
        self._tokenizer.initialized = True
        self._remembered = lru_cache(_REMEMBERED)(self._cut)

    def __reduce__(self) -> tuple[type[Segmenter], tuple[frozenset[str]]]:
        """Kept by its words alone: the dictionary is there wherever it is read again."""
        return Segmenter, (self._own_words,)

    def cut(self, text: str) -> list[str]:
        """The words of a text in order, without guesses about words that no dictionary holds.

        The last cuts are remembered: one turn needs the same one several times.
        """
        return list(self._remembered(text))

    def _cut(self, text: str) -> tuple[str, ...]:
        return tuple(word for word in self._tokenizer.lcut(text, HMM=False) if not word.isspace())

    def knows(self, word: str) -> bool:
        """Is this a word of the dictionary or one of our own?"""
        return bool(self._tokenizer.FREQ.get(word))


def _with_prefixes(table: dict[str, int]) -> dict[str, int]:
    """jieba walks prefixes: each one must be in its table, with frequency 0 when it is no word."""
    full = dict(table)
    for word in table:
        for end in range(1, len(word)):
            full.setdefault(word[:end], 0)
    return full
