"""Real people at real screens: a browser per worker, a product per file, a fresh context per person."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Awaitable, Callable, Generator
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser

from backend.web import fronts
from tests.e2e import browsers
from tests.e2e.citizens import Phone
from tests.e2e.desks import Desk
from tests.e2e.screens import DESK, HALL, PHONE, Screen, context_of
from tests.support.product import Product, running

Open = Callable[..., Awaitable[Any]]
_failed = pytest.StashKey[bool]()


def pytest_itemcollected(item: pytest.Item) -> None:
    """Everything here drives Chromium."""
    item.add_marker(pytest.mark.e2e)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Remember a failure, so that the screens tell what they showed."""
    report = yield
    item.stash[_failed] = item.stash.get(_failed, False) or report.failed
    return report


@pytest_asyncio.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    """Chromium; without it, or without the built front ends, these tests say so once and are skipped (never in CI)."""
    path, unbuilt = browsers.chromium(), fronts.missing()
    if path is None:
        _give_up("no Chromium: set CHROMIUM or install it")
    elif unbuilt:
        _give_up(f"not built: {', '.join(unbuilt)}; `python3 dev.py test` builds it")
    else:
        async with browsers.running(path) as browser:
            yield browser


def _give_up(reason: str) -> None:
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def app(
    browser: Browser, template: tuple[str, list[dict[str, Any]]], tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Product]:
    """The product, shared by the tests of a file; its clock stands at Monday 2026-11-23 09:00."""
    async with running(*template, tmp_path_factory.mktemp("e2e")) as product:
        yield product


@pytest_asyncio.fixture
async def screens(request: pytest.FixtureRequest, browser: Browser, app: Product) -> AsyncIterator[Open]:
    """Opens a screen of a class and size; at the end of the test none may have met an error."""
    opened: list[Screen] = []

    async def open_screen(kind: type[Screen], size: Any, *, touch: bool = False) -> Screen:
        context = await context_of(browser, size, app.clock.now(), touch=touch)
        screen = kind(await context.new_page(), app.base)
        opened.append(screen)
        return screen

    yield open_screen
    if request.node.stash.get(_failed, False):
        for screen in opened:
            print(await screen.shown())
    problems = [problem for screen in opened for problem in screen.problems]
    for screen in opened:
        await screen.close()
    assert problems == []


@pytest_asyncio.fixture
async def phone(screens: Open) -> Phone:
    """A citizen's phone."""
    phone: Phone = await screens(Phone, PHONE, touch=True)
    return phone


@pytest_asyncio.fixture
async def desk(screens: Open) -> Desk:
    """A clerk's desk."""
    desk: Desk = await screens(Desk, DESK)
    return desk


@pytest_asyncio.fixture
async def head_desk(screens: Open) -> Desk:
    """The desk of the head of the department."""
    desk: Desk = await screens(Desk, DESK)
    return desk


@pytest_asyncio.fixture
async def hall(screens: Open) -> Screen:
    """The big screen in the hall."""
    hall: Screen = await screens(Screen, HALL)
    return hall
