"""Who asks, from the bearer token."""

from __future__ import annotations

from sanic import Request

from backend.common.crypto import hash_token
from backend.database import fetch_one
from backend.web.access import Citizen

SESSION = """
SELECT id, citizen_id FROM citizen_session
WHERE token_hash = $1 AND revoked_at IS NULL AND expires_at > $2::timestamptz
"""
LONGEST_TOKEN = 100


async def authenticate(request: Request) -> Citizen | None:
    """The citizen of a request, or None. Asks the database each time: a revoked session ends at once."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not 0 < len(token) <= LONGEST_TOKEN:
        return None
    row = await fetch_one(SESSION, [hash_token(token), request.app.ctx.clock.now()])
    return Citizen(id=row["citizen_id"], session_id=row["id"]) if row else None
