"""A server's address, and whether anybody answers there."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import asyncpg


def credentials(url: str) -> dict[str, Any]:
    """The parts of ``postgresql://user:password@host:port/database?host=/socket`` that asyncpg wants."""
    parts = urlsplit(url)
    query = parse_qs(parts.query)
    return {
        "host": query.get("host", [parts.hostname or "localhost"])[0],
        "port": parts.port or 5432,
        "user": unquote(parts.username or "postgres"),
        "password": unquote(parts.password) if parts.password else None,
        "database": parts.path.lstrip("/") or "postgres",
    }


async def is_up(url: str) -> bool:
    """Whether a server answers at this address. A pid or a socket file proves nothing (trap 0b)."""
    try:
        connection = await asyncpg.connect(**credentials(url), timeout=2.0)
        await connection.close(timeout=2.0)
    except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, asyncpg.InternalClientError, TimeoutError):
        return False
    return True
