"""Proving that the slots' counters are what the appointments' rows say. Finds differences, never repairs them."""

from __future__ import annotations

from datetime import datetime, timedelta

import orjson
import structlog

from backend.appointments.plans import sql
from backend.appointments.plans.models import ReconciliationReport
from backend.common.clock import local_day
from backend.database import fetch_one, transactional

BACK = timedelta(days=31)
"""Slots older than this are not looked at every night: nothing changes them any more."""

log = structlog.get_logger()


@transactional
async def reconcile(now: datetime, *, centre_id: int = 1) -> ReconciliationReport:
    """Compare every slot from a month ago on with its rows in one snapshot, and write the report down."""
    since = local_day(now) - BACK
    found = await fetch_one(sql.RECONCILE, [centre_id, since])
    assert found is not None
    differences = orjson.loads(found["differences"])
    if differences:
        log.error("reconciliation_differs", slots=found["slots"], differing=len(differences))
    return await ReconciliationReport.create(
        centre_id=centre_id,
        created_at=now,
        since=since,
        slots=found["slots"],
        differing=len(differences),
        differences=differences,
    )


async def last(centre_id: int = 1) -> ReconciliationReport | None:
    """The newest report."""
    return await ReconciliationReport.filter(centre_id=centre_id).order_by("-created_at").first()
