"""Fit the bot's numbers on labelled questions, and print them for ``bot/settings.py`` and ``bot/shares.py``.

    python3 dev.py yichuang faq train --out model.npz
    .venv/bin/python bench/fit_bot.py tests/bot/questions/*.jsonl --model model.npz

Weights of the search first; then, over what it finds, the calibration of its certainty, what is ours, and what is
talk. The odd lines are fitted on, the even ones tell what it brings; but for certainty, which is fitted on the even
lines: mends are made after reading what goes wrong in odd lines, so that these promise too much. Without ``--model``
the numbers of an engine that has no encoder are fitted.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np

from bench.fitting.logistic import Numbers, calibration_error, chances, fitted, ranked_right
from bench.fitting.questions import Question, lines_of, read_all, with_weights
from bench.fitting.weighing import accuracy, contest
from bench.fitting.weighing import fitted as fitted_weights
from bot.belonging import signs
from bot.deciding import signals
from bot.dialogue import names_nothing, says_nothing
from bot.encoder import Encoder
from bot.engine import Engine
from bot.guards import guard, is_complex
from bot.settings import Calibration
from bot.talking import talk_signs
from faq.loader import load_book

_LEVELS = (0.5, 0.6, 0.7, 0.8, 0.85, 0.88, 0.9, 0.92, 0.94)


def main() -> None:
    options = _options()
    lines = lines_of(options.files)
    encoder = Encoder.from_bytes(options.model.read_bytes()) if options.model else None
    engine = Engine.build(load_book(), encoder=encoder)
    for _ in range(options.rounds):
        engine = _weighed(engine, read_all(engine, lines))
    print(engine.settings.weights)
    asked = [one for one in read_all(engine, lines) if _is_asked(one)]
    _fit_calibration([one for one in asked if not _is_guarded(one)])
    if encoder:
        _fit("BELONGING", asked, lambda one: signs(one.reading, engine.understanding), _is_ours)
        talking = [one for one in asked if one.reading.talk]
        _fit("TALKING", talking, lambda one: talk_signs(one.reading, engine.understanding), _is_talk)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--model", type=Path)
    parser.add_argument("--rounds", type=int, default=2)
    return parser.parse_args()


def _weighed(engine: Engine, questions: Sequence[Question]) -> Engine:
    """The engine with weights fitted on the odd questions."""
    weights = engine.settings.weights
    odd = [contest(one, weights) for one in questions if one.odd]
    even = [contest(one, weights) for one in questions if not one.odd]
    new = fitted_weights(odd, engine.encoder_version is not None)
    print(f"right of odd lines {accuracy(odd, new):.4f}, of even lines {accuracy(even, new):.4f}")
    return with_weights(engine, new)


def _fit_calibration(questions: Sequence[Question]) -> None:
    rows = [signals(one.reading.found, one.reading.talk, one.reading.wholly) for one in questions]
    truth = np.array([one.fits(one.reading.found[0]) for one in questions], dtype=float)
    shares, chance = _fitted(np.array(rows), truth, questions, on_odd=False)
    print(Calibration(**dict(zip(asdict(Calibration()), map(_rounded, shares), strict=True))))
    even = np.array([not one.odd for one in questions])
    _print_curve(chance[even], truth[even])


def _fit(
    name: str,
    questions: Sequence[Question],
    signs_of: Callable[[Question], Mapping[str, float]],
    holds: Callable[[Question], bool],
) -> None:
    """Fit and print one logistic model over named signs."""
    rows = [signs_of(one) for one in questions]
    names = list(rows[0])
    table = np.array([[row[key] for key in names] for row in rows])
    shares, _ = _fitted(table, np.array([holds(one) for one in questions], dtype=float), questions)
    print(f"{name}: Mapping[str, float] = {{")
    for key, share in zip(["", *names], shares, strict=True):
        print(f'    "{key}": {_rounded(share)},')
    print("}")


def _fitted(
    table: Numbers, truth: Numbers, questions: Sequence[Question], *, on_odd: bool = True
) -> tuple[Numbers, Numbers]:
    """The shares fitted on one half of the questions, and the chance of each question."""
    odd = np.array([one.odd for one in questions])
    half = odd if on_odd else ~odd
    shares = fitted(table[half], truth[half])
    chance = chances(shares, table)
    for half, name in ((odd, "odd"), (~odd, "even")):
        ranked, error = ranked_right(chance[half], truth[half]), calibration_error(chance[half], truth[half])
        print(f"{name}: ranked right {ranked:.4f}, calibration error {error:.3f}")
    return shares, chance


def _rounded(share: float) -> float:
    return round(float(share), 3)


def _is_asked(question: Question) -> bool:
    """Is it decided by likeness, and not by being a known wording or by naming nothing?"""
    reading = question.reading
    decided = reading.judgement.exact or says_nothing(reading.wording.core) or names_nothing(reading.wording.core)
    return bool(reading.found) and not decided


def _is_guarded(question: Question) -> bool:
    return guard(question.reading.text) is not None or is_complex(question.reading.text)


def _is_ours(question: Question) -> bool:
    return question.action in ("ANSWER", "CLARIFY")


def _is_talk(question: Question) -> bool:
    return bool(question.reading.talk and question.fits(question.reading.talk))


def _print_curve(chance: Numbers, truth: Numbers) -> None:
    for least in _LEVELS:
        sure = chance >= least
        print(f"at {least}: share {sure.mean():.3f}, right {truth[sure].mean() if sure.any() else 0:.4f}")


if __name__ == "__main__":
    main()
