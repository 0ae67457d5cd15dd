"""Every screen of the citizen app, filled, under axe: on a phone, in 长辈版, and wide."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
import pytest_asyncio
from playwright.async_api import Browser, StorageState, expect

from tests.e2e import axe, shots
from tests.e2e.citizens import Phone
from tests.e2e.routes import citizen_pages
from tests.e2e.screens import DESK, PHONE, context_of
from tests.e2e.sights import CITIZEN, Sight
from tests.e2e.town import morning
from tests.support.people import WANG
from tests.support.product import Product


@dataclass
class Pocket:
    """王小明's phone, the same in 长辈版, and the ids of what he has."""

    plain: Phone
    elder: Phone
    ids: dict[str, str]


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def pocket(browser: Browser, app: Product) -> AsyncIterator[Pocket]:
    ids = await morning(app)
    plain = await _phone(browser, app)
    await plain.visit("login/index")
    await plain.log_in(WANG.name)
    await plain.sees("退出登录")
    await _switch(plain, "长辈版")
    elder = await _phone(browser, app, await plain.page.context.storage_state())
    await _switch(plain, "标准版")
    yield Pocket(plain, elder, ids)
    await plain.close()
    await elder.close()


async def _phone(browser: Browser, app: Product, state: StorageState | None = None) -> Phone:
    context = await context_of(browser, PHONE, app.clock.now(), state=state)
    return Phone(await context.new_page(), app.base)


async def _switch(phone: Phone, to: str) -> None:
    """The choice of this device: it wins over the account's, which another device may change."""
    other = {"长辈版": "标准版", "标准版": "长辈版"}[to]
    await phone.visit("home/index")
    await phone.press(to)
    await expect(phone.one("button", other)).to_be_visible()


def test_every_page_is_looked_at() -> None:
    assert {sight.route for sight in CITIZEN} == citizen_pages()


async def test_axe_would_find_something(pocket: Pocket) -> None:
    await pocket.plain.page.set_content("<main><p style='color:#bbb'>浅灰的字</p><img src=''></main>")
    found = " ".join(await axe.findings(pocket.plain.page, "bad page"))
    for rule in ("color-contrast", "image-alt", "document-title"):
        assert rule in found


@pytest.mark.parametrize("sight", CITIZEN, ids=str)
async def test_axe_finds_nothing(pocket: Pocket, sight: Sight) -> None:
    plain, elder = await asyncio.gather(_plain(pocket, sight), _elder(pocket, sight))
    assert plain + elder == []
    assert pocket.plain.problems + pocket.elder.problems == []


async def _plain(pocket: Pocket, sight: Sight) -> list[str]:
    phone = pocket.plain
    await phone.page.set_viewport_size(PHONE)
    await _look_at(phone, sight, pocket.ids)
    assert await phone.page.locator(".shell--elder").count() == 0
    found = await axe.findings(phone.page, "375×667")
    await shots.take(phone.page, sight.shot)
    await phone.page.set_viewport_size(DESK)
    return found + await axe.findings(phone.page, "1440×900")


async def _elder(pocket: Pocket, sight: Sight) -> list[str]:
    if not sight.elder:
        return []
    await _look_at(pocket.elder, sight, pocket.ids)
    assert await pocket.elder.page.locator(".shell--elder").count() == 1
    if sight.shot == "citizen-home":
        await shots.take(pocket.elder.page, "citizen-elder")
    return await axe.findings(pocket.elder.page, "长辈版")


async def _look_at(phone: Phone, sight: Sight, ids: dict[str, str]) -> None:
    """Load the page afresh, so that nothing of the one before is left."""
    await phone.page.goto("about:blank")
    await phone.visit(sight.at(ids))
    for role, name in sight.press:
        await phone.page.get_by_role(role, name=name).first.click()
    await phone.sees(sight.sees)
    await expect(phone.page.get_by_role("heading", level=1)).to_be_visible()
