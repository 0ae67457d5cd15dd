"""Walk 4: from 准予 to the citizen's door, with the courier's sandbox in between."""

from __future__ import annotations

from playwright.async_api import expect

from tests.e2e.citizens import Phone
from tests.e2e.conftest import Open
from tests.e2e.desks import Desk
from tests.e2e.screens import DESK, Screen
from tests.e2e.working import worker
from tests.support.people import WANG, Person
from tests.support.product import Product
from tests.walks.steps import CERTIFICATE, act, approve, book, register, serve

ITEM = "居民身份证丢失补领"
COURIER = "同意把收件信息交给"
ADDRESS = {
    "收件人": WANG.name,
    "手机号": WANG.phone,
    "省": "云海省",
    "市": "云河市",
    "区或县": "安澜区",
    "详细地址": "和平街道 5 号 2 单元 301",
}


async def test_a_certificate_comes_home(
    app: Product, citizen: Person, clerk: Person, head: Person, phone: Phone, desk: Desk, screens: Open
) -> None:
    ticket = await serve(clerk, await book(citizen))
    await approve(head, await act(clerk, await register(clerk, ticket_id=ticket["id"]), "accept"))
    await phone.visit("home/index")
    await phone.press("证件快递 选自取或寄到家", "link")
    await phone.press("登录")
    await phone.log_in(WANG.name)
    await choose_courier(phone)
    await desk.log_in(app.login("clerk", "GA-HZ"), app.clock)
    async with worker(app):
        await pack(desk)
        await phone.sees("证件已装好,等快递来取。")
        await desk.press("叫快递")
        await desk.page.get_by_role("dialog", name="叫快递").get_by_role("button", name="叫快递").click()
        await phone.sees("已通知快递来取件。取走后告诉您。")
        courier: Screen = await screens(Screen, DESK)
        courier.base = app.courier
        await carry(courier, phone)
        await expect(desk.page.get_by_role("region", name="包裹内容")).to_contain_text("已签收")
    await phone.sees("已签收", "已办结")
    await phone.sees_no(ADDRESS["详细地址"])


async def choose_courier(phone: Phone) -> None:
    """Choose the courier, write down an address, agree that the courier learns it."""
    await phone.page.get_by_role("link", name=ITEM).click()
    await phone.sees("请选择领证方式。")
    await phone.page.get_by_role("region", name="页面操作").get_by_role("button").click()
    await phone.press("选好了")
    await phone.sees("请先选怎么拿证。")
    await phone.page.get_by_role("radio", name="快递").click()
    await phone.press("添加地址")
    for label, text in ADDRESS.items():
        await phone.page.get_by_role("textbox", name=label, exact=True).fill(text)
    await phone.press("存好")
    await phone.page.get_by_role("checkbox", name=COURIER).click()
    await phone.press("选好了")
    await phone.sees("窗口正在装件。寄出后告诉您单号。")


async def pack(desk: Desk) -> None:
    """The right certificate goes into the envelope: its number is asked."""
    await desk.turn_to("寄递")
    await desk.page.get_by_role("row").filter(has_text=ITEM).get_by_role("button", name="打开").click()
    await desk.page.get_by_role("group", name="这个包裹").get_by_role("button", name="打包").click()
    dialog = desk.page.get_by_role("dialog", name="打包")
    await dialog.get_by_role("textbox", name="证照编号").fill(CERTIFICATE)
    await dialog.get_by_role("button", name="打包").click()
    await expect(dialog).to_be_hidden()


async def carry(courier: Screen, phone: Phone) -> None:
    """Play the courier on the sandbox's page; every step reaches the citizen's phone by itself."""
    await courier.open("/")
    for step, seen in (("揽收", "已寄出"), ("运输", "已寄出"), ("派送", "派送中"), ("签收", "已签收")):
        await courier.page.get_by_role("button", name=step).click()
        await phone.sees(seen)
