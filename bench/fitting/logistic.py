"""Logistic models over a few signs, with the figures that tell whether they are any good."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

Numbers = NDArray[np.float64]
_PENALTY = 1e-3
"""On the squares of the shares of standardised signs: few questions must not make steep models."""


def fitted(table: Numbers, truth: Numbers) -> Numbers:
    """The intercept and the share of each column."""
    means, spreads = table.mean(axis=0), table.std(axis=0) + 1e-9
    spreads[spreads < 1e-6] = 1.0
    scaled = np.column_stack([np.ones(len(table)), (table - means) / spreads])
    best = minimize(_loss, np.zeros(scaled.shape[1]), args=(scaled, truth), jac=True).x
    shares = best[1:] / spreads
    return np.concatenate([[best[0] - float(shares @ means)], shares])


def chances(shares: Numbers, table: Numbers) -> Numbers:
    """The probability of each row."""
    odds: Numbers = 1 / (1 + np.exp(-(shares[0] + table @ shares[1:])))
    return odds


def ranked_right(chance: Numbers, truth: Numbers) -> float:
    """How often a true row has a higher chance than a false one (.5: by luck)."""
    places = np.empty(len(chance))
    places[np.argsort(chance)] = np.arange(len(chance))
    positive = truth.sum()
    return float((places[truth > 0].sum() - positive * (positive - 1) / 2) / (positive * (len(truth) - positive)))


def calibration_error(chance: Numbers, truth: Numbers, bins: int = 10) -> float:
    """The mean distance between what is promised and what is kept."""
    numbers = np.minimum((chance * bins).astype(int), bins - 1)
    groups = [numbers == at for at in set(numbers)]
    gaps = [abs(chance[group].mean() - truth[group].mean()) * group.sum() for group in groups]
    return float(sum(gaps) / len(truth))


def _loss(shares: Numbers, table: Numbers, truth: Numbers) -> tuple[float, Numbers]:
    odds = 1 / (1 + np.exp(-table @ shares))
    loss = -np.mean(truth * np.log(odds + 1e-12) + (1 - truth) * np.log(1 - odds + 1e-12))
    held = np.concatenate([[0.0], shares[1:]])
    return float(loss) + _PENALTY * float(held @ held), table.T @ (odds - truth) / len(truth) + 2 * _PENALTY * held
