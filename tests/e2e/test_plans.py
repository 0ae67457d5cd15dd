"""A power cut: the office closes a morning, a citizen moves with one tap, a clerk helps another on the phone."""

from __future__ import annotations

import re

from playwright.async_api import expect

from tests.appointments.booking import book
from tests.e2e import axe
from tests.e2e.citizens import Phone
from tests.e2e.desks import Desk
from tests.support.people import LI, WANG, identify
from tests.support.product import Product


async def test_a_morning_is_closed(app: Product, phone: Phone, desk: Desk, head_desk: Desk) -> None:
    stranger = await app.citizen(LI.name)
    await identify(stranger, LI)
    await book(stranger, day="2026-11-25")
    citizen = await app.citizen(WANG.name)
    await identify(citizen, WANG)
    booked = await book(citizen, 1, day="2026-11-25")

    await desk.log_in(app.login("coordinator"), app.clock)
    await desk.turn_to("号源")
    await close_the_morning(desk, app)
    await phone.visit("login/index")
    await phone.log_in(WANG.name)
    await phone.sees("退出登录")
    await phone.visit(f"appointments/detail?id={booked['id']}")
    await phone.sees("抱歉,这个时间办不了:停电检修", "不计取消次数")
    assert await axe.findings(phone.page, "moved") == []
    await phone.page.get_by_role("button", name=re.compile("^11月25日 13:30")).click()
    await phone.sees("时间改好了", "11月25日(周三) 13:30")
    await settle_by_phone(head_desk, app)


async def close_the_morning(desk: Desk, app: Product) -> None:
    await desk.page.get_by_label("号池").first.select_option(label="公安局(户政)")
    await desk.sees("11月25日 周三")
    await desk.press("停号")
    await desk.page.get_by_label("从", exact=True).fill("2026-11-25")
    await desk.page.get_by_label("到", exact=True).fill("2026-11-25")
    await desk.page.get_by_text("全天", exact=True).click()
    await desk.fill("原因", "停电检修")
    await desk.press("看看影响")
    await desk.sees("会影响 2 个预约", "名额 39 → 21")
    assert await axe.findings(desk.page, "preview") == []
    await desk.press("停号,通知 2 个预约")
    await desk.sees("已记下,正在更新 1 个号池的号源。")
    await app.run_jobs()
    await desk.sees("2 个预约待改期", "09:00–12:00 停号")


async def settle_by_phone(desk: Desk, app: Product) -> None:
    await desk.log_in(app.login("head", "GA-HZ"), app.clock)
    await desk.visit("/appointments/conflicts")
    row = desk.page.get_by_role("row").filter(has_text="李*")
    await expect(row).to_contain_text("待答复")
    assert await axe.findings(desk.page, "conflicts") == []
    await row.get_by_role("button", name="看手机号").click()
    await desk.sees(LI.phone)
    await desk.press("看好了")
    await row.get_by_role("button", name="改时间").click()
    dialog = desk.page.get_by_role("dialog", name="改时间")
    await dialog.get_by_label("哪天").select_option(label="11月26日 周四")
    await dialog.get_by_text("10:00–10:30,余 1").click()
    await desk.press("改到这个时间")
    await desk.sees("没有待改期的预约")
    await desk.text("已处理").click()
    await desk.sees("已改期", "11月26日(周四) 10:00–10:30")
