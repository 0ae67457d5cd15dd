"""The hall: the machine at the door, the citizen's phone, the clerk's desk and the big screen, together."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import Any

import pytest_asyncio
from playwright.async_api import expect

from tests.appointments.booking import book
from tests.e2e import axe, shots
from tests.e2e.citizens import Phone
from tests.e2e.desks import Desk
from tests.e2e.screens import DESK, Screen
from tests.support.people import WANG, identify
from tests.support.product import Product

KIOSK = DESK
Open = Callable[..., Awaitable[Any]]


@pytest_asyncio.fixture
async def kiosk(screens: Open) -> Screen:
    """The machine at the door."""
    machine: Screen = await screens(Screen, KIOSK)
    return machine


@pytest_asyncio.fixture
async def office(screens: Open) -> Desk:
    """The administrator's desk."""
    desk: Desk = await screens(Desk, DESK)
    return desk


async def test_from_the_machine_at_the_door_to_being_served(
    app: Product, phone: Phone, desk: Desk, office: Desk, hall: Screen, kiosk: Screen
) -> None:
    person = await app.citizen(WANG.name)
    await identify(person, WANG)
    booked = await book(person)
    await register(office, kiosk, app)
    await draw_number(kiosk)
    await check_in_with_papers(kiosk)
    await phone.visit("login/index")
    await phone.log_in(WANG.name)
    await phone.sees("我的预约")
    await phone.visit(f"appointments/detail?id={booked['id']}")
    await expect(phone.page.get_by_test_id("ticket-number")).to_have_text("A002")

    await desk.log_in(app.login("clerk", "GA-HZ"), app.clock)
    await desk.turn_to("叫号")
    await desk.press("开放")
    await desk.sees("窗口空着,可以叫下一位。")
    await hall.open("/display/")
    await desk.page.keyboard.press(" ")
    await desk.sees("正在叫 A001")
    await expect(hall.page.get_by_role("region", name="正在叫号")).to_contain_text("A001")
    await set_aside_and_go_on(desk)
    await miss_and_come_back(desk, phone)
    assert await axe.findings(desk.page, "desk") + await axe.findings(hall.page, "hall") == []


async def register(office: Desk, kiosk: Screen, app: Product) -> None:
    """The administrator registers the machine; its address is opened on it once and shows no key."""
    await office.log_in(app.login("admin"), app.clock)
    await office.turn_to("取号机")
    await office.press("登记取号机")
    await office.fill("名称", "东门一号机")
    await office.page.get_by_role("dialog").get_by_role("button", name="登记").click()
    await office.sees("东门一号机的地址,只显示这一次")
    words = await office.text("在取号机的浏览器里打开一次").inner_text()
    found = re.search(r"(/kiosk/#\S+)", words)
    assert found
    await kiosk.open(found[1])
    await kiosk.sees("政务服务大厅", "我有预约", "现场取号")
    assert "#" not in kiosk.page.url
    assert await axe.findings(kiosk.page, "kiosk start") == []
    await shots.take(kiosk.page, "kiosk")


async def draw_number(kiosk: Screen) -> None:
    """Department, item, no priority group; the number stays for twenty seconds."""
    await kiosk.page.get_by_role("button", name="现场取号").click()
    assert await axe.findings(kiosk.page, "departments") == []
    await kiosk.page.get_by_role("button", name=re.compile("^公安局\\(户政\\)")).click()
    await kiosk.page.get_by_role("searchbox", name="按名称找").fill("身份证丢了")
    await expect(kiosk.page.get_by_role("list", name="事项").get_by_role("button").first).to_have_text(
        "居民身份证丢失补领"
    )
    assert await axe.findings(kiosk.page, "items") == []
    await kiosk.press("居民身份证丢失补领")
    await kiosk.page.get_by_role("button", name="都不是").click()
    await kiosk.sees("A001", "一楼 1、2 号窗口", "下一个就是您,请留意叫号。", "过号可重新排队")
    assert await axe.findings(kiosk.page, "slip") == []
    await kiosk.page.clock.fast_forward(21_000)
    await kiosk.sees("我有预约")
    await kiosk.sees_no("A001")


async def check_in_with_papers(kiosk: Screen) -> None:
    """Identity number and the end of the phone; a wrong end gets nothing."""
    await kiosk.page.get_by_role("button", name="我有预约").click()
    assert await axe.findings(kiosk.page, "check-in") == []
    await type_in(kiosk, WANG.id_number + "9999")
    await kiosk.press("签到取号")
    await kiosk.sees("今天没有查到预约。请核对,或现场取号。")
    for _ in range(4):
        await kiosk.press("删一位")
    await type_in(kiosk, WANG.phone[-4:])
    await kiosk.press("签到取号")
    await kiosk.sees("A002", "预约 9:30–10:00")
    await kiosk.sees_no(WANG.name)
    await kiosk.press("回到首页")
    await kiosk.page.get_by_role("button", name="我有预约").click()
    await kiosk.sees_no("110101")


async def type_in(kiosk: Screen, digits: str) -> None:
    for digit in digits:
        await kiosk.page.get_by_role("group", name="数字键").get_by_role("button", name=digit, exact=True).click()


async def set_aside_and_go_on(desk: Desk) -> None:
    """来了, 加办, 挂起, 接着办, 完成."""
    await desk.page.locator('[data-action="start"]').click()
    await desk.page.locator('[data-action="add_item"]').click()
    await desk.page.get_by_role("dialog").get_by_role("combobox").fill("HZ02")
    await desk.page.get_by_role("option", name=re.compile("^HZ02")).click()
    await desk.page.get_by_role("dialog").get_by_role("button", name="加办").click()
    await desk.sees("加办:")
    await desk.page.locator('[data-action="park"]').click()
    await desk.sees("挂起 1 人", "窗口空着,可以叫下一位。")
    await desk.page.get_by_role("button", name="A001 可做的事").click()
    await desk.page.get_by_role("menuitem", name="接着办").click()
    await desk.page.locator('[data-action="finish"]').click()
    dialog = desk.page.get_by_role("dialog", name="完成 A001 号")
    await dialog.get_by_text("办结", exact=True).click()
    await dialog.get_by_role("button", name="完成").click()
    await desk.sees("窗口空着,可以叫下一位。", "今天已办 1 人")


async def miss_and_come_back(desk: Desk, phone: Phone) -> None:
    """Called, not there, told the rule, back with one tap, called again."""
    await desk.press("下一位(空格键)")
    await phone.sees("请到 1 号窗口。")
    await desk.page.locator('[data-action="pass"]').click()
    await phone.sees("过号可重新排队,等 3 位后再叫您。还可 2 次。")
    await phone.press("重新排队")
    await desk.sees("等候 1 人")
    await desk.press("下一位(空格键)")
    await phone.sees("请到 1 号窗口。", "还可 1 次")
