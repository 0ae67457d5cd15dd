"""Fitted numbers: the shares of the signs by which the bot tells what is ours and what is talk.

Printed by ``bench/fit_bot.py``, fitted on the odd lines of the project's own labelled questions. ``""`` is the
intercept.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import exp

BELONGING: Mapping[str, float] = {
    "": -8.699,
    "ours cosine": 0.963,
    "ours ratio": 2.693,
    "ours bm25": 3.301,
    "ours top_three": 9.27,
    "ours centre": 2.211,
    "ours document": 0.603,
    "ours company": 0.982,
    "stub cosine": -0.53,
    "stub ratio": -1.549,
    "stub bm25": -2.869,
    "stub top_three": 0.179,
    "stub centre": -4.141,
    "stub document": 0.0,
    "stub company": -1.156,
    "talk cosine": 0.543,
    "talk ratio": 1.201,
    "talk bm25": -2.049,
    "talk top_three": 2.636,
    "talk centre": -2.768,
    "talk document": 0.0,
    "talk company": -5.68,
    "known": 0.13,
    "common": 2.786,
    "length": 2.152,
    "facets": 0.901,
    "lead": -2.149,
    "stub first": -1.119,
    "service": 0.128,
    "complaint": -1.509,
}
TALKING: Mapping[str, float] = {
    "": -1.192,
    "ours cosine": -1.59,
    "ours ratio": -2.077,
    "ours bm25": -1.281,
    "ours top_three": -6.741,
    "ours centre": -1.606,
    "ours document": 4.577,
    "ours company": -0.051,
    "stub cosine": -1.751,
    "stub ratio": 0.305,
    "stub bm25": -0.836,
    "stub top_three": 2.542,
    "stub centre": 1.703,
    "stub document": 0.0,
    "stub company": 1.724,
    "talk cosine": -3.68,
    "talk ratio": -2.657,
    "talk bm25": 3.296,
    "talk top_three": 18.296,
    "talk centre": 4.317,
    "talk document": 0.0,
    "talk company": 2.957,
    "known": -1.262,
    "common": -4.345,
    "length": 0.464,
    "facets": -0.234,
    "lead": -0.239,
    "stub first": 0.147,
    "service": -0.371,
    "complaint": 1.029,
    "talk score": 2.765,
    "talk lead": 1.1,
}


def chance(shares: Mapping[str, float], signs: Mapping[str, float]) -> float:
    """The probability (0..1) of a logistic model; signs that it has no share for say nothing."""
    logit = shares.get("", 0.0) + sum(share * signs.get(name, 0.0) for name, share in shares.items())
    return 1 / (1 + exp(-logit))
