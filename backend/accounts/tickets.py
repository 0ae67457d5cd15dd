"""Tickets for the live stream: a browser's EventSource cannot send a header, and a token does not belong in a URL.

A ticket is a sealed note, good for one minute; no row is kept.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from backend.common.crypto import WrongKey
from backend.common.errors import NotLoggedIn
from backend.database import vault

LIFE = timedelta(seconds=60)
_CONTEXT = "accounts.events_ticket"


def issue(session_id: UUID, now: datetime) -> tuple[str, datetime]:
    """A ticket for a log-in session, and when it expires."""
    until = now + LIFE
    return vault.cipher().encrypt(f"{session_id} {until.timestamp():.0f}", _CONTEXT), until


def open_ticket(ticket: str, now: datetime) -> UUID:
    """The session a ticket was issued for. Raises NotLoggedIn when it is forged or too old."""
    try:
        session, _, until = vault.cipher().decrypt(ticket, _CONTEXT).partition(" ")
    except WrongKey:
        raise NotLoggedIn() from None
    if now.timestamp() >= int(until):
        raise NotLoggedIn()
    return UUID(session)
