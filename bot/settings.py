"""The numbers that the engine turns on: weights of the scoring terms and the thresholds of a decision."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Weights:
    """Share of each explainable term in an item's score. Every term lies in 0..1 (``action`` in -1..1).

    Fitted on the project's own labelled questions by ``bench/fit_bot.py``; linear, so that each point of a score can
    be explained.
    """

    cosine: float = 0.238
    ratio: float = 0.279
    bm25: float = 0.289
    top_three: float = 0.145
    centre: float = 0.181
    document: float = 0.097
    company: float = 0.136
    action: float = 0.034
    service: float = 0.001
    bundle: float = 0.205
    audience: float = 0.05


@dataclass(frozen=True, slots=True)
class Calibration:
    """Logistic model of "the best item is the right one" over the signals of a search (see ``bot.deciding``).

    Fitted by ``bench/fit_bot.py`` on the even lines of the project's own labelled questions.
    """

    intercept: float = -3.778
    score: float = 0.954
    margin: float = 4.153
    cosine: float = 1.316
    ratio: float = 6.566
    document: float = -0.535
    company: float = 11.058
    agreed: float = 0.241
    crowd: float = -0.336
    length: float = 0.715
    named: float = 1.6
    service: float = -0.618
    bundle: float = 0.0
    stub: float = 0.635


@dataclass(frozen=True, slots=True)
class Settings:
    """What a caller may tune. The defaults are what the shipped content was measured with.

    ``answer_at`` and ``clarify_at`` are probabilities; ``option_window`` is the share of the best score that an item
    must reach to be offered as an option; ``max_misses`` is how many times in a row the bot may fail before it offers
    a person; ``candidates`` is how many texts of each segment are looked at closely because they share characters,
    ``near_entries`` and ``near_documents`` how many entries because they lie near or because their guide speaks of it;
    ``longest`` is the number of characters of a question that are read; ``least_held`` is the share of a question that
    the best entry must hold, where no encoder tells more.
    """

    weights: Weights = Weights()
    calibration: Calibration = Calibration()
    answer_at: float = 0.92
    clarify_at: float = 0.03
    option_window: float = 0.5
    max_options: int = 3
    max_misses: int = 2
    candidates: int = 96
    near_entries: int = 10
    near_documents: int = 4
    delta_share: float = 0.05
    k1: float = 1.2
    b: float = 0.75
    longest: int = 200
    least_held: float = 0.15

    @classmethod
    def without_encoder(cls) -> Settings:
        """The settings for an engine that has no encoder (yet): what is left of the score is weighed anew."""
        return cls(weights=_LEXICAL, calibration=_LEXICAL_CALIBRATION, answer_at=0.85)


_LEXICAL = Weights(
    cosine=0.0,
    ratio=0.219,
    bm25=0.453,
    top_three=0.191,
    centre=0.0,
    document=0.197,
    company=0.266,
    action=0.033,
    service=0.04,
    bundle=0.129,
)
_LEXICAL_CALIBRATION = Calibration(
    intercept=-3.321,
    score=-0.097,
    margin=9.172,
    cosine=0.0,
    ratio=4.045,
    document=4.449,
    company=5.392,
    agreed=0.178,
    crowd=-0.495,
    length=1.025,
    named=2.61,
    service=-0.627,
    bundle=0.0,
    stub=1.268,
)
