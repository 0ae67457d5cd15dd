"""Walk 3: a case from the served ticket to the decision, as the clerk makes it and the citizen follows it."""

from __future__ import annotations

from playwright.async_api import expect

from tests.e2e.citizens import Phone
from tests.e2e.conftest import Open
from tests.e2e.desks import Desk
from tests.e2e.screens import PHONE
from tests.support.people import WANG, Person
from tests.support.product import Product
from tests.walks.steps import book, serve

ITEM = "居住证申领"
PHOTO = "本人照片"
NOT_FOUND = "没有查到。请核对受理号和查询码。"


async def test_a_citizen_follows_a_case(
    app: Product, citizen: Person, clerk: Person, phone: Phone, desk: Desk, head_desk: Desk, screens: Open
) -> None:
    ticket = await serve(clerk, await book(citizen, "HZ08"))
    await desk.log_in(app.login("clerk", "GA-HZ"), app.clock)
    await register(desk, ticket["number"])
    await ask_for_material(desk)
    await phone.visit("cases/index")
    await phone.press("登录")
    await phone.log_in(WANG.name)
    await phone.page.get_by_role("link", name=ITEM).click()
    await phone.sees("待补材料", "请补材料", PHOTO, "这张看不清脸,请换一张。")

    await supply(desk)
    await phone.sees("材料已补齐")
    number, query_code = await accept(desk)
    await phone.sees("已受理", "最迟 12月", "还剩")
    await advance(desk)
    await phone.sees("办理中", "完成:审查材料")
    await head_desk.log_in(app.login("head", "GA-HZ"), app.clock)
    await decide(head_desk, number)
    await phone.sees("办理结果:准予", "居住证", "请选择领证方式。")
    await phone.sees_no("YH20260042")

    stranger: Phone = await screens(Phone, PHONE, touch=True)
    await look_up(stranger, number, query_code)


async def register(desk: Desk, number: str) -> None:
    """From the ticket being served, everything known is filled in."""
    await desk.turn_to("叫号")
    await desk.page.get_by_role("main").get_by_role("link", name="登记办件").click()
    await desk.sees(f"登记办件:{number} 号", "已从预约带入,请对照证件核对。查看会留下记录。")
    await expect(desk.page.get_by_role("textbox", name="姓名")).to_have_value(WANG.name)
    await expect(desk.page.get_by_role("textbox", name="证件号码")).to_have_value(WANG.id_number)
    await desk.sees("还缺 5 项必要材料")
    await desk.press("全部收到")
    await desk.sees("必要材料齐了")
    await desk.press("登记办件")
    await desk.sees("已收件")


async def ask_for_material(desk: Desk) -> None:
    """补正: what is missing is said once, with a reason for each."""
    await desk.press("通知补正")
    dialog = desk.page.get_by_role("dialog", name="通知补正")
    await dialog.get_by_role("button", name="通知补正").click()
    await desk.sees("请至少勾选一项材料。")
    await dialog.get_by_text(PHOTO).first.click()
    await dialog.get_by_role("textbox", name=f"{PHOTO}为什么要补").fill("这张看不清脸,请换一张。")
    await dialog.get_by_role("button", name="通知补正").click()
    await desk.sees("待补材料")


async def supply(desk: Desk) -> None:
    await desk.press("登记补来的材料")
    dialog = desk.page.get_by_role("dialog", name="登记补来的材料")
    await dialog.get_by_role("button", name="登记补来的材料").click()
    await desk.sees("已收件")


async def accept(desk: Desk) -> tuple[str, str]:
    """受理 leads to the receipt; returns the case number and the query code on it."""
    await desk.press("受理")
    await expect(desk.one("heading", "受理凭证")).to_be_visible()
    big = desk.page.locator(".sheet .big")
    await expect(big).to_have_count(2)
    await expect(desk.page.get_by_role("img", name="查进度的二维码")).to_be_visible()
    number, query_code = await big.all_inner_texts()
    await desk.press("回到办件", "link")
    await desk.sees("已受理")
    return number, query_code


async def advance(desk: Desk) -> None:
    await desk.press("进入下一步")
    dialog = desk.page.get_by_role("dialog", name="进入下一步")
    await dialog.get_by_role("textbox", name="这一步的意见").fill("材料核过,信息一致。")
    await dialog.get_by_role("button", name="进入下一步").click()
    await desk.sees("办理中")


async def decide(desk: Desk, number: str) -> None:
    """Somebody else than the accepter decides."""
    await desk.turn_to("办件")
    await desk.page.get_by_role("row").filter(has_text=number).get_by_role("button").click()
    await desk.page.get_by_role("group", name=f"办件 {number}").get_by_role("button").first.click()
    dialog = desk.page.get_by_role("dialog")
    await dialog.get_by_text("准予", exact=True).click()
    await dialog.get_by_role("textbox", name="证照名称").fill("居住证")
    await dialog.get_by_role("textbox", name="证照编号").fill("YH20260042")
    await dialog.get_by_role("button").last.click()
    await expect(desk.page.get_by_role("region", name="办件内容")).to_contain_text("准予")


async def look_up(phone: Phone, number: str, query_code: str) -> None:
    """Without log-in; a wrong code and a wrong number get the same answer."""
    await phone.visit("cases/lookup")
    other = number[:-1] + ("B" if number.endswith("A") else "A")
    await search(phone, number, "AAAAAA")
    await phone.sees(NOT_FOUND)
    await search(phone, other, query_code)
    await phone.sees(NOT_FOUND)
    await search(phone, number, query_code)
    await phone.sees(ITEM, "办理结果:准予", "办到哪一步", "经过")
    await phone.sees_no(WANG.name)


async def search(phone: Phone, number: str, query_code: str) -> None:
    """Fill in both and wait for the answer, so that an earlier sentence is not taken for it."""
    await phone.fill("受理号", number)
    await phone.fill("查询码", query_code)
    async with phone.page.expect_response("**/progress-lookups"):
        await phone.press("查进度")
