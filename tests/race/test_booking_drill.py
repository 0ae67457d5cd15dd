"""`dev.py drill booking` in small: web nodes, backends and the postmaster die during a contested sale."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest_asyncio

from bench.drills.booking import Options, contest
from bench.drills.ground import Ground
from bench.stage import environment_of
from tests.support import databases
from tests.support.product import MONDAY_NINE


@pytest_asyncio.fixture
async def ground(template: tuple[str, list[dict[str, Any]]]) -> AsyncIterator[Ground]:
    """The demo centre on a durable server of its own, some Monday at nine."""
    folder = Path(tempfile.mkdtemp(prefix="yichuang-drill-", dir=databases.home()))
    server = await asyncio.to_thread(databases.durable_copy, template[0], folder)
    try:
        yield Ground(server, environment_of(folder, server.url) | {"YICHUANG_NOW": MONDAY_NINE.isoformat()})
    finally:
        await asyncio.to_thread(server.stop)
        shutil.rmtree(folder, ignore_errors=True)


async def test_nothing_is_lost_and_nothing_sold_twice(ground: Ground, tmp_path: Path) -> None:
    figures = await contest(Options(confirmed=2_000, kills=6), ground, tmp_path)
    assert figures["broken"] == []
    assert figures["confirmed"] >= 2_000
    assert min(figures["kinds"].values()) >= 2


async def test_the_checker_catches_a_sale_without_guard(ground: Ground, tmp_path: Path) -> None:
    figures = await contest(Options(confirmed=200, kills=2, control=True), ground, tmp_path)
    assert figures["broken"] == ["lost", "oversold"]
