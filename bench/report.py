"""Figures beside those of the hello-world route of the same run: a ratio holds on any machine, a rate does not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from bench.load import Figures


@dataclass(frozen=True)
class Line:
    """One benchmark. The ratios: how much of hello's rate it reaches, how many times hello's CPU it takes."""

    name: str
    figures: Figures
    rate_ratio: float
    cpu_ratio: float

    def as_json(self) -> dict[str, Any]:
        """For a program; rounded to what is meant."""
        found = self.figures
        return {
            "name": self.name,
            "per_second": round(found.per_second, 1),
            "p50_ms": round(found.p50_ms, 2),
            "p99_ms": round(found.p99_ms, 2),
            "cpu_us": round(found.cpu_us),
            "rate_ratio": round(self.rate_ratio, 3),
            "cpu_ratio": round(self.cpu_ratio, 2),
            "statuses": found.statuses,
        }


def lines(measured: Mapping[str, Figures], hellos: Sequence[Figures]) -> list[Line]:
    """Each benchmark against the median of the hello runs around them; hello itself comes first."""
    rate = median(one.per_second for one in hellos)
    cpu = median(one.cpu_us for one in hellos)
    middle = sorted(hellos, key=lambda one: one.per_second)[len(hellos) // 2]
    rows = [("hello", middle), *measured.items()]
    return [Line(name, found, found.per_second / rate, found.cpu_us / cpu) for name, found in rows]


def table(rows: Sequence[Line]) -> str:
    """As Markdown, so that it can be pasted into docs/benchmarks.md."""
    head = "| | req/s | p50 ms | p99 ms | CPU µs/request | req/s ÷ hello | CPU × hello |"
    body = [_row(row.as_json()) for row in rows]
    return "\n".join([head, "|---|--:|--:|--:|--:|--:|--:|", *body])


def _row(row: Mapping[str, Any]) -> str:
    names = ("name", "per_second", "p50_ms", "p99_ms", "cpu_us", "rate_ratio", "cpu_ratio")
    return "| " + " | ".join(str(row[name]) for name in names) + " |"
