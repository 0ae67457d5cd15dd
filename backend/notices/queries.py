"""Reads of the inbox and of the grants."""

from __future__ import annotations

from uuid import UUID

from backend.notices.models import Notice, SubscriptionGrant


async def page(citizen_id: UUID, before: UUID | None, limit: int) -> list[Notice]:
    """Up to ``limit`` notices, newest first, older than the one with id ``before``."""
    rows = Notice.filter(citizen_id=citizen_id)
    if before is not None:
        rows = rows.filter(id__lt=before)
    return await rows.order_by("-id").limit(limit)


async def unread(citizen_id: UUID) -> int:
    """How many notices the citizen has not read."""
    return await Notice.filter(citizen_id=citizen_id, read_at=None).count()


async def armed(citizen_id: UUID) -> dict[str, int]:
    """Messages the citizen still allows, by subscription key."""
    return {row.key: row.armed for row in await SubscriptionGrant.filter(citizen_id=citizen_id)}
