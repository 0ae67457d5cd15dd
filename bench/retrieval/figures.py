"""What a run of questions comes to: how often the right entry is first, among three, how soon, and at what price."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from typing import Any

DEPTH = 10


@dataclass(frozen=True)
class Quality:
    """Shares of the questions: right entry first, among the first three; mean of 1/place within the first ten."""

    hit1: float
    hit3: float
    mrr: float


@dataclass(frozen=True)
class Price:
    """Milliseconds a question: by the clock, and of the process's own CPU time, which other processes disturb less."""

    p50_ms: float
    p99_ms: float
    cpu_p50_ms: float
    cpu_p99_ms: float


@dataclass(frozen=True)
class Result:
    """One method on one set. ``asked`` of ``questions``: a slow method is asked a sample."""

    set: str
    entries: int
    method: str
    questions: int
    asked: int
    quality: Quality
    price: Price
    build_s: float
    memory_mb: float
    train_s: float = 0.0

    def as_json(self) -> dict[str, Any]:
        """For a program: one flat object."""
        nested: dict[str, Any] = asdict(self)
        right: dict[str, Any] = nested.pop("quality")
        paid: dict[str, Any] = nested.pop("price")
        return nested | right | paid

    @classmethod
    def from_json(cls, flat: dict[str, Any]) -> Result:
        """What ``as_json`` wrote."""
        given = dict(flat)
        quality = Quality(*(given.pop(name) for name in ("hit1", "hit3", "mrr")))
        price = Price(*(given.pop(name) for name in ("p50_ms", "p99_ms", "cpu_p50_ms", "cpu_p99_ms")))
        return cls(**given, quality=quality, price=price)


def place(found: Sequence[int], right: Collection[int]) -> int | None:
    """The place (from 1) of the first right owner among the distinct owners found, within the first ten."""
    for number, owner in enumerate(list(dict.fromkeys(found))[:DEPTH], start=1):
        if owner in right:
            return number
    return None


def quality(places: Sequence[int | None]) -> Quality:
    """From the place of the right entry for each question, None where it was not found."""
    total = max(1, len(places))
    return Quality(
        sum(at == 1 for at in places) / total,
        sum(at is not None and at <= 3 for at in places) / total,
        sum(1 / at for at in places if at) / total,
    )


def percentile(values: Sequence[float], share: float) -> float:
    """The value that this share (0..1) of the values does not exceed; 0 for none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


def price(wall: Sequence[float], cpu: Sequence[float]) -> Price:
    """From the seconds of each question."""
    return Price(*(percentile(values, share) * 1000 for values in (wall, cpu) for share in (0.5, 0.99)))
