"""Fitted numbers: the shares of the signs by which the bot tells what is ours and what is talk.

Printed by ``bench/fit_bot.py``, fitted on the odd lines of the project's own labelled questions. ``""`` is the
intercept.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import exp

BELONGING: Mapping[str, float] = {
    "": -9.013,
    "ours cosine": 2.392,
    "ours ratio": 2.334,
    "ours bm25": 3.613,
    "ours top_three": 4.4,
    "ours centre": 2.043,
    "ours document": 1.074,
    "ours company": 0.292,
    "stub cosine": 0.217,
    "stub ratio": -1.403,
    "stub bm25": -2.682,
    "stub top_three": -1.16,
    "stub centre": -2.703,
    "stub document": 0.0,
    "stub company": -3.089,
    "talk cosine": -0.142,
    "talk ratio": 1.981,
    "talk bm25": -1.75,
    "talk top_three": 1.42,
    "talk centre": -2.464,
    "talk document": 0.0,
    "talk company": -6.336,
    "known": 0.519,
    "common": 3.239,
    "length": 1.969,
    "facets": 0.927,
    "lead": -0.101,
    "stub first": -2.101,
    "service": 0.115,
    "complaint": -2.151,
}
TALKING: Mapping[str, float] = {
    "": -0.94,
    "ours cosine": 0.053,
    "ours ratio": -3.711,
    "ours bm25": -2.634,
    "ours top_three": 1.695,
    "ours centre": -4.843,
    "ours document": -0.981,
    "ours company": 0.172,
    "stub cosine": -1.38,
    "stub ratio": 0.488,
    "stub bm25": -0.063,
    "stub top_three": 5.695,
    "stub centre": -2.549,
    "stub document": 0.0,
    "stub company": 1.843,
    "talk cosine": -5.449,
    "talk ratio": -0.829,
    "talk bm25": 2.332,
    "talk top_three": 14.271,
    "talk centre": 6.393,
    "talk document": 0.0,
    "talk company": 3.357,
    "known": -1.015,
    "common": -4.503,
    "length": 0.436,
    "facets": -0.577,
    "lead": 1.27,
    "stub first": 0.562,
    "service": -0.917,
    "complaint": 1.297,
    "talk score": 2.227,
    "talk lead": 2.443,
}


def chance(shares: Mapping[str, float], signs: Mapping[str, float]) -> float:
    """The probability (0..1) of a logistic model; signs that it has no share for say nothing."""
    logit = shares.get("", 0.0) + sum(share * signs.get(name, 0.0) for name, share in shares.items())
    return 1 / (1 + exp(-logit))
