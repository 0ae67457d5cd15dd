"""Which side of a matter a question is about: an ordered lexicon, where a phrase that is used is used up.

The order decides: 时限 before 时间 and 费用, so that "多长时间" is a term and "什么时间开门" an hour; an amount that
somebody receives ("能领多少钱") is a condition, one that somebody pays a fee. Where nothing sharp is asked, a question
of whether is about 条件 first, a question of how or a situation that is told about 流程 first; a bare name asks for
the overview. The words are in ``bot.facet_words``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from bot.facet_words import HOW, ORDER, SHARP, WHETHER
from faq.schema import Facet

_USED, _HIDDEN = "\x00", "\x01"
_MOST = 3
_SHORT, _SHORT_HOW, _SHORT_ASK, _LONGEST_NAME, _STORY = 7, 12, 12, 16, 24
"""Longest texts, in characters: that say nothing but a name, that ask nothing but how, that ask for one side alone,
that may still be a name; and the longest that tells no situation."""
_DENIED = re.compile(
    r"(?=[我又并可不])(?:^|(?<=[,. ]))我?(?:又|并|可)?(?:不是|不问|不要|不想)(?!不)[^,.?吗么]{1,18}(?=[,. ]+[^,. ])"
)
"""What somebody says that the question is *not* about."""
_CLAUSE = re.compile(r"[,.;?! ]")
_SPOKEN = re.compile(r"[我你他她咱您俺想要了没不在还就这那先再叫让把被给跟说着吗呢么也都怎哪什几多谁去来到个回]")


@dataclass(frozen=True, slots=True)
class _Patterns:
    facet: Facet
    says: re.Pattern[str]
    shows: re.Pattern[str] | None
    hints: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class _Found:
    facets: tuple[Facet, ...]
    mask: tuple[bool, ...]


def _compiled(phrases: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(phrases))


_SHARP = tuple(
    _Patterns(
        words.facet,
        _compiled(words.says),
        _compiled(words.shows) if words.shows else None,
        _compiled(words.hints) if words.hints else None,
    )
    for words in SHARP
)
_ORDER, _HOW, _WHETHER = _compiled(ORDER), _compiled(HOW), _compiled(WHETHER)


def detect_facets(text: str) -> tuple[Facet, ...]:
    """One to three facets that a normalised text asks about, most specific first; empty means the overview.

    Vague words (能不能, 怎么) count only where nothing sharper was asked.
    """
    return _read(text).facets


def facet_mask(text: str) -> tuple[bool, ...]:
    """For each character of a normalised text: does it only say which side is asked about? The rest names the
    matter."""
    return _read(text).mask


@lru_cache(maxsize=1024)
def _read(text: str) -> _Found:
    """Facets and mask in one go: both are asked for every text."""
    rest, steps = _ORDER.subn(_blot, _DENIED.sub(_hide, text) if "不" in text else text)
    said, sharp = steps > 0, []
    for one in _SHARP:
        rest, times = one.says.subn(_blot, rest)
        said = said or times > 0
        if times or (one.shows and one.shows.search(rest)):
            sharp.append(one.facet)
    if steps:
        sharp.append("流程")
    rest, whether = _WHETHER.subn(_blot, rest)
    rest, how = _HOW.subn(_blot, rest)
    if not sharp:
        facets = _vague(text, bool(whether), bool(how))
    elif not said or (len(text) > _SHORT_ASK and (whether or how)) or (len(sharp) == 1 and len(text) > _STORY):
        facets = _beside(sharp, bool(how), bool(whether))
    else:
        facets = tuple(sharp[:_MOST])
    return _Found(facets, tuple(char == _USED for char in rest))


def _blot(used: re.Match[str]) -> str:
    return _USED * len(used.group())


def _hide(denied: re.Match[str]) -> str:
    return _HIDDEN * len(denied.group())


def _beside(sharp: list[Facet], how: bool, whether: bool) -> tuple[Facet, ...]:
    """Sharp facets with the vaguer one that a longer text asks for besides."""
    general = _general(how, whether)
    return tuple(dict.fromkeys((*sharp[:_MOST], general[0])))[:_MOST]


def _vague(text: str, whether: bool, how: bool) -> tuple[Facet, ...]:
    """The facets of a text that asks nothing sharp: what it hints at, then whether and how."""
    clause = _CLAUSE.search(text.rstrip("?!. ")) is not None
    if how and not whether and not clause and len(text) <= _SHORT_HOW:
        return ("流程",)
    if not how and not whether and not clause and _is_name(text):
        return ()
    if whether and not clause and len(text) < _SHORT:
        return ("条件",)
    hinted = tuple(one.facet for one in _SHARP if one.hints and one.hints.search(text))[: _MOST - 2]
    return (*hinted, *_general(how, whether))


def _general(how: bool, whether: bool) -> tuple[Facet, Facet]:
    return ("条件", "流程") if whether and not how else ("流程", "条件")


def _is_name(text: str) -> bool:
    return len(text) <= _SHORT or (len(text) <= _LONGEST_NAME and not _SPOKEN.search(text))
