"""Everything a citizen changes about themselves happens one at a time."""

from __future__ import annotations

from uuid import UUID

from backend.accounts import sql
from backend.common.errors import NotFound
from backend.database import fetch_one


async def hold(citizen_id: UUID) -> int:
    """Lock the citizen's row until the transaction ends; returns the centre. Raises NotFound."""
    row = await fetch_one(sql.HOLD, [citizen_id])
    if row is None:
        raise NotFound()
    return int(row["centre_id"])
