"""Ratings of a month that is over, written straight into the table: time cannot be turned back through HTTP."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID, uuid4

from backend.common.clock import SHANGHAI
from backend.evaluations.models import Rating
from backend.evaluations.states import Matter

IN_OCTOBER = datetime(2026, 10, 20, 10, 0, tzinfo=SHANGHAI)


async def given(
    citizen_id: UUID, *grades: int, department: str = "GA-HZ", words: str | None = None, published: str | None = None
) -> list[Rating]:
    """One rating for each grade."""
    return [
        await Rating.create(
            created_at=IN_OCTOBER,
            kind=Matter.TICKET,
            matter_id=uuid4(),
            citizen_id=citizen_id,
            department=department,
            window="W01",
            title="居民身份证丢失补领",
            number="A001",
            ended_at=IN_OCTOBER,
            open_until=IN_OCTOBER + timedelta(days=30),
            grade=grade,
            words=words,
            rated_at=IN_OCTOBER,
            published_words=published,
        )
        for grade in grades
    ]
