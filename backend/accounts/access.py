"""Who asks, from the bearer token."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sanic import Request

from backend.common.crypto import hash_token
from backend.common.together import Rounds
from backend.database import fetch
from backend.web.access import Citizen

SESSIONS = """
SELECT id, citizen_id, token_hash, expires_at FROM citizen_session
WHERE token_hash = ANY($1::text[]) AND revoked_at IS NULL
"""
LONGEST_TOKEN = 100
Found = Mapping[str, Any]


class Citizens:
    """The authenticator of one process. Asks the database each time, so that a revoked session ends at once; requests
    of the same moment ask together."""

    def __init__(self) -> None:
        self._sessions: Rounds[str, Found] = Rounds(_sessions)

    async def __call__(self, request: Request) -> Citizen | None:
        """The citizen of a request, or None."""
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not 0 < len(token) <= LONGEST_TOKEN:
            return None
        row = await self._sessions.ask(hash_token(token))
        if row is None or row["expires_at"] <= request.app.ctx.clock.now():
            return None
        return Citizen(id=row["citizen_id"], session_id=row["id"])


async def _sessions(hashes: Sequence[str]) -> Mapping[str, Found]:
    return {row["token_hash"]: row for row in await fetch(SESSIONS, [list(hashes)])}
