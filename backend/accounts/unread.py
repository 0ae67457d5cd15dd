"""How many notices a citizen has not read. The inbox is above this slice: it hands its count down."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from uuid import UUID

Count = Callable[[UUID], Awaitable[int]]
_count: Count | None = None


def use(count: Count) -> None:
    """Set who counts."""
    global _count
    _count = count


async def count(citizen_id: UUID) -> int:
    """Unread notices; 0 in a process without an inbox."""
    return await _count(citizen_id) if _count else 0
