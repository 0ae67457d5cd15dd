"""好差评 at every screen: a citizen rates badly, the head puts it right, the citizen says so, supervision sees it."""

from __future__ import annotations

from playwright.async_api import expect

from tests.e2e import axe
from tests.e2e.citizens import Phone
from tests.e2e.conftest import Open
from tests.e2e.desks import Desk
from tests.e2e.screens import DESK
from tests.evaluations.rated import visited
from tests.support.people import WANG, Person
from tests.support.product import Product

ITEM = "居民身份证丢失补领"


async def test_a_bad_grade_is_put_right(
    app: Product, citizen: Person, clerk: Person, phone: Phone, head_desk: Desk, screens: Open
) -> None:
    await visited(citizen, clerk, app.run_jobs)
    await phone.visit("me/index")
    await phone.press("登录")
    await phone.log_in(WANG.name)
    await phone.page.get_by_role("link", name="待评价").click()
    await rate_badly(phone)

    await head_desk.log_in(app.login("head", "GA-HZ"), app.clock)
    await rectify(head_desk)
    await phone.sees("整改:待回访", "早上加开了二号窗口。")
    await phone.press("满意", "radio")
    await phone.fill("还想说的", "现在快多了")
    await phone.press("提交")
    await phone.sees("我的追评", "现在快多了")
    assert await axe.findings(phone.page, "after 追评") == []

    supervisor: Desk = await screens(Desk, DESK)
    await supervisor.log_in(app.login("supervisor"), app.clock)
    await supervisor.turn_to("评价")
    await supervisor.page.get_by_role("button", name="打开").click()
    pane = supervisor.page.get_by_role("region", name="评价内容")
    await expect(pane).to_contain_text("现在快多了")
    await expect(pane).to_contain_text("联系了市民(站内消息)")
    assert await axe.findings(supervisor.page, "supervisor") == []


async def rate_badly(phone: Phone) -> None:
    """Nothing is chosen beforehand; a low grade offers its phrases."""
    await phone.page.get_by_role("link", name=ITEM).click()
    await expect(phone.page.get_by_role("radio", checked=True)).to_have_count(0)
    await phone.press("提交")
    await phone.sees("请先选一个评价。")
    await phone.press("不满意", "radio")
    await phone.press("等太久", "checkbox")
    await phone.fill("还想说的", "我叫王小明,等了一个小时")
    await phone.press("提交")
    await phone.sees("整改:待联系")


async def rectify(desk: Desk) -> None:
    """Contact by message, measure, result. The head never reads who it was."""
    await desk.turn_to("评价")
    await desk.page.get_by_role("button", name="打开").click()
    await desk.sees("我叫王*,等了一个小时")
    await desk.sees_no(WANG.name)
    for button, label, words in (
        ("记录联系", "说了什么", "对不起,让您久等了。"),
        ("填写整改措施", "打算怎么改", "早上加开窗口"),
        ("填写整改结果", "改成什么样了", "早上加开了二号窗口。"),
    ):
        await desk.page.get_by_role("group", name="这条评价").get_by_role("button", name=button).click()
        dialog = desk.page.get_by_role("dialog", name=button)
        await dialog.get_by_role("textbox", name=label).fill(words)
        await dialog.get_by_role("button", name=button).click()
        await expect(dialog).to_be_hidden()
    await expect(desk.page.get_by_role("region", name="评价内容")).to_contain_text("待回访")
