"""Every screen of the console, filled, under axe: wide, dark, and on 375×667; and the hall's big screen."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
import pytest_asyncio
from playwright.async_api import Browser

from tests.e2e import axe, shots
from tests.e2e.desks import Desk
from tests.e2e.routes import console_paths
from tests.e2e.screens import DESK, PHONE, Screen, context_of
from tests.e2e.sights import CONSOLE, Sight
from tests.e2e.town import morning
from tests.support.product import Product


@dataclass
class Office:
    """A desk for each kind of person, by `Sight.who`, and the ids of what is on them."""

    desks: dict[str, Desk]
    ids: dict[str, str]


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def office(browser: Browser, app: Product) -> AsyncIterator[Office]:
    ids = await morning(app)
    roles = {"clerk": "GA-HZ", "head": "GA-HZ", "coordinator": None, "supervisor": None, "admin": None}
    logins = {"nobody": None} | {role: app.login(role, department) for role, department in roles.items()}
    desks = {}
    for who, login in logins.items():
        context = await context_of(browser, DESK, app.clock.now())
        desks[who] = Desk(await context.new_page(), app.base)
        if login:
            await desks[who].log_in(login, app.clock)
    yield Office(desks, ids)
    for desk in desks.values():
        await desk.close()


def test_every_screen_is_looked_at() -> None:
    assert {sight.route for sight in CONSOLE} == console_paths()


@pytest.mark.parametrize("sight", CONSOLE, ids=str)
async def test_axe_finds_nothing(office: Office, sight: Sight) -> None:
    desk = office.desks[sight.who]
    await desk.page.set_viewport_size(DESK)
    await desk.visit(sight.at(office.ids))
    for role, name in sight.press:
        await desk.page.get_by_role(role, name=name).first.click()
    await desk.sees(sight.sees)
    found = await axe.findings(desk.page, "1440×900")
    await shots.take(desk.page, sight.shot)
    await desk.page.evaluate("document.documentElement.classList.add('dark')")
    found += await axe.findings(desk.page, "dark")
    await desk.page.evaluate("document.documentElement.classList.remove('dark')")
    await desk.page.set_viewport_size(PHONE)
    found += await axe.findings(desk.page, "375×667")
    assert found + desk.problems == []


async def test_axe_finds_nothing_in_the_hall(office: Office, hall: Screen) -> None:
    await hall.open("/display/")
    await hall.sees("请到", "A002")
    assert await axe.findings(hall.page, "1920×1080") == []
    await shots.take(hall.page, "display")
