"""What people say when they bring no matter: a cry for help, a wish for a person, a complaint, a trick, idle talk.

Sentences of our own making, trained and found as the ways of asking for an item are. The words of the guards
(``bot.guards``) catch turns of phrase that are beyond doubt; these catch the rest by likeness. To teach the bot one
more way of saying it, add a sentence rather than a word.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.talk.idle import IDLE
from bot.talk.pleas import PLEAS
from bot.talk.tricks import TRICKS

TALK: Mapping[str, tuple[str, ...]] = {**PLEAS, **TRICKS, "offtopic": IDLE}
"""Sentences in normalised spelling by what they are: a kind of ``bot.guards``, or ``complex``."""


@dataclass(frozen=True, slots=True)
class Talk:
    """One kind of talk as something that can be found; ``kind`` is its key in ``TALK``."""

    code: str
    name: str
    kind: str


NAMES: Mapping[str, str] = {
    "human": "想找人工",
    "grievance": "对办事不满",
    "bribery": "反映收钱送礼",
    "dispute": "问凭什么",
    "complex": "情况特殊",
    "suicide": "想不开",
    "violence": "有人受害",
    "fire": "起火或险情",
    "medical": "有人突发疾病",
    "insult": "骂人",
    "illegal": "想走歪路",
    "privacy": "打听别人",
    "injection": "指挥机器人",
    "offtopic": "闲聊",
}
"""What a clerk reads in a trace."""


def talks() -> tuple[Talk, ...]:
    """Every kind of talk."""
    return tuple(Talk(f"TALK-{kind.upper()}", NAMES[kind], kind) for kind in TALK)
