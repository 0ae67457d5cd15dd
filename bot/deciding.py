"""From scores to a probability, and from the probability to: answer, ask back, or let a person answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp
from typing import Literal

from bot.scoring import Found
from bot.settings import Settings

Verdict = Literal["answer", "clarify", "unknown"]
EXACT_CONFIDENCE = 0.99


@dataclass(frozen=True, slots=True)
class Judgement:
    """``confidence`` is the probability that the best entry is the right one. ``options`` are the entries that a
    clarifying question would offer: the best ones, as far as they come near the best. ``exact``: the question is a
    phrase of the best entry and of no other."""

    verdict: Verdict
    confidence: float
    options: tuple[Found, ...]
    exact: bool = False


def judge(found: Sequence[Found], exact: frozenset[str], settings: Settings) -> Judgement:
    """Decide over the scored entries, best first. ``exact`` are the codes of which the question is a phrase."""
    if not found:
        return Judgement("unknown", 0.0, ())
    options = _options(found, exact, settings)
    if exact == {found[0].entry.code}:
        return Judgement("answer", EXACT_CONFIDENCE, options, exact=True)
    confidence = probability(found, settings) if len(exact) < 2 else min(probability(found, settings), 0.5)
    if confidence >= settings.answer_at:
        return Judgement("answer", confidence, options)
    offered = any(one.entry.kind != "stub" for one in options)
    return Judgement(
        "clarify" if confidence >= settings.clarify_at and offered else "unknown",
        confidence,
        options,
    )


def probability(found: Sequence[Found], settings: Settings) -> float:
    """How likely the best of the scored entries is what was meant (0..1)."""
    model, best = settings.calibration, found[0]
    margin = best.score - found[1].score if len(found) > 1 else best.score
    logit = (
        model.intercept
        + model.score * best.score
        + model.margin * margin
        + model.coverage * best.best.coverage
        + model.anchor * best.best.anchor
    )
    return 1 / (1 + exp(-logit))


def _options(found: Sequence[Found], exact: frozenset[str], settings: Settings) -> tuple[Found, ...]:
    least = found[0].score * settings.option_window
    near = [one for one in found if one.score >= least or one.entry.code in exact]
    return tuple(sorted(near, key=lambda one: one.entry.code not in exact)[: settings.max_options])
