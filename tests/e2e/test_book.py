"""Walk 1: from a search to being served, on the citizen's phone, the clerk's desk and the hall's big screen."""

from __future__ import annotations

import re

from playwright.async_api import expect

from backend.appointments import service
from backend.database import fetch
from tests.appointments.booking import book
from tests.e2e.citizens import Phone
from tests.e2e.desks import Desk
from tests.e2e.screens import Screen
from tests.support.people import LI, WANG, ZHANG, Identity
from tests.support.product import Product

ITEM = "居民身份证丢失补领"
CHEN = Identity("陈静", "110101199308150047", "13800000004")


async def test_a_citizen_books_and_is_served(app: Product, phone: Phone, desk: Desk, hall: Screen) -> None:
    await phone.visit("home/index")
    await phone.press("搜事项、材料、部门", "link")
    await find_guide(phone)
    await phone.press("预约")
    await phone.sees("办理约", "政务服务大厅", "一楼 1、2 号窗口")
    await choose(phone, "11月24日", "9:30")
    await phone.log_in(WANG.name)
    await phone.identify(WANG)
    await keep_the_slot(phone)
    await move_to_today(phone)

    code = await phone.page.get_by_test_id("check-in-code").inner_text()
    await hall.open("/display/")
    await hall.sees("政务服务大厅", "还没有叫号,请稍候")
    await desk.log_in(app.login("clerk", "GA-HZ"), app.clock)
    await open_window(desk)
    number = await check_in(desk, code)
    await expect(phone.page.get_by_test_id("ticket-number")).to_have_text(number)
    await phone.sees("下一个就是您,请留意叫号。")
    await call(desk, phone, hall, number)
    await serve(desk, phone, number)


async def find_guide(phone: Phone) -> None:
    """Search in one's own words, open the guide: badges, three lines, then the sections."""
    await phone.fill("搜事项、材料、部门", "身份证丢了")
    await phone.press("搜索")
    await phone.press(f"{ITEM} 公安局(户政)", "link")
    await expect(phone.one("heading", ITEM)).to_be_visible()
    await phone.sees("可预约", "可邮寄", "到场 1 次")
    for section in ("能不能办", "带什么", "怎么办", "去哪办", "多少钱", "依据"):
        await expect(phone.one("heading", section)).to_be_visible()
    await phone.sees("来源:")


async def keep_the_slot(phone: Phone) -> None:
    """The slot is held while its clock runs; it is the citizen's after the confirmation."""
    await phone.sees("时段已为您留住", "要带的材料")
    await expect(phone.page.get_by_role("timer")).to_contain_text("还剩约 8 分钟")
    await phone.press("确认预约")
    await phone.sees("请先勾选:我会带齐材料。")
    await phone.page.get_by_role("checkbox", name="我已看过,会带齐材料").click()
    await phone.press("确认预约")
    await phone.sees("约好了", "待签到", "11月24日(周二)")
    await expect(phone.page.get_by_role("img", name="签到二维码")).to_be_visible()


async def choose(phone: Phone, day: str, time: str) -> None:
    """Open a day of the list, tap a time."""
    header = phone.page.get_by_role("button", name=re.compile(f"^{day}"))
    if await header.get_attribute("aria-expanded") == "false":
        await header.click()
    await phone.page.get_by_role("button", name=re.compile(f"^{time}.*余")).click()


async def move_to_today(phone: Phone) -> None:
    """改时间: choose another time, agree, get the new ticket."""
    await phone.press("改时间")
    await choose(phone, "11月23日", "10:00")
    await phone.page.get_by_role("dialog").get_by_role("button", name="改时间").click()
    await phone.sees("已改好时间。请看新的电子票。", "11月23日(周一)")
    await phone.sees_no("11月24日")


async def open_window(desk: Desk) -> None:
    await desk.turn_to("叫号")
    await desk.sees("窗口没有开放。先点“开放”,再叫号。")
    await desk.press("开放")
    await desk.sees("窗口空着,可以叫下一位。")


async def check_in(desk: Desk, code: str) -> str:
    """Type the code from the citizen's ticket; returns the number for the queue."""
    await desk.fill("签到:扫码、签到码、身份证号或手机号", code)
    await desk.press("签到")
    await desk.sees("已签到:", "等候 1 人")
    return (await desk.page.get_by_role("table", name="等候的人").get_by_role("cell").first.inner_text()).strip()


async def call(desk: Desk, phone: Phone, hall: Screen, number: str) -> None:
    """叫号: the desk, the citizen's phone and the hall say the same."""
    await desk.press("下一位(空格键)")
    await desk.sees("正在办", number, "王*")
    await phone.sees("请到 1 号窗口。")
    shown = hall.page.get_by_role("region", name="正在叫号")
    await expect(shown).to_contain_text(number)
    await expect(shown).to_contain_text("请到1号窗口")
    await expect(shown).to_contain_text("王*")
    await hall.sees_no("王小明")


async def serve(desk: Desk, phone: Phone, number: str) -> None:
    """办理, 完成."""
    await desk.press("来了,开始办")
    await phone.sees("正在 1 号窗口办理。")
    await desk.press("完成")
    dialog = desk.page.get_by_role("dialog", name=f"完成 {number} 号")
    await dialog.get_by_text("办结", exact=True).click()
    await dialog.get_by_role("button", name="完成").click()
    await desk.sees("窗口空着,可以叫下一位。", "今天已办 1 人")
    await phone.sees("这个号已办完。谢谢您。", "已办理")


async def test_for_the_mother_two_items_in_a_row(phone: Phone) -> None:
    """为谁办, 一次办几件事, a clock that survives a reload, 加入日历, a ticket without network."""
    await phone.visit("family/edit")
    await phone.fill("家人姓名", LI.name)
    await phone.fill("家人身份证号", LI.id_number)
    await phone.press("存好")
    await phone.log_in(ZHANG.name)
    await phone.identify(ZHANG)
    await phone.fill("家人姓名", LI.name)
    await phone.fill("家人身份证号", LI.id_number)
    await phone.press("存好")
    await phone.sees("存好了。")
    await phone.visit("appointments/book?code=HZ03")
    await phone.page.get_by_role("link", name="为谁办:本人").click()
    await phone.page.get_by_role("radio", name="父母 李*").click()
    await phone.press("就这样")
    await phone.page.get_by_role("link", name="一次办几件事").click()
    await phone.page.get_by_role("checkbox", name="身份证首次申领").click()
    await phone.press("就这些")
    await phone.sees("办理约 40 分钟", "为谁办:父母 李*")
    await choose(phone, "11月26日", "9:00–10:00")
    await phone.sees("为父母 李*", "11月26日(周四)", "您和家人的身份证")
    await phone.page.reload()
    await expect(phone.page.get_by_role("timer")).to_contain_text("还剩约 8 分钟")
    await phone.page.get_by_role("checkbox", name="我已看过,会带齐材料").click()
    await phone.press("确认预约")
    await phone.sees("约好了", "待签到", "为父母 李*")
    async with phone.page.expect_download() as waiting:
        await phone.press("加入日历")
    assert (await waiting.value).suggested_filename.endswith(".ics")
    await phone.page.route("**/api/v1/appointments/*", lambda route: route.abort())
    await phone.page.reload()
    await phone.sees("签到码", "为父母 李*")
    phone.problems[:] = [problem for problem in phone.problems if "ERR_FAILED" not in problem]


async def test_who_waits_is_told_when_a_place_comes_free(app: Product, phone: Phone) -> None:
    """候补: an own place in the line, an offer that appears by itself, 去确认."""
    other = await app.citizen("刘洋")
    booked = await book(other, item="HZ03", day="2026-11-27")
    await fetch("UPDATE slot SET cap_online = used_online WHERE day = '2026-11-27'")
    await phone.visit("appointments/book?code=HZ03")
    await phone.sees("想要的日子约满了?")
    await phone.press("候补")
    await phone.page.get_by_role("checkbox", name="11月27日").click()
    await phone.press("开始候补")
    await phone.log_in(CHEN.name)
    await phone.identify(CHEN)
    await phone.page.get_by_role("checkbox", name="11月27日").click()
    await phone.press("开始候补")
    await phone.sees("候补中", "您排在第一位。")
    await other.post(f"/api/v1/appointments/{booked['id']}/cancel")
    await service.offer_places(app.clock.now(), settings=app.settings)
    await phone.sees("有号,待确认")
    await phone.press("去确认")
    await phone.sees("时段已为您留住", "11月27日(周五)")
    await phone.page.get_by_role("checkbox", name="我已看过,会带齐材料").click()
    await phone.press("确认预约")
    await phone.sees("约好了")


async def test_a_citizen_gives_an_appointment_back(phone: Phone) -> None:
    await phone.visit("guides/detail?code=HZ03")
    await phone.press("预约")
    await choose(phone, "11月24日", "14:00")
    await phone.log_in(LI.name)
    await phone.identify(LI)
    await phone.page.get_by_role("checkbox", name="我已看过,会带齐材料").click()
    await phone.press("确认预约")
    await phone.press("取消预约")
    await phone.page.get_by_role("dialog").get_by_role("button", name="取消预约").click()
    await phone.sees("已取消。谢谢您把号留给需要的人。")
    await phone.sees_no("签到码")
