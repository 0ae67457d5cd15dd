"""The chat and the search box: suggestions, answers by side, options by number, 没用 with a reason, trials."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest_asyncio
from playwright.async_api import Locator, expect

from tests.e2e.citizens import Phone
from tests.e2e.desks import Desk
from tests.support.product import Product

BOX = "您想问什么"
SUGGESTIONS = "您是不是想问"


@pytest_asyncio.fixture
async def asking(phone: Phone) -> AsyncIterator[Phone]:
    """A phone on which 问一问 is open."""
    await phone.visit("chat/index")
    await phone.sees("您好,我是一窗的咨询助手。")
    yield phone


def field(phone: Phone, label: str = BOX) -> Locator:
    return phone.page.get_by_role("combobox", name=label)


async def type_in(phone: Phone, words: str, label: str = BOX) -> Locator:
    """Type as people do, wait out the pause; returns the lines that are offered."""
    await field(phone, label).fill(words)
    await phone.page.clock.run_for(300)
    lines = phone.page.get_by_role("listbox", name=SUGGESTIONS).get_by_role("option")
    await expect(lines.first).to_be_visible()
    return lines


async def say(phone: Phone, words: str) -> Locator:
    """Send words and return the reply."""
    messages = phone.page.get_by_role("log", name="对话").locator("> *")
    before = await messages.count()
    await field(phone).fill(words)
    await phone.press("发送")
    await expect(messages).to_have_count(before + 2)
    return messages.last


def last(phone: Phone) -> Locator:
    return phone.page.get_by_role("log", name="对话").locator("> *").last


async def test_a_suggestion_is_asked_with_one_tap(asking: Phone) -> None:
    lines = await type_in(asking, "sfz")
    await expect(lines.first.locator(".marked")).to_have_text("身份证")
    words = await lines.first.locator(".text").inner_text()
    await lines.first.click()
    await expect(last(asking)).to_contain_text("依据和来源")
    await asking.sees(words)
    await expect(lines).to_have_count(0)
    await expect(field(asking)).to_have_value("")


async def test_a_suggestion_is_picked_with_the_keyboard(asking: Phone) -> None:
    lines = await type_in(asking, "身份证丢")
    await field(asking).press("ArrowDown")
    await expect(lines.first).to_have_attribute("aria-selected", "true")
    assert await field(asking).get_attribute("aria-activedescendant") == await lines.first.get_attribute("id")
    await field(asking).press("Enter")
    await expect(last(asking)).to_contain_text("居民身份证丢失补领")
    await expect(asking.page.get_by_role("log", name="对话").locator("> *")).to_have_count(3)
    await type_in(asking, "护照")
    await field(asking).press("Escape")
    await expect(asking.page.get_by_role("listbox")).to_have_count(0)


async def test_a_slow_answer_does_not_overwrite_a_later_one(asking: Phone) -> None:
    async def slowly(route: object) -> None:
        held.append(route)

    held: list[object] = []
    await asking.page.route("**/search/suggest?q=%E5%85%AC", slowly)
    await field(asking).fill("公")
    await asking.page.clock.run_for(300)
    await asking.page.wait_for_timeout(100)
    lines = await type_in(asking, "护照")
    assert len(held) == 1
    await held[0].continue_()  # type: ignore[attr-defined]
    await asking.page.wait_for_timeout(300)
    await expect(lines.first).to_contain_text("护照")


async def test_answers_by_side(asking: Phone) -> None:
    """The list is ticked and stays ticked; chips ask the other sides."""
    answer = await say(asking, "居民身份证首次申领要带什么")
    box = answer.get_by_role("checkbox").first
    await box.click()
    await expect(box).to_have_attribute("aria-checked", "true")
    await expect(answer).to_contain_text("还没核实")
    await asking.press("多少钱")
    await expect(last(asking)).to_contain_text("多少钱")
    await asking.press("在哪办")
    await expect(last(asking)).to_contain_text("号窗口")
    await expect(last(asking)).to_contain_text("工作日 9:00")
    await expect(last(asking).get_by_role("link", name="打电话问窗口")).to_be_visible()
    await asking.press("怎么预约")
    await expect(last(asking)).to_contain_text("可以预约。")
    await expect(last(asking).get_by_role("button", name="预约", exact=True)).to_be_visible()
    await last(asking).get_by_role("button", name="展开依据和来源").click()
    await expect(last(asking)).to_contain_text("居民身份证法")
    await asking.page.reload()
    await expect(asking.page.get_by_role("checkbox").first).to_have_attribute("aria-checked", "true")
    await last(asking).get_by_role("button", name="看指南").click()
    await asking.sees("居民身份证首次申领", "带什么")


async def test_long_answers_are_opened(asking: Phone) -> None:
    answer = await say(asking, "身份证丢了怎么补办")
    await expect(answer).not_to_contain_text("来补一张新的")
    await answer.get_by_role("button", name="展开全部内容").click()
    await expect(answer).to_contain_text("来补一张新的")
    await answer.get_by_role("button", name="收起全部内容").click()
    await expect(answer).not_to_contain_text("来补一张新的")


async def test_an_option_is_picked_by_its_number(asking: Phone) -> None:
    question = await say(asking, "身份证")
    await expect(question).to_contain_text("点一个,或者回复数字。")
    second = await question.get_by_role("button").nth(1).inner_text()
    answer = await say(asking, "第二个")
    await expect(answer).to_contain_text(second.removeprefix("2. ").removeprefix("身份证"))
    await say(asking, "身份证")
    await last(asking).get_by_role("button", name="都不是").click()
    await expect(last(asking)).to_contain_text("转人工")


async def test_a_useless_answer_reaches_the_editor(app: Product, asking: Phone, desk: Desk) -> None:
    """The reason is seen beside the answer, and the question can be tried there."""
    answer = await say(asking, "补办身份证要多少钱")
    await answer.get_by_role("button", name="没用").click()
    await asking.sees("哪里没帮上您?", "抱歉没有帮上忙。")
    await answer.page.get_by_role("radio", name="信息不对").click()
    await asking.fill("您想知道什么", "去年不是这个价")
    await asking.press("告诉我们")
    await asking.sees("您说:没用(信息不对)。谢谢,我们会改进。")
    await asking.page.reload()
    await asking.sees("您说:没用(信息不对)。")

    await desk.log_in(app.login("coordinator"), app.clock)
    await desk.turn_to("机器人")
    row = desk.page.get_by_role("listitem").filter(has_text="去年不是这个价")
    await expect(row).to_contain_text("市民说没用:信息不对")
    await row.get_by_text("怎么判断的").click()
    await expect(row.get_by_role("table")).to_contain_text("HZ03")
    await desk.page.get_by_label("原因").select_option(label="看不懂(0)")
    await desk.sees("没有人说没用")
    await desk.page.get_by_label("原因").select_option(label="信息不对(1)")
    await row.get_by_role("button", name="试一试").click()
    await expect(desk.page.get_by_role("region", name="市民会看到")).to_contain_text("居民身份证丢失补领")


async def test_a_question_is_tried_without_a_citizen(app: Product, desk: Desk) -> None:
    await desk.log_in(app.login("admin"), app.clock)
    await desk.turn_to("机器人")
    await desk.page.get_by_role("radiogroup", name="看什么").get_by_text("试一试").click()
    await desk.fill("市民会怎么问", "身份证")
    await desk.press("试一试")
    card, reasons = (desk.page.get_by_role("region", name=name) for name in ("市民会看到", "怎么判断的"))
    await expect(reasons.first).to_contain_text("反问:您是想问…")
    await expect(reasons.first.get_by_role("table")).to_contain_text("HZ02")
    await card.get_by_role("button", name="2. ").click()
    await expect(reasons.first).to_contain_text("picked")
    await desk.page.get_by_text("接着上一句问").click()
    await desk.fill("市民会怎么问", "要多少钱")
    await desk.press("试一试")
    await expect(card).to_contain_text("40 元")


async def test_search_is_grouped(phone: Phone) -> None:
    await phone.visit("search/index")
    lines = await type_in(phone, "hz", "搜事项、材料、部门")
    await expect(lines.first).to_contain_text("事项")
    await field(phone, "搜事项、材料、部门").fill("公安局")
    await phone.press("搜索")
    for group in ("事项", "部门"):
        await expect(phone.page.get_by_role("heading", name=group, exact=True)).to_be_visible()
    await field(phone, "搜事项、材料、部门").fill("预约")
    await phone.press("搜索")
    for group in ("事项", "问答", "服务"):
        await expect(phone.page.get_by_role("heading", name=group, exact=True)).to_be_visible()
    await field(phone, "搜事项、材料、部门").fill("身分证丢了")
    await phone.press("搜索")
    await phone.page.get_by_role("link", name="居民身份证丢失补领").first.click()
    await phone.sees("事项指南")
    await phone.visit("search/index")
    await field(phone, "搜事项、材料、部门").fill("")
    await phone.sees("搜过的", "身分证丢了", "预约")
    await phone.page.wait_for_timeout(500)  # uni-app's input takes its next value a moment after it was emptied
    await field(phone, "搜事项、材料、部门").fill("asdfghjk")
    await phone.page.wait_for_timeout(500)
    await phone.press("搜索")
    await phone.sees("没有找到“asdfghjk”", "换个说法试试", "看全部事项")
    lines = await type_in(phone, "身份证丢", "搜事项、材料、部门")
    await lines.first.click()
    await phone.sees("居民身份证丢失补领", "带什么")
