"""What citizens are told about days without places."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from backend.appointments.plans import sql
from backend.database import fetch


async def day_reasons(departments: Sequence[str], days: Sequence[date], centre_id: int) -> dict[date, str]:
    """Why the pools of these departments were closed, for those of the days for which somebody said why."""
    if not days:
        return {}
    found = await fetch(sql.DAY_REASONS, [centre_id, list(departments), list(days)])
    return {row["day"]: row["reason"] for row in found}
