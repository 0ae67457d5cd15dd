"""The monthly results: counted from rows, never kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from backend.catalogue.schemas import Named
from backend.common.clock import at_local, local_day
from backend.common.errors import NotFound
from backend.database import fetch, fetch_one
from backend.evaluations import departments, sql
from backend.evaluations.models import Rating
from backend.evaluations.rules import share
from backend.evaluations.schemas import DepartmentResult, GradeCount, Results
from backend.evaluations.states import GRADE_LABELS, Grade

FEW = 5
"""Ratings below which a share says little and points at people."""

QUOTED = 10
_COLUMNS = {
    Grade.VERY_GOOD: "very_good",
    Grade.GOOD: "good",
    Grade.FAIR: "fair",
    Grade.BAD: "bad",
    Grade.VERY_BAD: "very_bad",
}


async def months(now: datetime, centre_id: int = 1) -> list[str]:
    """Whole months since the first rating, newest first. The running one is not published: who watches it grow could
    tell who rated."""
    row = await fetch_one(sql.FIRST, [centre_id])
    assert row is not None, "an aggregate has a row"
    first = row["at"]
    found, month = [], _before(local_day(now).replace(day=1))
    while first is not None and month >= local_day(first).replace(day=1):
        found.append(f"{month:%Y-%m}")
        month = _before(month)
    return found


async def published(month: str | None, now: datetime, centre_id: int = 1) -> Results:
    """The results of a month for everybody; of the latest one when none is named.

    Raises:
        NotFound: the month is not over, or nothing was rated yet.
    """
    known = await months(now, centre_id)
    if month is not None and month not in known:
        raise NotFound()
    if not known:
        return _results(None, [], [], [])
    chosen = month or known[0]
    return _results(chosen, known, await rows_of(chosen, centre_id), await _opinions(chosen, centre_id))


async def rows_of(month: str, centre_id: int = 1) -> list[dict[str, Any]]:
    """The counts of a month by department."""
    return await fetch(sql.MONTH, [centre_id, *bounds(month)])


async def complaints_of(month: str, centre_id: int = 1) -> list[dict[str, Any]]:
    """The counts of a month's complaints by kind, the confidential ones left out."""
    return await fetch(sql.COMPLAINTS_OF_MONTH, [centre_id, *bounds(month)])


def bounds(month: str) -> tuple[datetime, datetime]:
    """The first instant of a month (``2026-11``) and that of the next, in Shanghai."""
    first = date.fromisoformat(f"{month}-01")
    after = (first + timedelta(days=32)).replace(day=1)
    return at_local(first, time()), at_local(after, time())


def satisfied(row: Mapping[str, Any]) -> int:
    """Ratings of 基本满意 and better."""
    return int(row["very_good"] + row["good"] + row["fair"])


async def _opinions(month: str, centre_id: int) -> list[str]:
    since, until = bounds(month)
    rows = Rating.filter(centre_id=centre_id, rated_at__gte=since, rated_at__lt=until, counted=True)
    chosen = await rows.filter(published_words__isnull=False).order_by("-rated_at").limit(QUOTED)
    return [row.published_words for row in chosen if row.published_words]


def _results(month: str | None, known: list[str], rows: Sequence[Mapping[str, Any]], opinions: list[str]) -> Results:
    total, good = sum(row["total"] for row in rows), sum(satisfied(row) for row in rows)
    tasks, rectified = sum(row["tasks"] for row in rows), sum(row["rectified"] for row in rows)
    return Results(
        month=month,
        months=known,
        total=total,
        few=total < FEW,
        share=_fair_share(good, total),
        grades=[
            GradeCount(grade=grade, label=GRADE_LABELS[grade], count=sum(row[column] for row in rows))
            for grade, column in _COLUMNS.items()
        ],
        departments=[_department(row) for row in rows],
        tasks=tasks,
        rectified=rectified,
        rectified_share=share(rectified, tasks),
        opinions=opinions,
    )


def _department(row: Mapping[str, Any]) -> DepartmentResult:
    return DepartmentResult(
        department=Named(code=row["department"], name=departments.name(row["department"])),
        total=row["total"],
        share=_fair_share(satisfied(row), row["total"]),
    )


def _fair_share(part: int, whole: int) -> float | None:
    return share(part, whole) if whole >= FEW else None


def _before(month: date) -> date:
    return (month - timedelta(days=1)).replace(day=1)
