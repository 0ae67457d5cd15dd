"""How far behind the jobs are."""

from __future__ import annotations

from backend.database.connection import fetch_one

_OLDEST = """
SELECT COALESCE(EXTRACT(EPOCH FROM now() - min(execute_after)), 0)::float8 AS seconds
FROM pgqueuer WHERE status = 'queued' AND execute_after <= now()
"""


async def oldest_due_seconds() -> float:
    """Seconds the longest-waiting due job has waited; 0 when none waits."""
    row = await fetch_one(_OLDEST)
    return float(row["seconds"]) if row else 0.0
