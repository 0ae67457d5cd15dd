"""One PostgreSQL for the whole run, one database per test copied from a filled template (some 50 ms)."""

from __future__ import annotations

import contextlib
import itertools
import os
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit

import asyncpg

from backend.postgres.address import credentials
from backend.postgres.embedded import EmbeddedServer

VARIABLE = "YICHUANG_TEST_SERVER"
_numbers = itertools.count(1)


def start_server() -> EmbeddedServer | None:
    """Start the run's server (in the controller, before xdist's workers) unless one is given; tell the workers."""
    if os.environ.get(VARIABLE):
        return None
    folder = Path(tempfile.mkdtemp(prefix="yichuang-tests-"))
    server = EmbeddedServer(folder, durable=False)
    server.ensure()
    os.environ[VARIABLE] = server.url_of("postgres")
    return server


def url_of(database: str) -> str:
    """The address of a database of the run's server."""
    return urlsplit(os.environ[VARIABLE])._replace(path=f"/{database}").geturl()


def name_of(what: str) -> str:
    """A name no other worker uses."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    return f"{what}_{worker}_{os.getpid()}_{next(_numbers)}"


async def create(name: str, template: str = "template0") -> str:
    """Create a database and return its address."""
    await _admin(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY FILE_COPY')
    return url_of(name)


async def drop(name: str) -> None:
    """Drop a database, cutting off whoever is still connected."""
    await _admin(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@asynccontextmanager
async def copied(template: str) -> AsyncIterator[str]:
    """A copy of the template for one test."""
    name = name_of("t")
    try:
        yield await create(name, template)
    finally:
        with contextlib.suppress(asyncpg.PostgresError):
            await drop(name)


@asynccontextmanager
async def alone() -> AsyncIterator[None]:
    """Keep the other workers waiting meanwhile."""
    connection = await asyncpg.connect(**credentials(os.environ[VARIABLE]))
    try:
        await connection.execute("SELECT pg_advisory_lock(1)")
        yield
    finally:
        await connection.close()


async def _admin(statement: str) -> None:
    connection = await asyncpg.connect(**credentials(os.environ[VARIABLE]))
    try:
        await connection.execute(statement)
    finally:
        await connection.close()
