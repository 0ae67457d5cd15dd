"""Statements of the accounts slice that must be one step."""

from __future__ import annotations

ONE_LOGIN_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtextextended($1, 4))"
"""Two first log-ins of one person wait for each other, so that one citizen comes of them."""

HOLD = "SELECT centre_id FROM citizen WHERE id = $1 FOR UPDATE"

UNCHECK_OTHERS = """
UPDATE citizen SET identity = 'declared'
WHERE centre_id = $1 AND id_number_index = $2 AND identity = 'checked' AND id <> $3
"""

FORGET_SESSIONS = "DELETE FROM citizen_session WHERE expires_at < $1::timestamptz OR revoked_at < $1::timestamptz"
