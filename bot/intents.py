"""Several matters in one text: its clauses, and the things of one predicate ("身份证和驾驶证都丢了")."""

from __future__ import annotations

import re

from bot.actions import action_words, detect_actions
from bot.belonging import belonging
from bot.dialogue import says_nothing
from bot.turn import Turn
from bot.understanding import Reading

_CLAUSE = re.compile(r"[,.;!?]+|\s+|还有|以及|另外|顺便|顺带|同时|加上|接着")
_JOINED = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?:和|跟|与|及|还有|同)(?=[\u4e00-\u9fff]{2})")
_DENIED = re.compile(r"(?:我|又|并|可|也)*(?:不是|不问|没问|不要|不想)(?!不)")
"""How a part begins that says what is not meant."""
_LEAST = 2
_MOST = 6
_OURS = 0.7


def matters(turn: Turn, text: str) -> tuple[Reading, ...]:
    """Readings of the parts of a text that each name a matter of ours with confidence, one an entry, in its order."""
    parts = _parts(text)
    if len(parts) < 2:
        return ()
    sure: dict[str, Reading] = {}
    for reading in map(turn.read, parts[:_MOST]):
        if _is_sure(turn, reading):
            sure.setdefault(reading.found[0].entry.code, reading)
    return tuple(sure.values())


def joins(text: str) -> bool:
    """Are several things named in one breath, so that the first is as good as the second?"""
    return bool(_JOINED.search(text))


def _parts(text: str) -> list[str]:
    parts: list[str] = []
    for clause in _CLAUSE.split(text):
        things = [thing.strip() for thing in _JOINED.split(clause)]
        done = " ".join(action_words(things[-1])) if len(things) > 1 else ""
        parts.extend(f"{thing}{done}" if done and not detect_actions(thing) else thing for thing in things)
    return [part for part in parts if len(part) > _LEAST and not _DENIED.match(part)]


def _is_sure(turn: Turn, reading: Reading) -> bool:
    if reading.best is None or reading.best.entry.kind == "stub" or says_nothing(reading.wording.core):
        return False
    clear = reading.judgement.verdict == "answer"
    return clear and (reading.judgement.exact or belonging(reading, turn.understanding) >= _OURS)
