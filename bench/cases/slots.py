"""Days and slots of an item: fourteen days, read from the database each time."""

from __future__ import annotations

from bench.load import Prepared
from bench.stage import Stage


async def requests(_stage: Stage, _seconds: int) -> list[Prepared]:
    """The board that the app asks for."""
    return [Prepared("GET", "/api/v1/guides/HZ01/slots?days=14")]
