"""Who asks, from the console's cookie."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import orjson
from sanic import Request

from backend.common.crypto import hash_token
from backend.database import fetch, fetch_one
from backend.staff import sql
from backend.staff.roles import Role, permissions_of
from backend.web.access import Staff

COOKIE = "yc_staff"
STEP_COOKIE = "yc_staff_step"
"""Carries the session between password and code; good for nothing else."""

SEEN_EVERY = timedelta(minutes=1)
LONGEST_TOKEN = 100


async def authenticate(request: Request) -> Staff | None:
    """The staff member of a request, or None. Asks the database each time: a revoked session ends at once.

    Who must change the password first has no permission until then.
    """
    token = request.cookies.get(COOKIE)
    if not token or len(token) > LONGEST_TOKEN:
        return None
    now: datetime = request.app.ctx.clock.now()
    row = await fetch_one(sql.SESSION, [hash_token(token), now])
    if row is None:
        return None
    if now - row["last_seen_at"] >= SEEN_EVERY:
        await fetch(sql.SEEN, [row["session_id"], now])
    return _staff(dict(row))


def _staff(row: dict[str, Any]) -> Staff:
    return Staff(
        id=row["id"],
        session_id=row["session_id"],
        name=row["name"],
        number=row["number"],
        role=row["role"],
        department=row["department"],
        windows=_codes(row["windows"]),
        permissions=frozenset() if row["must_change_password"] else permissions_of(Role(row["role"])),
    )


def _codes(value: Any) -> tuple[str, ...]:
    """Plain SQL gives a JSON column as text."""
    return tuple(orjson.loads(value) if isinstance(value, str) else value)
