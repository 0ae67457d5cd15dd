"""One PostgreSQL for the whole run, one database per test copied from a filled template (some 30 ms)."""

from __future__ import annotations

import contextlib
import itertools
import os
import shutil
import subprocess
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit

import asyncpg

from backend.postgres.address import credentials
from backend.postgres.embedded import EmbeddedServer

VARIABLE = "YICHUANG_TEST_SERVER"
MEMORY = Path("/dev/shm")
ENOUGH_BYTES = 4 << 30
_numbers = itertools.count(1)


def start_server() -> EmbeddedServer | None:
    """Start the run's server (in the controller, before xdist's workers) unless one is given; tell the workers."""
    if os.environ.get(VARIABLE):
        return None
    folder = Path(tempfile.mkdtemp(prefix="yichuang-tests-", dir=home()))
    server = EmbeddedServer(folder, durable=False)
    server.ensure()
    os.environ[VARIABLE] = server.url_of("postgres")
    return server


def stop_server(server: EmbeddedServer) -> None:
    """Stop it and take its data away, which may be memory."""
    server.stop()
    shutil.rmtree(server.data.parent, ignore_errors=True)


def home() -> Path | None:
    """Memory when there is plenty: a copy of the template takes a quarter of the time it takes on a disk."""
    plenty = MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ENOUGH_BYTES
    return MEMORY if plenty else None


def url_of(database: str) -> str:
    """The address of a database of the run's server."""
    return urlsplit(os.environ[VARIABLE])._replace(path=f"/{database}").geturl()


def name_of(what: str) -> str:
    """A name no other worker uses."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    return f"{what}_{worker}_{os.getpid()}_{next(_numbers)}"


def durable_copy(template: str, folder: Path) -> EmbeddedServer:
    """A server of one's own, safe against crashes, whose product database is a copy of the template."""
    server = EmbeddedServer(folder)
    dump = [server.binary("pg_dump"), "--format=plain", f"--dbname={url_of(template)}"]
    load = [server.binary("psql"), "-Xq", "-v", "ON_ERROR_STOP=1", f"--dbname={server.ensure()}"]
    with subprocess.Popen(dump, stdout=subprocess.PIPE) as source:
        subprocess.run(load, stdin=source.stdout, stdout=subprocess.DEVNULL, check=True)
    return server


async def create(name: str, template: str = "template0") -> str:
    """Create a database and return its address."""
    async with connected() as server:
        await _create(server, name, template)
    return url_of(name)


@asynccontextmanager
async def copied(template: str) -> AsyncIterator[str]:
    """A copy of the template for one test."""
    name = name_of("t")
    async with connected() as server:
        await _create(server, name, template)
        try:
            yield url_of(name)
        finally:
            with contextlib.suppress(asyncpg.PostgresError):
                await _drop(server, name)


@asynccontextmanager
async def alone() -> AsyncIterator[None]:
    """Keep the other workers waiting meanwhile."""
    async with connected() as server:
        await server.execute("SELECT pg_advisory_lock(1)")
        yield


@asynccontextmanager
async def connected() -> AsyncIterator[asyncpg.Connection]:
    """A connection to the run's server, for what is done to databases."""
    connection = await asyncpg.connect(**credentials(os.environ[VARIABLE]))
    try:
        yield connection
    finally:
        await connection.close()


async def _create(server: asyncpg.Connection, name: str, template: str) -> None:
    await server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY FILE_COPY')


async def _drop(server: asyncpg.Connection, name: str) -> None:
    """Drop a database, cutting off whoever is still connected."""
    await server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
