"""Which plea a text is like: the units of our own pleas (``bot.pleas``) against those of ordinary questions.

A naive Bayes over characters and pairs of neighbours. What ordinary questions look like is known already: the content's
phrases were counted to read pinyin.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from math import log

from bot.guard_words import ASKS_CHANNEL
from bot.guards import GuardKind, is_emergency
from bot.normalise import normalise
from bot.pinyin import PinyinReader
from bot.pleas import PLEAS
from bot.understanding import Reading, Understanding

_SMOOTHING = 0.1
_LEAST_UNITS = 5
_LEAST_PHRASES = 2000
_INTERCEPT, _ODDS, _OURS, _COMPLAINT = 0.34, 1.33, 0.90, 1.64
"""Logistic model of "this is a plea", fitted on the odd lines of the project's own labelled questions."""
_NAMED = 0.6
"""The score from which on a text names something that is handled elsewhere."""
_EMERGENCY = 0.3
"""The likeness below which a cry for help is a wish for a person rather than an alarm."""
_KINDS: frozenset[GuardKind] = frozenset(
    {"human", "grievance", "bribery", "dispute", "suicide", "violence", "fire", "medical", "insult"}
)


@dataclass(frozen=True, slots=True)
class Plea:
    """``kind`` is what it asks for (None: a complex case), ``odds`` the mean log-odds of its units against ordinary
    questions: above 0 it is rather a plea."""

    kind: GuardKind | None
    odds: float


def plea_of(text: str, ordinary: PinyinReader) -> Plea:
    """What a normalised text is like. ``ordinary`` has counted the content's phrases."""
    units = _units(text)
    if len(units) < _LEAST_UNITS:
        return Plea(None, -9.0)
    every, by_kind, total = _counted()
    odds = sum(_odds(unit, every[unit], total, ordinary) for unit in units) / len(units)
    kind = max(sorted(by_kind), key=lambda name: _likeness(units, by_kind[name]))
    return Plea(next((one for one in _KINDS if one == kind), None), odds)


def pleads(reading: Reading, ours: float, understanding: Understanding) -> Plea | None:
    """The plea that a text is, all told; None for an ordinary question. ``ours`` is the probability that it is about
    something of the centre. A text that lies near the page for complaints is more likely one."""
    plea = plea_of(reading.text, understanding.reader.pinyin)
    best = reading.found[0] if reading.found else None
    served = frozenset(getattr(best.entry.content, "facets", ())) if best else frozenset()
    if served & frozenset(reading.facets) - {"投诉"} or (best and best.entry.kind == "stub" and best.score >= _NAMED):
        return None
    complaint = "投诉" in served
    sure = min(max(ours, 0.001), 0.999)
    odds = min(max(plea.odds, -1.5), 2.0)
    logit = _INTERCEPT + _ODDS * odds - _OURS * log(sure / (1 - sure)) + _COMPLAINT * complaint
    enough = understanding.catalogue.encoder is not None and has_enough(understanding.reader.pinyin)
    if not enough or min(logit, plea.odds) < 0 or re.search(ASKS_CHANNEL, reading.text):
        return None
    weak = plea.kind is not None and is_emergency(plea.kind) and plea.odds < _EMERGENCY
    return Plea("human", plea.odds) if weak else plea


def has_enough(ordinary: PinyinReader) -> bool:
    """Does the content have phrases enough to tell what is ordinary?"""
    return ordinary.singles.get("^", 0) >= _LEAST_PHRASES


def _odds(unit: str, seen: int, total: int, ordinary: PinyinReader) -> float:
    phrases = max(1, ordinary.singles.get("^", 1))
    usual = (ordinary.pairs if len(unit) > 1 else ordinary.singles).get(unit, 0)
    prior = _SMOOTHING * phrases / total
    return log((seen + _SMOOTHING) / (total + 2 * _SMOOTHING)) - log((usual + prior) / (phrases + 2 * prior))


def _likeness(units: set[str], counts: Counter[str]) -> float:
    """How well the units fit one kind of plea, whatever the number of its sentences."""
    total = sum(counts.values())
    return sum(log((counts[unit] + _SMOOTHING) / (total + 3000 * _SMOOTHING)) for unit in sorted(units))


@cache
def _counted() -> tuple[Counter[str], dict[str, Counter[str]], int]:
    """In how many pleas each unit stands: of all, and by kind; and how many pleas there are."""
    by_kind = {kind: _count(map(normalise, texts)) for kind, texts in PLEAS.items()}
    every: Counter[str] = sum(by_kind.values(), Counter())
    return every, by_kind, sum(map(len, PLEAS.values()))


def _count(texts: Iterable[str]) -> Counter[str]:
    return Counter(unit for text in texts for unit in _units(text))


def _units(text: str) -> set[str]:
    """Characters and pairs of neighbours, Chinese ones only: no others are counted in the content."""
    plain = "".join(char for char in text if char.isalnum())
    units = {*plain, *(plain[at : at + 2] for at in range(len(plain) - 1))}
    return {unit for unit in units if "\u4e00" <= unit[0] <= "\u9fff" and "\u4e00" <= unit[-1] <= "\u9fff"}
