"""What a case takes from the ticket it was registered from. Tickets live in the queue, which is above: it hands its
reader down at start."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from uuid import UUID

from backend.common.errors import NotFound


@dataclass(frozen=True)
class TicketFacts:
    """A ticket's number, and the citizen who came with a booking (None for walk-ins)."""

    number: str
    citizen_id: UUID | None


Reader = Callable[[UUID], Awaitable[TicketFacts]]
_read: Reader | None = None


def use(reader: Reader) -> None:
    """Set how a ticket is read; the reader raises NotFound for an unknown one."""
    global _read
    _read = reader


async def find(ticket_id: UUID) -> TicketFacts:
    """The facts of a ticket. Raises NotFound."""
    if _read is None:
        raise NotFound()
    return await _read(ticket_id)
