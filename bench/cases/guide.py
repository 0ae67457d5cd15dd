"""Reading a guide: from memory, no database."""

from __future__ import annotations

from bench.load import Prepared
from bench.stage import Stage


async def requests(_stage: Stage, _seconds: int) -> list[Prepared]:
    """One guide, read by everybody."""
    return [Prepared("GET", "/api/v1/guides/HZ01")]
