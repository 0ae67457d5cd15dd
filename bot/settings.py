"""The numbers that the engine turns on: weights of the scoring terms and the thresholds of a decision."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Weights:
    """Share of each explainable term in an item's score. The terms lie in 0..1, so the score does, roughly, too."""

    coverage: float = 0.34
    contained: float = 0.24
    ratio: float = 0.16
    words: float = 0.12
    bm25: float = 0.08
    name: float = 0.06
    top_three: float = 0.10
    action: float = 0.10
    service: float = 0.10
    audience: float = 0.05


@dataclass(frozen=True, slots=True)
class Calibration:
    """Logistic model of "the best item is the right one" over the signals of a search (see ``bot.deciding``).

    Fitted on the centre's own aliases, each left out in turn and wrapped in everyday phrases, on the same with their
    item removed, and on questions that are nobody's business here.
    """

    intercept: float = -3.2
    score: float = 2.2
    margin: float = 7.9
    coverage: float = 0.7
    anchor: float = 3.0


@dataclass(frozen=True, slots=True)
class Settings:
    """What a caller may tune. The defaults are what the shipped content was measured with.

    ``answer_at`` and ``clarify_at`` are probabilities; ``option_window`` is the share of the best score that an item
    must reach to be offered as an option; ``max_misses`` is how many times in a row the bot may fail before it offers
    a person; ``candidates`` is how many texts of each segment are looked at closely; ``longest`` is the number of
    characters of a question that are read; ``unseen_pair`` is the weight of a pair of characters that no phrase has,
    which says less than a strange character does.
    """

    weights: Weights = Weights()
    calibration: Calibration = Calibration()
    answer_at: float = 0.80
    clarify_at: float = 0.20
    option_window: float = 0.5
    max_options: int = 3
    max_misses: int = 2
    candidates: int = 48
    unseen_pair: float = 0.4
    delta_share: float = 0.05
    k1: float = 1.2
    b: float = 0.75
    longest: int = 300
