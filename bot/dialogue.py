"""What a turn means after the turns before it: a pick, a correction, a further question about the same matter."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.actions import action_words, detect_actions
from bot.decisions import Context
from bot.entries import Entry, thing_of
from bot.keys import Synonyms, matching_key
from bot.normalise import normalise
from bot.terms import Wording
from faq.schema import Guide

_NUMBERS = {"1": 0, "一": 0, "2": 1, "二": 1, "两": 1, "3": 2, "三": 2}
_NUMBERED = re.compile(
    r"^(?:我?(?:选|要|是|问)?的?(?:是)?)?第?([123一二两三])(?:个|项|种|条|号)?(?:吧|啊|的|呢)?[.!]?$"
)
_LAST = re.compile(r"^(?:选|要|是)?(?:最后|末)(?:那|一)?(?:一?个|项)(?:吧)?$")
_NONE = re.compile(r"^(?:都不是|都不对|全不是|不是这些?个?|以上都不是|没有我要的|都不|不是|不对)(?:的|啊|呢)?[.!]?$")
_CORRECTION = re.compile(
    r"(?:^|[,. ])(?:我(?:说|问)的)?不是(?:要|问|说)?(?P<wrong>[^,.]{1,12}?)[,. ]*(?:而是|我?是(?:要|问|说)?|"
    r"要的是)(?P<right>[^吗不]{1,40})"
)
_LEADS_ON = re.compile(r"^(?:那么?|还有|另外|然后|如果|要是|万一)")
_REFERS = re.compile(r"这个|那个|这事|这件事|它|刚才|上面")
_WEIGHTLESS = "那要得该就还会能是的有了我你您去来办弄搞做都也又再这它给想什么哪些多少怎拿到取几次趟天个钱在"
_FILLER = re.compile(rf"^(?:[\u4e00-\u9fffa-z0-9]|[{_WEIGHTLESS}]*)$")
_PEOPLE = r"(?:孩子|小孩|老人|家里|公司|企业|单位|个人)的?(?:事情?|业务|手续)?"
_THINGS = r"证件?|证书|证明|补贴|补助|津贴|登记|备案|许可证?|执照|手续|事情?|业务|东西|卡|本子"
_VERBS = r"补办|换证|变更|注销|延续|查询|转移|过户|申请|办理?|办个?|领取?|开|弄|要|新|的|一[个张本]"
_UNNAMED = re.compile(f"^(?:{_PEOPLE}|(?:{_THINGS}|{_VERBS})+)$")


@dataclass(frozen=True, slots=True)
class Pick:
    """An answer to the options: a code, or None for 都不是."""

    code: str | None


def picked(text: str, context: Context, names: Mapping[str, tuple[str, ...]]) -> Pick | None:
    """Which of the pending options a normalised text picks; None when it picks nothing.

    ``names`` are the normalised names of each pending code.
    """
    if not context.pending:
        return None
    if _NONE.match(text):
        return Pick(None)
    numbered = _NUMBERED.match(text)
    place = _NUMBERS[numbered.group(1)] if numbered else len(context.pending) - 1 if _LAST.match(text) else None
    if place is not None and place < len(context.pending):
        return Pick(context.pending[place])
    named = [code for code in context.pending if text in names.get(code, ())]
    return Pick(named[0]) if len(named) == 1 else None


def corrected(text: str, last: Entry | None) -> str | None:
    """What the citizen meant by "不是 A 是 B": B, with the action of the last item when B names none."""
    found = _CORRECTION.search(text)
    if found is None:
        return None
    right = found.group("right").strip()
    if last is not None and not detect_actions(right):
        right = f"{right} {' '.join(action_words(normalise(last.short)))}"
    return right.strip()


def keeps_item(text: str, wording: Wording, last: Entry | None, synonyms: Synonyms) -> bool:
    """Is it a further question about the last item? Yes when it names nothing, or something that the item needs."""
    if last is None:
        return False
    if says_nothing(wording.core):
        return True
    if isinstance(last.content, Guide) and not detect_actions(text):
        return any(_within(wording.core, matching_key(name, synonyms)) for name in _needed(last.content))
    return False


def says_nothing(core: str) -> bool:
    """Is nothing left once courtesy and the side asked about are taken away ("那要多少钱")?"""
    return bool(_FILLER.match(core))


def names_nothing(core: str) -> bool:
    """Is the matter named by a word that fits dozens of items ("证丢了", "补贴怎么办", "公司的事情")?"""
    return bool(_UNNAMED.match(core))


def leads_on(text: str) -> bool:
    """Does the text lean on what was said before (那…, 还有…, 这个…)?"""
    return bool(_LEADS_ON.search(text) or _REFERS.search(text))


def about_last(text: str, last: Entry) -> str:
    """The question with the thing of the last item put in front: "那换新呢" → "居民身份证 那换新呢"."""
    return f"{thing_of(last.short)} {_LEADS_ON.sub('', text)}"


def _needed(guide: Guide) -> list[str]:
    return [normalise(material.name) for material in guide.materials.items]


def _within(core: str, name: str) -> bool:
    return len(core) >= 2 and (core in name or (len(name) >= 2 and name in core and len(core) <= len(name) + 2))
