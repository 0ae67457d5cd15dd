"""Bring a database to the present schema: our migrations, then the job engine's own tables.

Two nodes migrating at once would crash (trap 0): an advisory lock on a connection of its own makes it one step.
"""

from __future__ import annotations

import asyncpg
from pgqueuer import Queries
from tortoise import Tortoise
from tortoise.connection import get_connection
from tortoise.migrations.api import migrate as tortoise_migrate
from tortoise.migrations.executor import MigrationExecutor

from backend.database.connection import tortoise_config
from backend.postgres.address import credentials

LOCK = 0x79634D31  # "ycM1"


async def migrate(url: str) -> None:
    """Apply what is missing; safe to repeat and to run from several nodes. Opens and closes its own pool."""
    lock = await asyncpg.connect(**credentials(url))
    try:
        await lock.execute("SELECT pg_advisory_lock($1)", LOCK)
        try:
            await tortoise_migrate(config=tortoise_config(url, statement_timeout_ms=0, lock_timeout_ms=60_000))
        finally:
            await Tortoise.close_connections()
        await _install_jobs(lock)
    finally:
        await lock.close()


async def _install_jobs(connection: asyncpg.Connection) -> None:
    queries = Queries.from_asyncpg_connection(connection)
    if await queries.has_table("pgqueuer"):
        await queries.upgrade()
    else:
        await queries.install()


async def pending(url: str) -> list[str]:
    """Names of migrations that are not applied yet, on the open pool."""
    executor = MigrationExecutor(get_connection("default"), tortoise_config(url)["apps"])
    return [f"{step.migration.app_label}.{step.migration.name}" for step in await executor.plan(None)]
