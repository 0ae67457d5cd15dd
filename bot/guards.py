"""What must be seen before any search: danger to life, the wish for a person, corruption, abuse, tricks, courtesy.

Ordered; the first rule that fits wins. Each rule has its phrases and, where a question of content looks alike, what
it must not contain. The words stand in ``danger_words``, ``guard_words`` and ``trick_words``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from bot import danger_words as danger
from bot import guard_words as words
from bot import trick_words as tricks
from bot.complexity import is_complex
from bot.scripts import is_foreign

__all__ = ["GuardKind", "guard", "is_complex", "is_emergency", "is_foreign", "needs_person"]

GuardKind = Literal[
    "violence", "suicide", "fire", "medical", "human", "bribery", "illegal", "injection", "privacy",
    "grievance", "dispute", "insult", "thanks", "bye", "greeting", "offtopic", "noise",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Rule:
    kind: GuardKind
    says: re.Pattern[str]
    unless: re.Pattern[str] | None = None


def _rule(kind: GuardKind, says: str, unless: str | None = None) -> _Rule:
    return _Rule(kind, re.compile(says), re.compile(unless) if unless else None)


_RULES: tuple[_Rule, ...] = (
    _rule("suicide", danger.SUICIDE, r"去世|遗产|继承|赔偿|生前|自杀(?:了|算|身亡|的)"),
    _rule("violence", danger.VIOLENCE, danger.NOT_VIOLENCE),
    _rule("fire", danger.FIRE, danger.NOT_FIRE),
    _rule("medical", danger.MEDICAL, danger.NOT_MEDICAL),
    _rule("medical", danger.ENGLISH),
    _rule("injection", tricks.INJECTION, r"法人|身份证号"),
    _rule("human", words.HUMAN, words.NOT_HUMAN),
    _rule("bribery", words.BRIBERY, words.NOT_BRIBERY),
    _rule("illegal", tricks.ILLEGAL, tricks.NOT_ILLEGAL),
    _rule("privacy", tricks.PRIVACY, tricks.NOT_PRIVACY),
    _rule("dispute", words.DISPUTE),
    _rule("grievance", words.GRIEVANCE, words.ASKS_CHANNEL),
    _rule("insult", words.ABUSE),
    _rule("noise", tricks.NOISE),
    _rule("thanks", tricks.THANKS),
    _rule("bye", tricks.BYE),
    _rule("greeting", tricks.GREETING),
    _rule("offtopic", tricks.OFFTOPIC, tricks.NOT_OFFTOPIC),
)
_EMERGENCIES: frozenset[GuardKind] = frozenset({"violence", "suicide", "fire", "medical"})
_PERSONS: frozenset[GuardKind] = frozenset({"human", "bribery", "grievance", "dispute", "insult"})


def guard(text: str) -> GuardKind | None:
    """The first rule that a normalised text meets, or None when it is an ordinary question."""
    for rule in _RULES:
        if rule.says.search(text) and not (rule.unless and rule.unless.search(text)):
            return rule.kind
    return None


def is_emergency(kind: GuardKind) -> bool:
    """Is somebody in danger?"""
    return kind in _EMERGENCIES


def needs_person(kind: GuardKind) -> bool:
    """Must a member of staff see it?"""
    return kind in _PERSONS
