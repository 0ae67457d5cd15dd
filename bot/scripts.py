"""In which language a question is written: pinyin is Chinese, English and Cyrillic are not."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[a-z]{2,}")
_SYLLABLES = re.compile(
    r"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ang|eng|ing|ong|iao|ian|uai|uan|ai|ei|ao|ou|an|en|in|un|"
    r"ia|ie|iu|ua|uo|ui|ue|er|a|o|e|i|u|v))+"
)
_LEAST_WORDS = 3
_PINYIN_SHARE = 0.8
_LEAST_LETTERS = 4


def is_foreign(text: str) -> bool:
    """Is it written mostly in a foreign language? Pinyin is none: its words fall into syllables."""
    chinese = sum("\u4e00" <= char <= "\u9fff" for char in text)
    if _other_letters(text) >= max(_LEAST_LETTERS, chinese):
        return True
    words = _WORD.findall(text)
    letters = sum(map(len, words))
    if len(words) < _LEAST_WORDS or letters <= 2 * chinese:
        return False
    return sum(len(word) for word in words if _SYLLABLES.fullmatch(word)) < _PINYIN_SHARE * letters


def _other_letters(text: str) -> int:
    """How many letters are neither Latin nor Chinese."""
    return 0 if text.isascii() else sum(map(_is_other, text))


@lru_cache(maxsize=4096)
def _is_other(char: str) -> bool:
    return char.isalpha() and not unicodedata.name(char, "").startswith(("CJK", "LATIN", "FULLWIDTH", "BOPOMOFO"))
