"""Writing the booking record, and asking it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from backend.appointments import credit, credit_sql
from backend.appointments.credit import Limits, Line, Standing
from backend.appointments.models import Appointment
from backend.appointments.refusals import CreditBlocked
from backend.appointments.states import CreditKind
from backend.common.clock import local_day
from backend.common.ids import new_id
from backend.database import fetch
from backend.notices import service as notices
from backend.settings import Settings


async def standing(citizen_id: UUID, now: datetime, settings: Settings) -> Standing:
    """Where a citizen stands today."""
    return (await standings([citizen_id], now, settings))[citizen_id]


async def standings(citizen_ids: Sequence[UUID], now: datetime, settings: Settings) -> dict[UUID, Standing]:
    """Where these citizens stand today."""
    limits = Limits.of(settings)
    since = now - timedelta(days=limits.window_days + limits.block_days + 1)
    lines: dict[UUID, list[Line]] = {citizen_id: [] for citizen_id in citizen_ids}
    for row in await fetch(credit_sql.LINES, [list(citizen_ids), since]):
        line = Line(row["id"], CreditKind(row["kind"]), row["day"], row["item_code"] or "", row["pardons"])
        lines[row["citizen_id"]].append(line)
    return {citizen_id: credit.standing(found, local_day(now), limits) for citizen_id, found in lines.items()}


async def blocked(citizen_ids: Sequence[UUID], now: datetime, settings: Settings) -> frozenset[UUID]:
    """Those of these citizens who may not book on-line."""
    found = await standings(citizen_ids, now, settings)
    return frozenset(citizen_id for citizen_id, one in found.items() if one.until is not None)


async def require_credit(citizen_id: UUID, now: datetime, settings: Settings) -> None:
    """Raises CreditBlocked while the citizen may not book on-line."""
    until = (await standing(citizen_id, now, settings)).until
    if until is not None:
        raise CreditBlocked(month=until.month, day=until.day, details={"until": until.isoformat()})


async def write(
    row: Appointment,
    kind: CreditKind,
    now: datetime,
    settings: Settings,
    items: Sequence[str] = ("",),
) -> None:
    """Add lines to the record, once for each appointment, and tell the citizen when they have a consequence."""
    ids = [new_id() for _ in items]
    values = [ids, row.centre_id, now, row.citizen_id, kind, local_day(now), row.id, list(items)]
    written = await fetch(credit_sql.WRITE, values)
    if written:
        await _tell(row, kind, written[0]["id"], now, settings)


async def _tell(row: Appointment, kind: CreditKind, line: UUID, now: datetime, settings: Settings) -> None:
    found = await standing(row.citizen_id, now, settings)
    if found.until is None and kind is not CreditKind.NO_SHOW:
        return
    until = found.until
    template = "appointments.missed" if until is None else "appointments.blocked"
    await notices.send(
        row.citizen_id,
        template,
        {
            "item": row.item_name,
            "limit": str(settings.credit_missed_limit),
            "days": str(settings.credit_block_days),
            "until": f"{until.month}月{until.day}日" if until else "",
        },
        now=now,
        link="/pages/appointments/credit",
        dedupe_key=f"credit:{line}",
        centre_id=row.centre_id,
    )
