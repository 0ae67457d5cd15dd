"""Setting and stopping the timers of a rating or a complaint."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from backend.database import fetch
from backend.evaluations import sql
from backend.evaluations.models import EvaluationTimer
from backend.evaluations.states import Level, Target
from backend.evaluations.terms import Term


async def start(subject_id: UUID, term: Term, now: datetime, *, turn: int = 1, centre_id: int = 1) -> None:
    """Two rows in the caller's transaction: one reminds, one says that the term is over."""
    for level, at in ((Level.REMIND, term.remind_at), (Level.LATE, term.due_at)):
        await EvaluationTimer.create(
            centre_id=centre_id,
            created_at=now,
            subject_id=subject_id,
            target=term.target,
            level=level,
            round=turn,
            fires_at=at,
        )


async def stop(subject_id: UUID, now: datetime, *targets: Target) -> None:
    """What they waited for was done: timers that have not fired never will."""
    await fetch(sql.STOP, [subject_id, list(targets), now])
