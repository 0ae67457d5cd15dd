"""From what a citizen typed to plain simplified text: the same question always becomes the same string.

Only spelling is touched here, never meaning; what words mean is the business of ``bot.keys`` and ``bot.facets``.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

import opencc

from bot.wordings import DIALECT, ENGLISH

_INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufe00-\ufe0f\ud800-\udfff\u0000-\u001f]")
_SYMBOL = re.compile(r"[^\w\s.%/+\-?!,;:()]")
_ELONGATED = re.compile(r"([^\w\s]|[呢啊呀哈嘛吧哦嗯])\1+")
_REPEATED = re.compile(r"([a-z\u4e00-\u9fff])\1{2,}")
_CJK_GAP = re.compile(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")
_SINGLES = re.compile(r"(?:(?<=\s)|^)[\u4e00-\u9fff](?:\s+[\u4e00-\u9fff](?=\s|$)){2,}")
_SPACES = re.compile(r"\s+")
_DIGIT_WORDS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_COUNTED = re.compile(
    r"([〇零一二两三四五六七八九]?十[一二三四五六七八九]?|[〇零一二两三四五六七八九]+)(?=周?岁|个?月|年内|天|块|"
    r"元|级|号窗|平)"
)
_PUNCTUATION = str.maketrans(
    {
        "，": ",",
        "。": ".",
        "、": ",",
        "！": "!",
        "？": "?",
        "；": ";",
        "：": ":",
        "～": " ",
    }
)


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def _number(found: re.Match[str]) -> str:
    words = found.group(1).replace("两", "二")
    if "十" not in words:
        return words.translate(_DIGIT_WORDS)
    tens, ones = words.split("十")
    return str(int((tens or "一").translate(_DIGIT_WORDS)) * 10 + int(ones.translate(_DIGIT_WORDS) or 0))


def _by_table(text: str, table: tuple[tuple[re.Pattern[str], str], ...]) -> str:
    for pattern, standard in table:
        text = pattern.sub(standard, text)
    return text


def simplify(text: str) -> str:
    """Width, case, script and punctuation only: NFKC, lower case, traditional → simplified, one kind of comma."""
    plain = unicodedata.normalize("NFKC", _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)))
    simplified: str = _converter().convert(plain.lower())
    return simplified.translate(_PUNCTUATION)


def normalise(text: str) -> str:
    """The one spelling of a question.

    Takes any text; returns simplified lower-case text without emoji, invisible characters, repeated punctuation or
    spaces between single characters, with counted numbers as digits (十六岁 → 16岁) and the commonest dialect and
    English words in standard Chinese. Idempotent.
    """
    plain = _SYMBOL.sub(" ", simplify(text))
    plain = _REPEATED.sub(r"\1", _ELONGATED.sub(r"\1", plain))
    plain = _SINGLES.sub(lambda found: _CJK_GAP.sub("", found.group()), plain)
    plain = _by_table(_by_table(plain, ENGLISH), DIALECT)
    return _SPACES.sub(" ", _COUNTED.sub(_number, plain)).strip()
