"""Walk 2: the bot answers, asks back, hands over; a clerk replies with a legal basis; the citizen sees it live."""

from __future__ import annotations

from playwright.async_api import Locator, expect

from tests.e2e.citizens import Phone
from tests.e2e.desks import Desk
from tests.support.people import WANG
from tests.support.product import Product

QUESTION = "补办的身份证能不能寄到外地?"
REPLY = "可以寄到外地。领证时选快递,填好地址就行。"


async def test_a_citizen_asks_and_a_clerk_replies(app: Product, phone: Phone, desk: Desk) -> None:
    clerk = app.login("clerk", "GA-HZ")
    await phone.visit("home/index")
    await phone.press("问一问")
    await ask_the_bot(phone)
    await hand_over(phone)
    await desk.log_in(clerk, app.clock)
    await claim(desk)
    await reply(desk)
    await phone.sees(REPLY, "工号 0101", "依据")
    await app.run_jobs()
    await read_the_notice(phone)


async def say(phone: Phone, text: str) -> None:
    await phone.fill("您想问什么", text)
    await phone.press("发送")


def last_message(phone: Phone) -> Locator:
    return phone.page.get_by_role("log", name="对话").locator("> *").last


async def ask_the_bot(phone: Phone) -> None:
    """An answer says where it comes from; an unclear question is asked back."""
    await phone.sees("您好,我是一窗的咨询助手。")
    await say(phone, "身份证丢了怎么补办")
    answer = last_message(phone)
    for words in ("居民身份证丢失补领", "依据和来源", "更新"):
        await expect(answer).to_contain_text(words)
    await answer.get_by_role("button", name="有用", exact=True).click()
    await phone.sees("谢谢您告诉我们。")
    await say(phone, "身份证")
    await phone.sees("点一个,或者回复数字。")
    await expect(phone.one("button", "都不是")).to_be_visible()
    await last_message(phone).get_by_role("button", name="身份证").first.click()
    await expect(last_message(phone)).to_contain_text("依据和来源")


async def hand_over(phone: Phone) -> None:
    """转人工 needs a log-in; the question typed before it is not lost."""
    await phone.fill("您想问什么", QUESTION)
    await phone.page.get_by_role("region", name="页面操作").get_by_role("button", name="转人工").click()
    await phone.log_in(WANG.name)
    await phone.identify(WANG)
    await phone.sees(QUESTION, "已转给公安局(户政)", "最迟 11月25日 17:00 答复")
    await expect(phone.page.get_by_test_id("consultation-number")).to_contain_text("ZX2611-")


async def claim(desk: Desk) -> None:
    """The inbox shows the question with its deadline."""
    await desk.turn_to("咨询")
    row = desk.page.get_by_role("row").filter(has_text=QUESTION)
    await expect(row).to_contain_text("11月25日 17:00")
    await row.get_by_role("button").click()
    await desk.press("领办")
    await desk.sees("办理中")


async def reply(desk: Desk) -> None:
    """Without a basis nothing is sent; header and footer are there before anybody writes them."""
    form = desk.page.get_by_role("form", name="答复")
    await form.get_by_label("答复内容").fill(REPLY)
    await form.get_by_role("button", name="去掉依据 1").click()
    await form.get_by_role("button", name="答复 ZX2611-").click()
    await desk.sees("请填写依据,或说明为什么没有依据。")
    await form.get_by_role("button", name="用 《中华人民共和国居民身份证法》").first.click()
    await form.get_by_label("称呼").fill("王先生")
    await expect(form).to_contain_text("王先生")
    await form.get_by_role("button", name="答复 ZX2611-").click()
    await expect(form).to_be_hidden()
    await expect(desk.page.get_by_role("region", name="办理")).to_contain_text("已答复")


async def read_the_notice(phone: Phone) -> None:
    """The reply is in 消息 too; the citizen says whether it helped."""
    await phone.visit("notices/index")
    await phone.page.get_by_role("link", name="咨询").first.click()
    await expect(phone.one("heading", "咨询进展")).to_be_visible()
    await phone.sees(QUESTION, REPLY)
    await phone.press("解决了")
    await phone.sees("太好了。谢谢您告诉我们。", "已解决")
