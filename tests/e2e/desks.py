"""What staff do at a desk: the console."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pyotp
from playwright.async_api import expect

from backend.common.clock import FixedClock
from tests.e2e.screens import Screen

NEXT_CODE = timedelta(seconds=30)


class Desk(Screen):
    """The console in a browser."""

    async def visit(self, path: str = "/") -> None:
        """Open a screen of the console, such as ``/hall``."""
        await self.open(f"/console{path}")

    async def log_in(self, login: dict[str, Any], clock: FixedClock) -> None:
        """With password and the code of the authenticator, one that was not used before."""
        clock.advance(NEXT_CODE)
        await self.visit()
        await self.give_password(login["account"], login["password"])
        await self.give_code("登录", login["totp_secret"], clock)
        await expect(self.page.get_by_role("heading", name=f"{login['name']},您好")).to_be_visible()

    async def give_password(self, account: str, password: str) -> None:
        await self.fill("账号", account)
        await self.fill("密码", password)
        await self.press("下一步")

    async def give_code(self, button: str, secret: str, clock: FixedClock) -> None:
        await self.fill("验证器上的 6 位数字", pyotp.TOTP(secret).at(clock.now()))
        await self.press(button)

    async def turn_to(self, entry: str) -> None:
        """Choose an entry of the navigation on the left."""
        await self.page.get_by_role("navigation", name="主导航").get_by_role("link", name=entry).click()
        await expect(self.page.get_by_role("heading", name=entry, level=1)).to_be_visible()
