"""Fitted numbers: the shares of the signs by which the bot tells what is ours and what is talk.

Printed by ``bench/fit_bot.py``, fitted on the odd lines of the project's own labelled questions. ``""`` is the
intercept.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import exp

BELONGING: Mapping[str, float] = {
    "": -8.997,
    "ours cosine": 1.779,
    "ours ratio": 1.39,
    "ours bm25": 3.904,
    "ours top_three": 10.174,
    "ours centre": 1.725,
    "ours document": 2.537,
    "ours company": 0.363,
    "stub cosine": -0.657,
    "stub ratio": -0.965,
    "stub bm25": -3.404,
    "stub top_three": -2.893,
    "stub centre": -2.677,
    "stub document": 0.0,
    "stub company": -1.152,
    "talk cosine": 1.008,
    "talk ratio": 0.739,
    "talk bm25": -1.816,
    "talk top_three": 1.327,
    "talk centre": -1.481,
    "talk document": 0.0,
    "talk company": -6.679,
    "known": 1.19,
    "common": 1.84,
    "length": 2.03,
    "facets": 1.141,
    "lead": -2.013,
    "stub first": -1.296,
    "service": -0.059,
    "complaint": -1.429,
}
TALKING: Mapping[str, float] = {
    "": -0.777,
    "ours cosine": 0.292,
    "ours ratio": 1.381,
    "ours bm25": -1.961,
    "ours top_three": -11.985,
    "ours centre": -1.318,
    "ours document": 4.7,
    "ours company": -0.345,
    "stub cosine": -0.843,
    "stub ratio": -1.12,
    "stub bm25": 1.308,
    "stub top_three": 5.172,
    "stub centre": -0.544,
    "stub document": 0.0,
    "stub company": 1.464,
    "talk cosine": -4.823,
    "talk ratio": 0.646,
    "talk bm25": 2.992,
    "talk top_three": 11.419,
    "talk centre": 4.342,
    "talk document": 0.0,
    "talk company": 2.544,
    "known": -2.131,
    "common": -3.511,
    "length": 0.602,
    "facets": -0.497,
    "lead": 0.866,
    "stub first": 0.203,
    "service": -0.428,
    "complaint": 1.127,
    "talk score": 2.327,
    "talk lead": 3.13,
}


def chance(shares: Mapping[str, float], signs: Mapping[str, float]) -> float:
    """The probability (0..1) of a logistic model; signs that it has no share for say nothing."""
    logit = shares.get("", 0.0) + sum(share * signs.get(name, 0.0) for name, share in shares.items())
    return 1 / (1 + exp(-logit))
