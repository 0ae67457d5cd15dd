"""A month for the staff as a spreadsheet: counts only, nobody's words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from backend.common.sheets import Sheet, workbook
from backend.evaluations import departments, results
from backend.evaluations.rules import share
from backend.evaluations.states import COMPLAINT_LABELS, ComplaintKind

_RATED = ("部门", "评价数", "非常满意", "满意", "基本满意", "不满意", "非常不满意", "满意率(%)")
_TASKS = ("差评数", "已整改", "按期整改", "已回访", "整改率(%)", "回访率(%)")
_COMPLAINTS = ("类别", "收到", "按期答复", "已办结")


async def of_month(month: str, centre_id: int = 1) -> bytes:
    """The XLSX file of a month (``2026-11``): ratings by department, complaints by kind."""
    rated = [_rated(row) for row in await results.rows_of(month, centre_id)]
    complained = [_complained(row) for row in await results.complaints_of(month, centre_id)]
    return workbook([Sheet("好差评", (*_RATED, *_TASKS), rated), Sheet("投诉", _COMPLAINTS, complained)])


def _rated(row: Mapping[str, Any]) -> tuple[str | int | float | None, ...]:
    counts = (row["very_good"], row["good"], row["fair"], row["bad"], row["very_bad"])
    tasks = (row["tasks"], row["rectified"], row["in_time"], row["called_back"])
    return (
        departments.name(row["department"]),
        row["total"],
        *counts,
        share(results.satisfied(row), row["total"]),
        *tasks,
        share(row["rectified"], row["tasks"]),
        share(row["called_back"], row["tasks"]),
    )


def _complained(row: Mapping[str, Any]) -> tuple[str | int, ...]:
    return COMPLAINT_LABELS[ComplaintKind(row["kind"])], row["total"], row["in_time"], row["closed"]
