"""A screen somebody sits at. It acts by the words people see, and remembers everything that went wrong on it."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from playwright.async_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Response,
    StorageState,
    ViewportSize,
    expect,
)

Role = Literal["button", "link", "tab", "radio", "checkbox", "heading", "dialog", "row", "listitem", "option"]


PHONE: ViewportSize = {"width": 375, "height": 667}
DESK: ViewportSize = {"width": 1440, "height": 900}
HALL: ViewportSize = {"width": 1920, "height": 1080}
PATIENCE_MS = 10_000
"""Nothing takes a second on an idle machine; two workers on two cores are not always idle."""

REFUSED = "Failed to load resource: the server responded with a status of 4"
"""Chromium's own line for a refusal (401, 404, 409, 422), which the pages show in their words."""


class Screen:
    """One browser window of one person.

    Parameters:
        page: its page, alone in its context.
        base: the product's address.
    """

    def __init__(self, page: Page, base: str) -> None:
        self.page = page
        self.base = base
        self.problems: list[str] = []
        page.on("pageerror", lambda error: self.problems.append(f"uncaught: {error}"))
        page.on("console", self._heard)
        page.on("response", self._answered)

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(REFUSED):
            self.problems.append(f"console: {message.text} {message.location.get('url', '')}")

    def _answered(self, response: Response) -> None:
        if response.status >= 500:
            self.problems.append(f"HTTP {response.status}: {response.url}")

    async def open(self, path: str) -> None:
        """Go to an address of the product."""
        await self.page.goto(f"{self.base}{path}")

    def one(self, role: Role, name: str) -> Locator:
        """What people call by exactly this name; what is hidden does not count."""
        return self.page.get_by_role(role, name=name, exact=True)

    async def press(self, name: str, role: Role = "button") -> None:
        """Click it; there must be exactly one."""
        await self.one(role, name).click()

    async def fill(self, label: str, text: str) -> None:
        """Type into the field with this label; one that offers lines while somebody types is a combobox."""
        fields = self.page.get_by_role("textbox", name=label), self.page.get_by_role("combobox", name=label)
        await fields[0].or_(fields[1]).fill(text)

    def text(self, text: str) -> Locator:
        """Visible text that contains this."""
        return self.page.get_by_text(text).locator("visible=true").first

    async def sees(self, *texts: str) -> None:
        """Every one of these texts is on the screen, now or within Playwright's patience."""
        for text in texts:
            await expect(self.text(text)).to_be_visible()

    async def sees_no(self, text: str) -> None:
        """Nothing visible contains this."""
        await expect(self.page.get_by_text(text).locator("visible=true")).to_have_count(0)

    async def shown(self) -> str:
        """What is on the screen, as a screen reader has it."""
        return f"--- {self.page.url}\n{await self.page.locator('body').aria_snapshot()}"

    async def close(self) -> None:
        await self.page.context.close()


async def context_of(
    browser: Browser, size: ViewportSize, now: datetime, *, touch: bool = False, state: StorageState | None = None
) -> BrowserContext:
    """A fresh context of a Chinese browser whose clock starts at the product's time; ``state`` is what it keeps."""
    context = await browser.new_context(
        viewport=size,
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        has_touch=touch,
        is_mobile=touch,
        reduced_motion="reduce",
        storage_state=state,
    )
    context.set_default_timeout(PATIENCE_MS)
    expect.set_options(timeout=PATIENCE_MS)
    await context.clock.install(time=now)
    return context
