"""A new clerk's first morning: account from the administrator, authenticator, own password, then the work."""

from __future__ import annotations

import pyotp
from playwright.async_api import expect

from tests.e2e.desks import Desk
from tests.support.product import Product

PASSWORD = "每天八点-放新号-2026"


async def test_a_new_clerk_gets_in(app: Product, desk: Desk, head_desk: Desk) -> None:
    admin, clerk = head_desk, desk
    await admin.log_in(app.login("admin"), app.clock)
    given = await add_clerk(admin)
    await clerk.visit()
    await clerk.give_password("hz03", given)
    await clerk.sees("绑定动态口令")
    secret = await clerk.page.locator("code.secret").inner_text()
    await clerk.give_code("绑定并登录", pyotp.random_base32(), app.clock)
    await expect(clerk.page.get_by_role("alert")).to_be_visible()
    await clerk.give_code("绑定并登录", secret, app.clock)
    await choose_password(clerk, given)
    await clerk.turn_to("叫号")
    await expect(clerk.page.get_by_role("link", name="人员")).to_have_count(0)
    await clerk.press("退出")
    login = {"account": "hz03", "password": PASSWORD, "totp_secret": secret, "name": "林小红"}
    await clerk.log_in(login, app.clock)


async def add_clerk(admin: Desk) -> str:
    """The administrator adds a member; the password is on the screen once."""
    await admin.turn_to("人员")
    await admin.press("新增人员")
    dialog = admin.page.get_by_role("dialog", name="新增人员")
    for label, text in (("账号", "hz03"), ("姓名", "林小红"), ("工号", "0103")):
        await dialog.get_by_label(label).fill(text)
    await dialog.get_by_text("窗口人员", exact=True).click()
    await dialog.get_by_role("combobox", name="部门").select_option("公安局(户政)")
    await dialog.get_by_role("button", name="新增人员").click()
    shown = admin.page.get_by_role("dialog", name="林小红的新密码")
    given = await shown.locator(".el-message-box__message").inner_text()
    await shown.get_by_role("button", name="已交给本人").click()
    return given.strip()


async def choose_password(clerk: Desk, given: str) -> None:
    """Nothing can be done before the given password is replaced by an own one."""
    dialog = clerk.page.get_by_role("dialog", name="换一个自己的密码")
    for label, text in (("现在的密码", given), ("新密码", PASSWORD), ("再输一次新密码", PASSWORD)):
        await dialog.get_by_label(label, exact=True).fill(text)
    await dialog.get_by_role("button", name="换密码").click()
    await expect(dialog).to_be_hidden()
