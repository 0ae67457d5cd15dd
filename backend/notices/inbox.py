"""What citizens do with their inbox and their subscriptions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Literal
from uuid import UUID

from backend.common.errors import NotFound
from backend.common.ids import new_id
from backend.database import fetch, transactional
from backend.notices import sql
from backend.notices.models import Notice

Answer = Literal["accept", "reject", "ban", "filter"]


@transactional
async def mark_read(citizen_id: UUID, notice_id: UUID, now: datetime) -> None:
    """Mark one notice as read; again changes nothing. Raises NotFound, also for somebody else's."""
    if not await Notice.exists(id=notice_id, citizen_id=citizen_id):
        raise NotFound()
    await fetch(sql.READ, [citizen_id, notice_id, now])


@transactional
async def mark_all_read(citizen_id: UUID, now: datetime) -> None:
    """Mark everything as read."""
    await fetch(sql.READ_ALL, [citizen_id, now])


@transactional
async def answer(citizen_id: UUID, answers: Iterable[tuple[str, Answer]], now: datetime, centre_id: int = 1) -> None:
    """Note what the citizen tapped in WeChat's dialogue: each accept allows one message, a ban takes all back.

    Parameters:
        answers: subscription key and answer; keys ascending are locked in one order.
    """
    for key, given in sorted(answers):
        if given == "accept":
            await fetch(sql.GIVE, [new_id(), centre_id, now, citizen_id, key])
        elif given == "ban":
            await fetch(sql.DISARM, [citizen_id, key])
