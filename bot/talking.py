"""Is a text talk rather than a matter: a cry for help, a wish for a person, a complaint, a trick, a chat?

The kinds of talk are found like entries (``bot.talk``); a logistic model over how near the best one lies, and how much
nearer than anything of ours, says whether to believe it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from bot.belonging import signs
from bot.guard_words import ASKS_CHANNEL
from bot.shares import TALKING, chance
from bot.talk import Talk
from bot.understanding import Reading, Understanding

_LIKELY = 0.5
_ALARMING = 0.7
"""The probability below which a cry for help is a wish for a person rather than an alarm."""
_ALARMS = frozenset({"suicide", "violence", "fire", "medical"})


@dataclass(frozen=True, slots=True)
class Said:
    """What kind of talk a text is, and with what probability (0..1)."""

    kind: str
    chance: float


def said(reading: Reading, understanding: Understanding) -> Said | None:
    """The talk that a text is; None for an ordinary question."""
    best = reading.talk
    if best is None or not isinstance(best.entry.content, Talk) or re.search(ASKS_CHANNEL, reading.text):
        return None
    likely = chance(TALKING, talk_signs(reading, understanding))
    if likely < _LIKELY:
        return None
    talk = Said(best.entry.content.kind, likely)
    return replace(talk, kind="human") if talk.kind in _ALARMS and likely < _ALARMING else talk


def talk_signs(reading: Reading, understanding: Understanding) -> dict[str, float]:
    """What tells whether a text is talk: all that tells whether it is ours, and how far the talk leads."""
    rival = reading.found[0].score if reading.found else 0.0
    score = reading.talk.score if reading.talk else 0.0
    return {**signs(reading, understanding), "talk score": score, "talk lead": score - rival}
