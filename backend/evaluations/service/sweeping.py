"""Timers that are due: each is fired once, whoever sweeps, however late."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from backend.database import fetch, fetch_one, transactional
from backend.evaluations import sql
from backend.evaluations.models import Complaint, Rating
from backend.evaluations.service.recording import SYSTEM, Note, record, record_complaint
from backend.evaluations.states import LEVEL_LABELS, TARGET_LABELS, Level, Target
from backend.evaluations.wording import complaint_link
from backend.notices import service as notices

BATCH = 200
"""Timers of one sweep; the rest is fired by the next."""


async def due(now: datetime, centre_id: int = 1) -> list[UUID]:
    """Timers that should have fired by now, the oldest first."""
    return [row["id"] for row in await fetch(sql.DUE, [centre_id, now, BATCH])]


@transactional
async def fire(timer_id: UUID, now: datetime) -> bool:
    """Fire one timer: an event row, a light on the screens, and for a late complaint an apology to the citizen.

    Returns:
        False: another sweep was faster, or what it waits for was done.
    """
    timer = await fetch_one(sql.FIRE, [timer_id, now])
    if timer is None:
        return False
    note = Note(f"{TARGET_LABELS[Target(timer['target'])]}:{LEVEL_LABELS[Level(timer['level'])]}")
    if timer["target"] == Target.REPLY:
        await _complaint(timer, note, now)
    else:
        await record(await Rating.get(id=timer["subject_id"]), timer["level"], SYSTEM, now, note)
    return True


async def _complaint(timer: Mapping[str, Any], note: Note, now: datetime) -> None:
    row = await Complaint.get(id=timer["subject_id"])
    await record_complaint(row, timer["level"], row.state, SYSTEM, now, note)
    if timer["level"] == Level.LATE:
        await notices.send(
            row.citizen_id,
            "evaluations.complaint_late",
            {"number": row.number},
            now=now,
            link=complaint_link(row),
            dedupe_key=f"complaint:{row.id}:late:{row.version}",
            centre_id=row.centre_id,
        )
