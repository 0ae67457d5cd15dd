"""Housekeeping of the accounts slice."""

from __future__ import annotations

from datetime import timedelta

from backend.accounts import sql
from backend.database import fetch
from backend.outbox import Job, schedule

KEPT = timedelta(days=29)
"""The privacy notice promises deletion within 30 days."""


@schedule("accounts.forget_sessions", "41 18 * * *")
async def forget_sessions(job: Job) -> None:
    """Delete sessions that ended a month ago, at night in Shanghai."""
    await fetch(sql.FORGET_SESSIONS, [job.now - KEPT])
