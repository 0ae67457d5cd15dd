"""Weights of the scoring terms: a conditional logit in which the right entries must outweigh the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from bench.fitting.questions import Question
from bot.settings import Weights

Numbers = NDArray[np.float64]
_TERMS = tuple(name for name in asdict(Weights()) if name != "audience")
_ENCODED = ("cosine", "centre")
_TOTAL = 1.4
"""What the shares that speak for an entry sum to, so that scores keep their scale from one fit to the next."""


@dataclass(frozen=True)
class Contest:
    """The entries found for one question: a row of raw terms each, and which of them are right."""

    terms: Numbers
    right: NDArray[np.bool_]


def contest(question: Question, weights: Weights) -> Contest:
    """The entries and the talk that a question was read as, with their weights taken out again."""
    by_name = asdict(weights)
    talk = question.reading.talk
    found = [*question.reading.found, *([talk] if talk else [])]
    terms = [[one.terms.get(name, 0.0) / (by_name[name] or 1.0) for name in _TERMS] for one in found]
    right = np.array([question.fits(one) for one in found], dtype=bool)
    return Contest(np.array(terms, dtype=float).reshape(len(found), len(_TERMS)), right)


def fitted(contests: Sequence[Contest], with_encoder: bool) -> Weights:
    """The weights that make the right entries win most surely. A penalty is a share of a negative term."""
    useful = [one for one in contests if one.right.any() and not one.right.all()]
    bounds = [(0.0, None) if with_encoder or name not in _ENCODED else (0.0, 0.0) for name in _TERMS]
    start = np.array([1.0 if most is None else 0.0 for _, most in bounds])
    best = minimize(_loss, start, args=(useful,), jac=True, method="L-BFGS-B", bounds=bounds).x
    scaled = best * _TOTAL / sum(share for name, share in zip(_TERMS, best, strict=True) if name != "bundle")
    kept = {name: max(0.001, round(float(value), 3)) for name, value in zip(_TERMS, scaled, strict=True)}
    return Weights(**(kept if with_encoder else kept | dict.fromkeys(_ENCODED, 0.0)))


def accuracy(contests: Sequence[Contest], weights: Weights) -> float:
    """The share of questions whose best entry is right."""
    shares = np.array([asdict(weights)[name] for name in _TERMS])
    return float(np.mean([bool(len(one.right) and one.right[np.argmax(one.terms @ shares)]) for one in contests]))


def _loss(shares: Numbers, contests: Sequence[Contest]) -> tuple[float, Numbers]:
    total, slope = 0.0, np.zeros_like(shares)
    for one in contests:
        raised = one.terms @ shares
        chances = np.exp(raised - raised.max())
        chances /= chances.sum()
        right = chances[one.right].sum()
        total -= np.log(right + 1e-12)
        slope -= one.terms.T @ (np.where(one.right, chances / right, 0.0) - chances)
    size = len(contests)
    return total / size + 1e-4 * float(shares @ shares), slope / size + 2e-4 * shares
