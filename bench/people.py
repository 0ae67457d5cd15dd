"""Citizens who are logged in already, written straight into the benchmark's database."""

from __future__ import annotations

from datetime import datetime, timedelta

from backend.common.crypto import hash_token
from backend.common.ids import new_id, new_token
from backend.database import fetch

_CITIZENS = """
INSERT INTO citizen (id, centre_id, created_at, identity)
SELECT id, 1, $2::timestamptz, 'none' FROM unnest($1::uuid[]) AS given(id)
"""
_SESSIONS = """
INSERT INTO citizen_session (id, centre_id, created_at, citizen_id, token_hash, channel, expires_at)
SELECT id, 1, $4::timestamptz, citizen_id, token_hash, 'mp', $5::timestamptz
FROM unnest($1::uuid[], $2::uuid[], $3::text[]) AS given(id, citizen_id, token_hash)
"""


async def log_in_many(count: int, now: datetime) -> list[str]:
    """Make ``count`` citizens with a session each; returns their tokens."""
    citizens, tokens = [new_id() for _ in range(count)], [new_token() for _ in range(count)]
    await fetch(_CITIZENS, [citizens, now])
    sessions = [new_id() for _ in range(count)]
    hashes = [hash_token(token) for token in tokens]
    await fetch(_SESSIONS, [sessions, citizens, hashes, now, now + timedelta(days=1)])
    return tokens
