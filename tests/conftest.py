"""Fixtures for every test: see tests/support for what they stand on."""

from __future__ import annotations

import gc
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import orjson
import pytest
import pytest_asyncio

from backend.common.clock import FixedClock
from tests.support import databases, remembered, whole_run
from tests.support.people import LI, WANG, Person, identify
from tests.support.product import TEMPLATE, Product, fill_template, running

_server = pytest.StashKey[Any]()


def pytest_configure(config: pytest.Config) -> None:
    """Start the run's PostgreSQL in the controller; xdist's workers inherit its address."""
    gc.disable()
    if not hasattr(config, "workerinput"):
        config.stash[_server] = databases.start_server()
    whole_run.begin()
    remembered.install()


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """What is imported now stays: a collection need not walk it again, some hundred times a run."""
    gc.freeze()
    gc.enable()


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """In the controller: look at the whole run. Routes count only when every test was asked for."""
    config = session.config
    if hasattr(config, "workerinput") or config.option.collectonly:
        return
    chosen = config.option.keyword or config.option.markexpr or config.args_source.name == "ARGS"
    found = whole_run.findings(complete=not chosen)
    if found:
        print("\n" + "\n".join(found))
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop it again."""
    if server := config.stash.get(_server, None):
        databases.stop_server(server)


@pytest_asyncio.fixture(scope="session")
async def template(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, list[dict[str, Any]]]:
    """A filled database to copy, made once per run by whichever worker comes first, and its staff log-ins."""
    async with databases.alone():
        kept = whole_run.folder() / "template.json"
        if not kept.exists():
            logins = await fill_template(TEMPLATE, tmp_path_factory.mktemp("template"))
            kept.write_bytes(orjson.dumps(logins))
    return TEMPLATE, orjson.loads(kept.read_bytes())


@pytest_asyncio.fixture
async def app(template: tuple[str, list[dict[str, Any]]], tmp_path: Path) -> AsyncIterator[Product]:
    """The product on its own database, its clock standing at Monday 2026-11-23 09:00."""
    async with running(*template, tmp_path) as product:
        yield product


@pytest.fixture
def clock(app: Product) -> FixedClock:
    return app.clock


@pytest.fixture
def run_jobs(app: Product) -> Callable[[], Awaitable[int]]:
    return app.run_jobs


@pytest.fixture
def anonymous(app: Product) -> Person:
    return app.anonymous()


@pytest_asyncio.fixture
async def citizen(app: Product) -> Person:
    """王小明, logged in, papers filled in."""
    person = await app.citizen(WANG.name)
    await identify(person, WANG)
    return person


@pytest_asyncio.fixture
async def stranger(app: Product) -> Person:
    """李秀英, logged in, papers filled in; nothing of 王小明's is hers."""
    person = await app.citizen(LI.name)
    await identify(person, LI)
    return person


@pytest_asyncio.fixture
async def clerk(app: Product) -> Person:
    """A clerk of 户政."""
    return await app.staff("clerk", "GA-HZ")


@pytest_asyncio.fixture
async def other_clerk(app: Product) -> Person:
    """A clerk of another department."""
    return await app.staff("clerk", "SCJG")


@pytest_asyncio.fixture
async def head(app: Product) -> Person:
    """The head (首席代表) of 户政, who decides."""
    return await app.staff("head", "GA-HZ")


@pytest_asyncio.fixture
async def coordinator(app: Product) -> Person:
    """综合协调科."""
    return await app.staff("coordinator")


@pytest_asyncio.fixture
async def supervisor(app: Product) -> Person:
    """督查: reads everything, changes nothing."""
    return await app.staff("supervisor")


@pytest_asyncio.fixture
async def admin(app: Product) -> Person:
    """The administrator."""
    return await app.staff("admin")
