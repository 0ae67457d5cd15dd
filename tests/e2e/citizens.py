"""What a citizen does on a phone: the H5 build of the citizen app."""

from __future__ import annotations

from playwright.async_api import expect

from tests.e2e.screens import Screen
from tests.support.people import Identity


class Phone(Screen):
    """The citizen app in a phone's browser."""

    async def visit(self, page: str) -> None:
        """Open a page of the app, such as ``home/index``."""
        await self.open(f"/#/pages/{page}")

    async def log_in(self, name: str) -> None:
        """From the log-in page through (sandbox) WeChat, back into the app."""
        await self.press("微信登录")
        await expect(self.page).to_have_title("微信沙箱 · 选择一个人登录")
        await self.page.get_by_role("button", name=name).click()
        await self.page.wait_for_url(f"{self.base}/**")

    async def identify(self, identity: Identity) -> None:
        """Fill in the papers' facts and agree to the privacy notice."""
        await self.fill("姓名", identity.name)
        await self.fill("身份证号", identity.id_number)
        await self.fill("手机号", identity.phone)
        await self.page.get_by_role("checkbox", name="我已看过隐私说明").click()
        await self.press("存好")
