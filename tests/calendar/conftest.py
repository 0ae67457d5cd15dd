"""A real PostgreSQL with the calendar's tables, empty for each test."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest_asyncio
from tortoise import Tortoise

from backend.database import close, fetch
from backend.postgres.address import credentials
from tests.support import databases


@pytest_asyncio.fixture(scope="session")
async def calendar_url() -> AsyncIterator[str]:
    async with databases.copied("template0") as url:
        yield url


@pytest_asyncio.fixture
async def tables(calendar_url: str) -> AsyncIterator[None]:
    connection = {"engine": "tortoise.backends.asyncpg", "credentials": credentials(calendar_url)}
    apps = {"models": {"models": ["backend.calendar.models"], "default_connection": "default"}}
    config = {"connections": {"default": connection}, "apps": apps, "use_tz": True, "timezone": "UTC"}
    await Tortoise.init(config=config, _enable_global_fallback=True)
    await Tortoise.generate_schemas()
    await fetch("TRUNCATE work_day, calendar_version")
    yield
    await close()
