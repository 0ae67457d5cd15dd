"""How the encoder is trained."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Recipe:
    """``temperature`` sharpens the contest in a batch; ``dropped`` is the share of units hidden from each view, so
    that no single word decides. ``voices`` are trainings from different beginnings that stand side by side, ``axes`` each:
    two of them are right a little more often than one."""

    axes: int = 128
    voices: int = 2
    rounds: int = 9
    batch: int = 256
    temperature: float = 0.07
    rate: float = 0.02
    dropped: float = 0.2
    seed: int = 20261121
