"""Readings of single characters, remembered: pinyin of a whole text would be looked up again for every phrase."""

from __future__ import annotations

from functools import lru_cache

from pypinyin import Style, lazy_pinyin, pinyin


@lru_cache(maxsize=8192)
def reading(char: str) -> str:
    """The commonest pinyin of a character without its tone; other characters stand for themselves."""
    return lazy_pinyin(char, style=Style.NORMAL)[0]


@lru_cache(maxsize=8192)
def readings(char: str) -> tuple[str, ...]:
    """Every pinyin of a character without tones: 行 → xing, hang."""
    return tuple(dict.fromkeys(pinyin(char, style=Style.NORMAL, heteronym=True)[0]))


def initials(text: str) -> str:
    """The first letters of a text's readings: 身份证 → sfz."""
    return "".join(reading(char)[:1] for char in text if not char.isspace())
