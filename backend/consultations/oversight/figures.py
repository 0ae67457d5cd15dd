"""The monthly figures: replies counted by department, window and person. Pure, over rows of the statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, TypeVar

from backend.common.clock import at_local

K = TypeVar("K", bound=Hashable)
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Tally:
    """Shares are 0 to 1, None where nothing was counted."""

    answered: int
    on_time: float | None
    cited: float | None
    reopened: float | None
    mark: float | None


def span(month: str) -> tuple[datetime, datetime]:
    """The instants at which a month (``2026-11``) begins and ends in Shanghai."""
    year, number = (int(part) for part in month.split("-"))
    following = date(year + number // 12, number % 12 + 1, 1)
    return at_local(date(year, number, 1), time()), at_local(following, time())


def tally(rows: Sequence[Row]) -> Tally:
    """Count some replies."""
    marks = [float(row["mark"]) for row in rows if row["mark"] is not None]
    return Tally(
        answered=len(rows),
        on_time=_share(rows, "on_time"),
        cited=_share(rows, "cited"),
        reopened=_share(rows, "reopened"),
        mark=round(sum(marks) / len(marks), 2) if marks else None,
    )


def by(rows: Iterable[Row], key: Callable[[Row], K | None]) -> dict[K, Tally]:
    """Count replies by something they have; those without it are left out."""
    groups: dict[K, list[Row]] = defaultdict(list)
    for row in rows:
        found = key(row)
        if found is not None:
            groups[found].append(row)
    return {found: tally(group) for found, group in groups.items()}


def share(part: int, whole: int) -> float | None:
    """A share with four digits; None of nothing."""
    return round(part / whole, 4) if whole else None


def _share(rows: Sequence[Row], name: str) -> float | None:
    return share(sum(bool(row[name]) for row in rows), len(rows))
