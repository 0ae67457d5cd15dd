"""A real PostgreSQL with the calendar's tables, empty for each test."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio
from tortoise import Tortoise

from backend.database import close, fetch
from backend.database.connection import credentials
from backend.database.embedded import EmbeddedServer


@pytest.fixture(scope="session")
def calendar_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedServer]:
    server = EmbeddedServer(tmp_path_factory.mktemp("calendar"))
    server.ensure()
    yield server
    server.stop()


@pytest_asyncio.fixture
async def tables(calendar_server: EmbeddedServer) -> AsyncIterator[None]:
    connection = {"engine": "tortoise.backends.asyncpg", "credentials": credentials(calendar_server.url)}
    apps = {"models": {"models": ["backend.calendar.models"], "default_connection": "default"}}
    config = {"connections": {"default": connection}, "apps": apps, "use_tz": True, "timezone": "UTC"}
    await Tortoise.init(config=config, _enable_global_fallback=True)
    await Tortoise.generate_schemas()
    await fetch("TRUNCATE work_day, calendar_version")
    yield
    await close()
