"""Contrastive training: wordings of one entry are drawn together, those of others in the same batch pushed apart.

Plain numpy with scipy's sparse products; seeded, single order of operations, so that the same content gives the same
bytes on the same machine and lock file. About half a minute on two cores for a centre of 14,000 wordings.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import scipy.sparse as sparse
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from bot.encoder import Encoder
from bot.training.examples import Example, examples_of
from bot.training.recipe import Recipe
from bot.training.versions import version_of
from faq.schema import Book

Floats = NDArray[np.float32]
Numbers = NDArray[np.int64]
_WORD_SHARE, _CHARACTER_SHARE = 1.2, 0.7
_SMALLEST = 1e-6


def train(book: Book, recipe: Recipe | None = None, progress: Callable[[float], None] | None = None) -> Encoder:
    """The encoder for a book. ``progress`` is told the share done (0..1)."""
    return train_on(examples_of(book), version_of(book, recipe), recipe, progress)


def train_on(
    examples: Sequence[Example],
    version: str,
    recipe: Recipe | None = None,
    progress: Callable[[float], None] | None = None,
    *,
    alone: bool = False,
) -> Encoder:
    """The encoder for any wordings, named ``version``.

    ``alone``: one that is the only one of its group is its own partner, so that two views of it with different units
    hidden teach each other; otherwise it teaches nothing.
    """
    chosen = recipe or Recipe()
    units = _Units.of(examples)
    told = progress or _silent
    with threadpool_limits(1):  # the matrices are small: threads would wait for each other and sum in any order
        tables = [
            _Trainer(units, replace(chosen, seed=chosen.seed + voice), alone).run(_part(told, voice, chosen.voices))
            for voice in range(chosen.voices)
        ]
    return _packed(np.hstack(tables), units, version)


@dataclass(frozen=True, slots=True)
class _Units:
    """The examples as a sparse matrix: a row each, a column a unit, weighed by rarity and kind."""

    names: tuple[str, ...]
    scales: Floats
    matrix: sparse.csr_matrix
    groups: Numbers

    @classmethod
    def of(cls, examples: Sequence[Example]) -> _Units:
        counts = Counter(unit for example in examples for unit in example.units)
        names = tuple(sorted(counts))
        total = len(examples)
        scales = np.array(
            [_share(name) * np.sqrt(np.log(1 + (total + 1) / (counts[name] + 0.5))) for name in names], dtype=np.float32
        )
        ids = {name: number for number, name in enumerate(names)}
        columns = np.array([ids[unit] for example in examples for unit in example.units], dtype=np.int32)
        weights = np.array([weight for example in examples for weight in example.units.values()], dtype=np.float32)
        starts = np.cumsum([0, *(len(example.units) for example in examples)])
        matrix = sparse.csr_matrix((weights * scales[columns], columns, starts), shape=(total, len(names)))
        codes: dict[str, int] = {}
        groups = np.array([codes.setdefault(example.group, len(codes)) for example in examples])
        return cls(names, scales, matrix, groups)


def _share(name: str) -> float:
    if name.startswith("_"):
        return _WORD_SHARE
    return _CHARACTER_SHARE if len(name) == 1 or name.isascii() else 1.0


class _Trainer:
    """The table of points while it is being trained, with the moments of Adam for the rows that a batch touches."""

    def __init__(self, units: _Units, recipe: Recipe, alone: bool = False) -> None:
        self.units, self.recipe, self.alone = units, recipe, alone
        self.random = np.random.default_rng(recipe.seed)
        shape = (len(units.names), recipe.axes)
        self.table = self.random.standard_normal(shape, dtype=np.float32) / np.float32(np.sqrt(recipe.axes))
        self.first, self.second = np.zeros(shape, np.float32), np.zeros(shape, np.float32)
        self.steps = np.zeros(shape[0], dtype=np.int64)
        order = np.argsort(units.groups, kind="stable")
        self.partners = np.split(order, np.cumsum(np.bincount(units.groups))[:-1])

    def run(self, progress: Callable[[float], None]) -> Floats:
        least = 1 if self.alone else 2
        learners = np.flatnonzero(np.bincount(self.units.groups)[self.units.groups] >= least)
        for done in range(self.recipe.rounds):
            order = self.random.permutation(learners)
            rate = self.recipe.rate * (1 - 0.95 * done / self.recipe.rounds)
            for start in range(0, len(order), self.recipe.batch):
                self._learn(order[start : start + self.recipe.batch], rate)
            progress((done + 1) / self.recipe.rounds)
        return self.table

    def _learn(self, anchors: Numbers, rate: float) -> None:
        partners = np.array([self._partner(anchor) for anchor in anchors])
        views = sparse.vstack([self._view(anchors), self._view(partners)], format="csr")
        sums = views @ self.table
        lengths = np.linalg.norm(sums, axis=1, keepdims=True) + np.float32(_SMALLEST)
        points = sums / lengths
        pull = self._pull(points, self.units.groups[anchors])
        slope = (pull - points * (pull * points).sum(axis=1, keepdims=True)) / lengths
        self._step(views, slope, rate)

    def _partner(self, anchor: int) -> int:
        others = self.partners[self.units.groups[anchor]]
        chosen = int(others[self.random.integers(len(others))])
        return chosen if chosen != anchor else int(others[(np.searchsorted(others, anchor) + 1) % len(others)])

    def _view(self, rows: Numbers) -> sparse.csr_matrix:
        view = self.units.matrix[rows].copy()
        view.data *= self.random.random(len(view.data)) >= self.recipe.dropped
        return view

    def _pull(self, points: Floats, groups: Numbers) -> Floats:
        """The slope of the loss at each point: both ways round, each anchor must prefer its partner to all others."""
        half = len(groups)
        anchors, partners = points[:half], points[half:]
        closeness = anchors @ partners.T / np.float32(self.recipe.temperature)
        rivals = (groups[:, None] == groups[None, :]) & ~np.eye(half, dtype=bool)
        closeness[rivals] = -1e9
        slope = (_shares(closeness, 1) + _shares(closeness, 0)) / 2
        slope[np.diag_indices(half)] -= 1
        slope /= np.float32(half * self.recipe.temperature)
        pulled: Floats = np.vstack([slope @ partners, slope.T @ anchors])
        return pulled

    def _step(self, views: sparse.csr_matrix, slope: Floats, rate: float) -> None:
        rows = np.unique(views.indices)
        change = (views.T @ slope)[rows]
        self.steps[rows] += 1
        times = self.steps[rows, None]
        self.first[rows] = 0.9 * self.first[rows] + 0.1 * change
        self.second[rows] = 0.999 * self.second[rows] + 0.001 * change * change
        first = self.first[rows] / (1 - np.float32(0.9) ** times)
        second = self.second[rows] / (1 - np.float32(0.999) ** times)
        self.table[rows] -= np.float32(rate) * (first / (np.sqrt(second) + 1e-8)).astype(np.float32)


def _part(progress: Callable[[float], None], voice: int, voices: int) -> Callable[[float], None]:
    """The progress of one voice as a part of the whole."""
    return lambda share: progress((voice + share) / voices)


def _silent(share: float) -> None:
    """Nobody watches."""


def _shares(closeness: Floats, axis: int) -> Floats:
    raised = np.exp(closeness - closeness.max(axis=axis, keepdims=True))
    shares: Floats = raised / raised.sum(axis=axis, keepdims=True)
    return shares


def _packed(table: Floats, units: _Units, version: str) -> Encoder:
    """int8 rows; a row's scale also holds the rarity and kind of its unit."""
    steps = np.maximum(np.abs(table).max(axis=1), _SMALLEST) / np.float32(127)
    rows = np.rint(table / steps[:, None]).astype(np.int8)
    ids = {name: number for number, name in enumerate(units.names)}
    return Encoder(version, ids, rows, (steps * units.scales).astype(np.float32))
