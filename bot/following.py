"""A turn that leans on the ones before it: corrections, further sides of the same matter, answers to a questio"
"n back."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.belonging import belonging
from bot.dialogue import about_last, corrected, keeps_item, leads_on, names_nothing, says_little, says_nothing
from bot.entries import Entry
from bot.turn import Turn
from bot.understanding import Reading
from faq.schema import Facet, Guide, Service

_OWN_MATTER = re.compile(
    r"停车|大厅(?!交|办|取)|你们(?:中心|那里|那边|这里|几点)|投诉|评价|登录|登不|账号|密码|验证码|取消|改约|迟到|"
    r"爽约|放号|运单|厕所|母婴|wifi|充电|公交|地铁|周[六日末]|午休"
)
"""Words that are about the centre itself, whatever was spoken of before."""
_DONE = re.compile(
    r"已经?(?:办|登|弄|搞|转|备|领|拿|交|报|备案|登记)[^,.]{0,2}(?:好|完|到|过|成|了)|"
    r"(?:办|登|弄|搞|转|备|领|交|报到|登记)(?:完|好)了(?=$|[,. ])"
)
"""Words of somebody who has the last matter behind them."""
_LIKELY = 0.3
_LONGEST = 22
_LEAD = 0.10
"""By how much another matter must lead the last one in score to replace it in a short further question."""
_NEW = 0.6
_CLEAR = 0.7
_ELSEWHERE = 0.5
_NAME = 8
_SCRAP = 6


@dataclass(frozen=True, slots=True)
class Followed:
    """What a leaning turn means: the entry, the sides asked for, and by which rule."""

    entry: Entry
    facets: tuple[Facet, ...]
    rule: str
    reading: Reading


def better(turn: Turn) -> str | None:
    """What the citizen meant by "不是 A 是 B", A being what was spoken of before."""
    return corrected(turn.normalised, turn.last) if turn.last or turn.context.pending else None


def completed(turn: Turn) -> Reading | None:
    """The unclear question of the last turn together with this text, when only the two together are clear."""
    if not turn.context.asked:
        return None
    alone = turn.read(turn.normalised)
    if says_nothing(alone.wording.core) or (names_nothing(alone.wording.core) and not alone.judgement.exact):
        return None
    both = turn.read(f"{turn.normalised} {turn.context.asked}")
    offered = [one for one in both.found[:3] if one.entry.code in turn.context.pending]
    if offered and not alone.judgement.exact and offered[0] is both.found[0]:
        return both
    if both.judgement.verdict != "answer" or both.found[0].entry.kind == "stub":
        return None
    names_it = len(alone.wording.text) <= _NAME and not alone.query.actions and bool(both.query.actions)
    return both if alone.judgement.verdict != "answer" or names_it or _same_best(alone, both) else None


def _same_best(one: Reading, two: Reading) -> bool:
    return bool(one.found and two.found and one.found[0].entry.code == two.found[0].entry.code)


def followed(turn: Turn) -> Followed | None:
    """The matter of the last turn, or its neighbour under another action, when the text asks on about it."""
    last, reading = turn.last, turn.read(turn.normalised)
    if last is None or _OWN_MATTER.search(turn.normalised):
        return None
    if reading.judgement.exact and not _serves_any(reading):
        return None
    if _DONE.search(turn.normalised) and not says_little(_DONE.sub("", reading.wording.core)):
        return _moved_on(turn)
    if _asks_on(turn, last, reading):
        return Followed(last, reading.facets or turn.context.last_facets, "follow-up", reading)
    return _other_action(turn, last, reading) or _nearby(turn, last, reading)


def _moved_on(turn: Turn) -> Followed | None:
    """The next matter, when somebody says that the last one is done ("失业登完了,那钱呢")."""
    reading = turn.without(turn.last).read(turn.normalised)
    best = reading.best
    if best is None or best.entry.kind == "stub" or reading.judgement.confidence < _LIKELY:
        return None
    return Followed(best.entry, reading.facets, "the last matter is done", reading)


def _asks_on(turn: Turn, last: Entry, reading: Reading) -> bool:
    if not (reading.facets or leads_on(turn.normalised)):
        return False
    if keeps_item(turn.normalised, reading.wording, last, turn.understanding.reader.synonyms):
        return bool(reading.facets) or says_nothing(reading.wording.core)
    return says_little(reading.wording.core) or (_serves_any(reading) and isinstance(last.content, Guide))


def _serves_any(reading: Reading) -> bool:
    """Was a service of the centre found that exists for a side of any matter: its forms, delivery, agents?"""
    best = reading.found[0].entry if reading.found else None
    if best is None or not isinstance(best.content, Service):
        return False
    return bool(frozenset(reading.facets) & frozenset(best.content.facets))


def _other_action(turn: Turn, last: Entry, reading: Reading) -> Followed | None:
    """The same thing with another action: "那到期换新呢" after a lost card."""
    if not leads_on(turn.normalised) or _is_clear(turn, reading):
        return None
    asked = frozenset(reading.query.actions)
    other = asked - {"新办"} and not asked & last.actions
    sibling = _sibling(last, reading)
    if sibling is not None and not other:
        return Followed(sibling, reading.facets or turn.context.last_facets, "follow-up on its neighbour", reading)
    fuller = (turn.without(last) if other else turn).read(about_last(turn.normalised, last))
    if not fuller.found or fuller.found[0].entry.kind == "stub":
        return None
    best = fuller.found[0].entry
    if fuller.judgement.verdict == "answer" or (other and _related(best, last)):
        return Followed(best, reading.facets, "follow-up with its thing", fuller)
    return None


def _sibling(last: Entry, reading: Reading) -> Entry | None:
    """The best entry found when it belongs to the same family as the last one and leads it clearly."""
    best = reading.found[0] if reading.found else None
    if best is None or best.entry == last or not _related(best.entry, last) or says_little(reading.wording.core):
        return None
    own = next((one.score for one in reading.found if one.entry.code == last.code), 0.0)
    return best.entry if best.score - own > _LEAD / 2 else None


def _related(one: Entry, two: Entry) -> bool:
    """Are both items of one office?"""
    return one.code.rstrip("0123456789") == two.code.rstrip("0123456789")


def _is_clear(turn: Turn, reading: Reading) -> bool:
    """Does the text name a matter by itself, beyond doubt?"""
    sure = reading.judgement.verdict == "answer" and reading.found[0].score >= _CLEAR
    return sure and belonging(reading, turn.understanding) > _NEW


def _nearby(turn: Turn, last: Entry, reading: Reading) -> Followed | None:
    """A short question that names no matter of its own clearly: it is still about the last one."""
    if reading.judgement.exact or len(reading.wording.text) > _LONGEST or not isinstance(last.content, Guide | Service):
        return None
    if reading.found and reading.found[0].entry.kind == "stub" and reading.found[0].score >= _ELSEWHERE:
        return None
    own = next((one.score for one in reading.found if one.entry.code == last.code), 0.0)
    unsure = reading.judgement.verdict != "answer" or belonging(reading, turn.understanding) < _NEW
    near = bool(reading.found) and reading.found[0].score - own < _LEAD
    scrap = len(reading.wording.text) <= _SCRAP
    if not (unsure or near) or not (reading.facets or leads_on(turn.normalised) or near or scrap):
        return None
    fuller = turn.read(about_last(turn.normalised, last))
    if fuller.found and fuller.found[0].entry.code == last.code:
        return Followed(last, reading.facets, "about the last matter", reading)
    return None
