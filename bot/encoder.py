"""The encoder: a text as a point among 128 axes, near to texts that citizens use for the same matter.

A text's point is the weighted sum of the learned points of its characters, pairs and words, as int8 rows. Training is
``bot.training``; here it is only used. Units that training never met say nothing.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from bot.terms import Wording

Floats = NDArray[np.float32]
_SMALLEST = np.float32(1e-9)
_WORD = "_"
_PORTION = 4096


def units_of(wording: Wording) -> Iterator[tuple[str, float]]:
    """The units of a wording by the names that the encoder knows them by, with their weights."""
    yield from wording.grams.items()
    for word, weight in wording.words.items():
        yield _WORD + word, weight


@dataclass(frozen=True, slots=True)
class Encoder:
    """``table[ids[unit]] * scales[ids[unit]]`` is what one occurrence of a unit adds. ``version`` names the training
    that made it."""

    version: str
    ids: Mapping[str, int]
    table: NDArray[np.int8]
    scales: Floats

    @property
    def axes(self) -> int:
        """The number of axes of a point."""
        return int(self.table.shape[1])

    def encode(self, wording: Wording) -> Floats:
        """The point of a text, of length one; all zeros when nothing of it is known."""
        known = self.ids.get
        found = [(row, weight) for unit, weight in units_of(wording) if (row := known(unit)) is not None]
        if not found:
            return np.zeros(self.axes, dtype=np.float32)
        rows = np.array([row for row, _ in found])
        weights = np.array([weight for _, weight in found], dtype=np.float32) * self.scales[rows]
        point: Floats = weights @ self.table.take(rows, axis=0).astype(np.float32)
        return point / max(np.float32(np.sqrt(point @ point)), _SMALLEST)

    def encode_all(self, wordings: Iterable[Wording]) -> Points:
        """The points of many texts."""
        return Points.of((self.encode(wording) for wording in wordings), self.axes)

    def to_bytes(self) -> bytes:
        """The encoder as bytes: the same encoder always gives the same ones."""
        out = io.BytesIO()
        names = np.frombuffer("\n".join(self.ids).encode(), dtype=np.uint8)
        version = np.frombuffer(self.version.encode(), dtype=np.uint8)
        np.savez_compressed(out, version=version, names=names, table=self.table, scales=self.scales)
        return out.getvalue()

    @classmethod
    def from_bytes(cls, raw: bytes) -> Encoder:
        """Read what ``to_bytes`` wrote. Raises ValueError for anything else."""
        with np.load(io.BytesIO(raw), allow_pickle=False) as stored:
            names = stored["names"].tobytes().decode().split("\n")
            return cls(
                stored["version"].tobytes().decode(),
                {name: row for row, name in enumerate(names)},
                stored["table"],
                stored["scales"],
            )


@dataclass(frozen=True, slots=True)
class Points:
    """Many points as int8 rows with a scale each: a quarter of the memory, and no measurable loss."""

    rows: NDArray[np.int8]
    scales: Floats

    @classmethod
    def of(cls, points: Iterable[Floats], axes: int) -> Points:
        """From points of length one (or zero); taken in portions, so that they are never in memory at full length."""
        rest = iter(points)
        rows, scales = [np.zeros((0, axes), dtype=np.int8)], [np.zeros(0, dtype=np.float32)]
        while portion := list(islice(rest, _PORTION)):
            full = np.array(portion, dtype=np.float32)
            steps = np.maximum(np.abs(full).max(axis=1), _SMALLEST) / np.float32(127)
            rows.append(np.rint(full / steps[:, None]).astype(np.int8))
            scales.append(steps.astype(np.float32))
        return cls(np.concatenate(rows), np.concatenate(scales))

    @classmethod
    def joined(cls, parts: Sequence[Points]) -> Points:
        """The points of several, one after another."""
        return cls(np.concatenate([one.rows for one in parts]), np.concatenate([one.scales for one in parts]))

    def near(self, point: Floats, rows: NDArray[np.intp]) -> Floats:
        """The cosine of a point with each of the given rows."""
        cosines: Floats = (self.rows.take(rows, axis=0).astype(np.float32) @ point) * self.scales[rows]
        return cosines
