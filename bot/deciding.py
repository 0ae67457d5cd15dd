"""From scores to a probability, and from the probability to: answer, ask back, or let a person answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from functools import lru_cache
from math import exp, log
from typing import Literal, NamedTuple

from bot.scoring import Found
from bot.settings import Calibration, Settings

Verdict = Literal["answer", "clarify", "unknown"]
EXACT_CONFIDENCE = 0.99
_VOTERS = ("cosine", "ratio", "bm25", "document")


@dataclass(frozen=True, slots=True)
class Judgement:
    """``confidence`` is the probability that the best entry is the right one. ``options`` are the entries that a
    clarifying question would offer: the best ones, as far as they come near the best. ``exact``: the question is a
    phrase of the best entry and of no other."""

    verdict: Verdict
    confidence: float
    options: tuple[Found, ...]
    exact: bool = False


class Wholly(NamedTuple):
    """How a question fits known wordings as a whole: the codes of which it is a phrase (``exact``), those of which
    it is one once the side asked about is taken away (``named``), and how many characters it has."""

    exact: frozenset[str]
    named: frozenset[str]
    length: int


def judge(found: Sequence[Found], talk: Found | None, wholly: Wholly, settings: Settings) -> Judgement:
    """Decide over the scored entries, best first. ``talk`` is the nearest talk."""
    exact = wholly.exact
    if not found:
        return Judgement("unknown", 0.0, ())
    options = _options(found, exact, settings)
    if exact == {found[0].entry.code}:
        return Judgement("answer", EXACT_CONFIDENCE, options, exact=True)
    likely = probability(found, talk, wholly, settings)
    confidence = likely if len(exact) < 2 else min(likely, 0.5)
    if confidence >= settings.answer_at:
        return Judgement("answer", confidence, options)
    offered = any(one.entry.kind != "stub" for one in options)
    return Judgement(
        "clarify" if confidence >= settings.clarify_at and offered else "unknown",
        confidence,
        options,
    )


def is_strange(best: Found, settings: Settings) -> bool:
    """Without an encoder: does even the best entry hold hardly anything of the question?"""
    if best.terms.get("cosine"):
        return False
    return best.terms.get("bm25", 0.0) < settings.least_held * settings.weights.bm25


def probability(found: Sequence[Found], talk: Found | None, wholly: Wholly, settings: Settings) -> float:
    """How likely the best of the scored entries is what was meant (0..1)."""
    intercept, *shares = _shares(settings.calibration)
    logit = intercept + sum(share * one for share, one in zip(shares, signals(found, talk, wholly), strict=True))
    return 1 / (1 + exp(-logit))


@lru_cache(maxsize=8)
def _shares(model: Calibration) -> tuple[float, ...]:
    """The numbers of a model in their order, worked out once: they are asked for in every reading."""
    return astuple(model)


def signals(found: Sequence[Found], talk: Found | None, wholly: Wholly) -> tuple[float, ...]:
    """What tells whether the best entry is right, in the order of ``Calibration``: its score and its lead over the
    second; how near its best phrase lies by the encoder and by spelling, how much its guide speaks of it, and how much
    of the foremost rows are its own; of how many terms it has the most; how many others crowd near it; how much was
    said; whether the entry is named and nothing else; and what kind of entry it is."""
    best, others = found[0], sorted([*found[1:6], *([talk] if talk else [])], key=_by_score)[:5]
    return (
        best.score,
        best.score - others[0].score if others else best.score,
        best.terms.get("cosine", 0.0),
        best.terms.get("ratio", 0.0),
        best.terms.get("document", 0.0),
        best.terms.get("company", 0.0),
        sum(all(best.terms.get(name, 0.0) >= one.terms.get(name, 0.0) for one in others) for name in _VOTERS),
        sum(min(1.0, max(0.0, 1 - 10 * (best.score - one.score))) for one in others),
        log(1 + wholly.length),
        float(wholly.named == {best.entry.code}),
        float(best.entry.kind == "service"),
        float(best.entry.kind == "bundle"),
        float(best.entry.kind == "stub"),
    )


def _by_score(found: Found) -> float:
    return -found.score


def _options(found: Sequence[Found], exact: frozenset[str], settings: Settings) -> tuple[Found, ...]:
    least = found[0].score * settings.option_window
    near = [one for one in found if one.score >= least or one.entry.code in exact]
    return tuple(sorted(near, key=lambda one: one.entry.code not in exact)[: settings.max_options])
