"""Fit the bot's weights and calibration on labelled questions, and print them for ``bot/settings.py``.

    python3 dev.py yichuang faq train --out model.npz
    .venv/bin/python bench/fit_bot.py tests/bot/questions/*.jsonl --model model.npz

Only the odd lines are fitted on; the even ones tell what it brings. Without ``--model`` the weights of an engine that
has no encoder are fitted.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from bot.deciding import signals
from bot.encoder import Encoder
from bot.engine import Engine
from bot.scoring import Found
from bot.settings import Calibration, Weights
from faq.loader import load_book

Numbers = NDArray[np.float64]
_TERMS = tuple(name for name in asdict(Weights()) if name != "audience")


@dataclass(frozen=True)
class Contest:
    """The entries found for one question: a row of raw terms each, and which of them are right."""

    terms: Numbers
    right: NDArray[np.bool_]


def main() -> None:
    options = _options()
    lines = [json.loads(line) for path in options.files for line in path.read_text("utf-8").splitlines()]
    encoder = Encoder.from_bytes(options.model.read_bytes()) if options.model else None
    engine = Engine.build(load_book(), encoder=encoder)
    weights = engine.settings.weights
    for _ in range(options.rounds):
        engine = _with_weights(engine, weights)
        contests = [_contest(engine, line) for line in lines if _is_answerable(line)]
        weights = _fitted_weights(contests[1::2], encoder is not None)
        shares = (_accuracy(contests[0::2], weights), _accuracy(contests[1::2], weights))
        print("right of even and odd lines: {:.4f} {:.4f}".format(*shares))
    print(weights)
    _fit_calibration(_with_weights(engine, weights), lines)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--model", type=Path)
    parser.add_argument("--rounds", type=int, default=2)
    return parser.parse_args()


def _is_answerable(line: dict[str, Any]) -> bool:
    return line["action"] == "ANSWER" and not line.get("context")


def _with_weights(engine: Engine, weights: Weights) -> Engine:
    settings = replace(engine.settings, weights=weights)
    return replace(engine, understanding=replace(engine.understanding, settings=settings))


def _found(engine: Engine, text: str) -> tuple[Found, ...]:
    return engine.understanding.read(engine.understanding.normalise(text)).found


def _contest(engine: Engine, line: dict[str, Any]) -> Contest:
    weights = asdict(engine.settings.weights)
    found = _found(engine, line["text"])
    terms = [[one.terms.get(name, 0.0) / (weights[name] or 1.0) for name in _TERMS] for one in found]
    right = np.array([one.entry.code in line["labels"] for one in found], dtype=bool)
    return Contest(np.array(terms, dtype=float).reshape(len(found), len(_TERMS)), right)


def _fitted_weights(contests: Sequence[Contest], with_encoder: bool) -> Weights:
    """Conditional logit: the right entries must outweigh the others. Scaled so that the positive shares sum to 1.4."""
    useful = [contest for contest in contests if contest.right.any() and not contest.right.all()]
    bounds = [(0.0, None) if with_encoder or name != "cosine" else (0.0, 0.0) for name in _TERMS]
    start = np.full(len(_TERMS), 1.0)
    best = minimize(_loss, start, args=(useful,), jac=True, method="L-BFGS-B", bounds=bounds).x
    scaled = best * 1.4 / best.sum()
    kept = {name: max(0.001, round(float(value), 3)) for name, value in zip(_TERMS, scaled, strict=True)}
    return Weights(**(kept if with_encoder else kept | {"cosine": 0.0}))


def _loss(shares: Numbers, contests: Sequence[Contest]) -> tuple[float, Numbers]:
    total, slope = 0.0, np.zeros_like(shares)
    for contest in contests:
        raised = contest.terms @ shares
        chances = np.exp(raised - raised.max())
        chances /= chances.sum()
        right = chances[contest.right].sum()
        total -= np.log(right + 1e-12)
        slope -= contest.terms.T @ (np.where(contest.right, chances / right, 0.0) - chances)
    size = len(contests)
    return total / size + 1e-4 * float(shares @ shares), slope / size + 2e-4 * shares


def _accuracy(contests: Sequence[Contest], weights: Weights) -> float:
    shares = np.array([asdict(weights)[name] for name in _TERMS])
    hits = [bool(len(one.right) and one.right[np.argmax(one.terms @ shares)]) for one in contests]
    return float(np.mean(hits))


def _fit_calibration(engine: Engine, lines: Sequence[dict[str, Any]]) -> None:
    rows, right = [], []
    for line in lines:
        found = _found(engine, line["text"])
        if not line.get("context") and found:
            rows.append([1.0, *signals(found)])
            right.append(found[0].entry.code in line["labels"] or _is_fitting_stub(line, found))
    table, truth = np.array(rows), np.array(right, dtype=float)
    best = minimize(_logistic, np.zeros(table.shape[1]), args=(table[1::2], truth[1::2]), jac=True).x
    names = list(asdict(Calibration()))
    print(Calibration(**{name: round(float(value), 3) for name, value in zip(names, best, strict=True)}))
    _print_curve(1 / (1 + np.exp(-table[0::2] @ best)), truth[0::2])


def _is_fitting_stub(line: dict[str, Any], found: Sequence[Found]) -> bool:
    """A question for nobody here is well answered by a stub; which one is not labelled."""
    return line["action"] == "NONE" and found[0].entry.kind == "stub"


def _logistic(shares: Numbers, table: Numbers, truth: Numbers) -> tuple[float, Numbers]:
    chances = 1 / (1 + np.exp(-table @ shares))
    loss = -np.mean(truth * np.log(chances + 1e-12) + (1 - truth) * np.log(1 - chances + 1e-12))
    return float(loss) + 1e-4 * float(shares @ shares), table.T @ (chances - truth) / len(truth) + 2e-4 * shares


def _print_curve(chances: Numbers, truth: Numbers) -> None:
    for least in (0.3, 0.4, 0.5, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9):
        sure = chances >= least
        print(f"at {least}: share {sure.mean():.3f}, right {truth[sure].mean() if sure.any() else 0:.4f}")


if __name__ == "__main__":
    main()
