"""The days a citizen chooses from."""

from __future__ import annotations

from datetime import datetime, timedelta

from backend.appointments import service
from backend.calendar import service as calendar
from backend.calendar.announcements import read_announcement
from backend.common.clock import FixedClock
from backend.database import fetch
from tests.appointments.booking import board, book, free_slots, hold, pass_the_delay
from tests.support.people import Person
from tests.support.product import Product


async def test_fourteen_days_with_the_closed_ones_and_why(anonymous: Person) -> None:
    found = await board(anonymous)
    days = found["days"]
    assert [day["day"] for day in (days[0], days[-1])] == ["2026-11-23", "2026-12-06"]
    assert len(days) == 14
    saturday = days[5]
    assert (saturday["state"], saturday["state_label"], saturday["reason"]) == ("closed", "休", "休息日")
    assert found["place"]["text"] == "一楼 1、2 号窗口"
    assert found["release_text"] == "每天 8:00 放新号"


async def test_past_slots_are_not_offered(app: Product, anonymous: Person, clock: FixedClock) -> None:
    assert (await board(anonymous))["earliest"]["time_text"] == "9:30–10:00"
    clock.advance(timedelta(hours=2, minutes=1))
    assert (await board(anonymous))["earliest"]["time_text"] == "11:30–12:00"
    clock.advance(timedelta(hours=9))
    today = (await board(anonymous))["days"][0]
    assert (today["state"], today["reason"], today["slots"]) == ("closed", "今天已结束", [])


async def test_the_newest_day_opens_at_eight(app: Product, anonymous: Person, clock: FixedClock) -> None:
    clock.set(datetime.fromisoformat("2026-11-24T07:59:00+08:00"))
    await service.open_days(clock.now(), settings=app.settings)
    assert (await board(anonymous))["days"][-1]["reason"] == "未放号"
    assert (await board(anonymous))["bookable_until"] == "2026-12-06"
    clock.advance(timedelta(minutes=1))
    assert (await board(anonymous))["days"][-1]["state"] == "plenty"


async def test_beyond_the_announced_holidays_nothing_is_offered_and_the_reason_is_said(
    app: Product, anonymous: Person, clock: FixedClock
) -> None:
    clock.set(datetime.fromisoformat("2026-12-28T09:00:00+08:00"))
    await service.open_days(clock.now(), settings=app.settings)
    found = await board(anonymous)
    assert found["bookable_until"] == "2026-12-31"
    assert found["horizon_reason"].startswith("2027年放假安排还没公布")
    assert [day["reason"] for day in found["days"]][4:] == ["放假安排未公布"] * 10


async def test_opening_the_days_again_changes_nothing_and_keeps_what_is_booked(
    app: Product, citizen: Person, clock: FixedClock
) -> None:
    booked = await book(citizen)
    assert await service.open_days(clock.now(), settings=app.settings) == 0
    assert (await free_slots(citizen))[0]["free"] == booked["slot"]["free"]


async def test_a_day_that_is_taken_off_closes_and_its_citizens_are_told(
    app: Product, citizen: Person, clock: FixedClock
) -> None:
    booked = await book(citizen, day="2026-11-25")
    off = read_announcement("日期,类别,名称,上午,下午\n2026-11-25,节假日,停电检修,,\n".encode())
    await calendar.import_announcement(off, centre_id=1, now=clock.now(), source="中心通知")
    await service.open_days(clock.now(), settings=app.settings)
    seen = (await citizen.get(f"/api/v1/appointments/{booked['id']}")).json()
    assert (seen["state"], [action["name"] for action in seen["actions"]]) == ("booked", ["reschedule", "cancel"])
    notices = (await citizen.get("/api/v1/me/notices")).json()["items"]
    assert "请改预约时间" in [notice["title"] for notice in notices]
    assert (await board(citizen))["days"][2]["reason"] == "节假日"
    [slot] = await fetch("SELECT used_online, status FROM slot WHERE id = $1", [booked["slot"]["id"]])
    assert slot == {"used_online": 1, "status": "closed"}


async def test_a_place_given_back_shows_when_anybody_can_have_it(app: Product, citizen: Person) -> None:
    slot = (await free_slots(citizen, day="2026-11-24"))[0]
    await hold(citizen, slot["id"])
    app.clock.advance(timedelta(minutes=8))
    assert (await free_slots(citizen, day="2026-11-24"))[0]["free"] == slot["free"] - 1
    await service.expire_holds(app.clock.now(), settings=app.settings)
    assert (await free_slots(citizen, day="2026-11-24"))[0]["free"] == slot["free"] - 1
    await pass_the_delay(app)
    assert (await free_slots(citizen, day="2026-11-24"))[0]["free"] == slot["free"]


async def test_an_item_without_appointments_and_nonsense_are_refused(anonymous: Person) -> None:
    items = (await anonymous.get("/api/v1/guides", limit=100)).json()["items"]
    plain = next(item["code"] for item in items if not any("预约" in badge for badge in item["badges"]))
    refused = await anonymous.get(f"/api/v1/guides/{plain}/slots")
    assert (refused.status_code, refused.json()["code"]) == (409, "not_bookable")
    assert (await anonymous.get("/api/v1/guides/NOPE01/slots")).status_code == 404
    for query in ({"days": 0}, {"days": 99}, {"from": "tomorrow"}):
        assert (await anonymous.get("/api/v1/guides/HZ01/slots", **query)).status_code == 422, query
