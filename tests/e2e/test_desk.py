"""A question walks: handed over, forwarded, asked back, extended, answered, reopened; coordination and supervision."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from playwright.async_api import Locator, expect

from tests.e2e import axe
from tests.e2e.citizens import Phone
from tests.e2e.desks import Desk
from tests.e2e.screens import DESK
from tests.support.people import WANG
from tests.support.product import Product

Open = Callable[..., Awaitable[Any]]
QUESTION = "补办的身份证能不能寄到外地?"
ASKED_BACK = "请问您的户口在哪个区?"
NOTE = "问过出入境,不归户政"
REPLY = "不知道外省的情况。本市的可以寄,领证时选快递。"


async def test_a_question_walks_through_two_windows(app: Product, phone: Phone, desk: Desk, screens: Open) -> None:
    await hand_over(phone)
    await desk.log_in(app.login("clerk", "GA-HZ"), app.clock)
    await note_and_forward(desk)
    other: Desk = await screens(Desk, DESK)
    await other.log_in(app.login("clerk", "GA-CRJ"), app.clock)
    await ask_the_citizen(other)
    await answer_the_window(phone)
    await ask_for_time(other)
    coordinator: Desk = await screens(Desk, DESK)
    await coordinator.log_in(app.login("coordinator"), app.clock)
    await grant(coordinator)
    await reply(other)
    await say_unsolved(phone)
    await expect(other.page.get_by_role("region", name="办理")).to_contain_text("市民说没解决,这是第 2 次答复")
    supervisor: Desk = await screens(Desk, DESK)
    await supervisor.log_in(app.login("supervisor"), app.clock)
    await watch(supervisor)


async def hand_over(phone: Phone) -> None:
    await phone.visit("chat/index")
    await phone.fill("您想问什么", QUESTION)
    await phone.page.get_by_role("region", name="页面操作").get_by_role("button", name="转人工").click()
    await phone.log_in(WANG.name)
    await phone.identify(WANG)
    await phone.sees("已转给公安局(户政)")


async def open_question(desk: Desk) -> None:
    await desk.turn_to("咨询")
    await desk.page.get_by_role("row").filter(has_text=QUESTION).get_by_role("button").click()


def work(desk: Desk) -> Locator:
    return desk.page.get_by_role("region", name="办理")


async def in_dialog(desk: Desk, button: str, **fields: str) -> None:
    """Press an action, fill its dialog by label, send it."""
    await work(desk).get_by_role("button", name=button, exact=True).click()
    await fill_dialog(desk, button, **fields)


async def fill_dialog(desk: Desk, button: str, **fields: str) -> None:
    dialog = desk.page.get_by_role("dialog")
    for label, text in fields.items():
        field = dialog.get_by_label(label)
        if await field.evaluate("field => field.tagName") == "SELECT":
            await field.select_option(label=text)
        else:
            await field.fill(text)
    await dialog.get_by_role("button", name=button, exact=True).click()
    await expect(dialog).to_be_hidden()


async def note_and_forward(desk: Desk) -> None:
    """A note is for colleagues, in a frame; a forwarding needs a department and a reason."""
    await open_question(desk)
    await desk.press("领办")
    await in_dialog(desk, "写内部备注", 内部备注=NOTE)
    await expect(desk.page.get_by_role("region", name="仅内部")).to_contain_text(NOTE)
    await desk.page.get_by_label("答复内容").fill("写到一半")
    await expect(work(desk)).to_contain_text("草稿已保存")
    await desk.page.reload()
    await expect(desk.page.get_by_label("答复内容")).to_have_value("写到一半")
    await in_dialog(desk, "转部门", 转给谁="公安局(出入境)", 为什么转="归出入境办")
    await expect(work(desk)).to_contain_text("公安局(出入境)")


async def ask_the_citizen(desk: Desk) -> None:
    """The clock stands while the citizen is waited for."""
    await open_question(desk)
    await desk.press("领办")
    await in_dialog(desk, "等市民补充", 请市民补充什么=ASKED_BACK)
    await expect(work(desk)).to_contain_text("暂停计时")


async def answer_the_window(phone: Phone) -> None:
    await phone.visit("consultations/index")
    await phone.sees("窗口等您补充")
    await phone.page.get_by_role("link").filter(has_text=QUESTION).click()
    await phone.sees("答复期限先暂停", ASKED_BACK)
    assert await axe.findings(phone.page, "等您补充") == []
    await phone.press("补充内容")
    await phone.fill("想补充什么", "在西湖区")
    await phone.press("发给窗口")
    await phone.sees_no("窗口等您补充")
    await phone.press("催办")
    await phone.sees("已帮您催办")


async def ask_for_time(desk: Desk) -> None:
    """What the citizen wrote has to be read first; then more time is asked for."""
    await desk.sees("这条咨询有了新情况。")
    assert await axe.findings(desk.page, "新情况") == []
    await desk.press("我看过了,继续写")
    await work(desk).get_by_text("期限怎么算").click()
    await desk.sees("一天一天算", "定过的期限")
    await in_dialog(desk, "申请延期", 再要几天="2 个工作日", 为什么要延期="等外省答复")
    await expect(work(desk)).to_contain_text("等综合协调科决定")


async def grant(desk: Desk) -> None:
    await desk.turn_to("协调")
    await desk.sees("没有待分派的咨询")
    await desk.page.get_by_role("radiogroup", name="看什么").get_by_text("延期申请").click()
    await desk.sees("等外省答复", "同意后最迟")
    assert await axe.findings(desk.page, "延期申请") == []
    await desk.page.get_by_role("button", name="同意延期 ZX2611-").first.click()
    await fill_dialog(desk, "同意延期", 理由="要等外省")
    await desk.sees("没有延期申请")


async def reply(desk: Desk) -> None:
    """Words that put people off are confirmed before they are sent."""
    await desk.press("我看过了,继续写")
    form = desk.page.get_by_role("form", name="答复")
    await form.get_by_label("答复内容").fill(REPLY)
    await form.get_by_role("button", name="答复 ZX2611-").click()
    await desk.sees("发送前请再看看")
    await desk.press("我看过了,就这样发")
    await expect(work(desk)).to_contain_text("已答复")


async def say_unsolved(phone: Phone) -> None:
    await phone.sees("可以寄,领证时选快递")
    await phone.press("没解决")
    await phone.fill("说说还想知道什么(可不填)", "邮费谁出?")
    await phone.press("请窗口再答复")
    await phone.sees("已转回窗口,会再答复您。")


async def watch(desk: Desk) -> None:
    """The wall of lights, and the month's figures as a workbook."""
    await desk.turn_to("监督")
    await desk.sees("公安局(出入境)", "没有超时的咨询")
    assert await axe.findings(desk.page, "监督") == []
    await desk.page.get_by_role("radiogroup", name="看什么").get_by_text("每月").click()
    await desk.sees("按时率", "吴倩")
    async with desk.page.expect_download() as download:
        await desk.page.get_by_role("link", name="导出表格").click()
    assert (await download.value).suggested_filename.endswith(".xlsx")
