"""Reminders, each once, and the file for the phone's calendar."""

from __future__ import annotations

import asyncio

from icalendar import Calendar

from backend.appointments import service
from tests.appointments.booking import book, free_slots
from tests.common.calendars import at
from tests.support.people import Person
from tests.support.product import Product


async def _titles(person: Person) -> list[str]:
    return [notice["title"] for notice in (await person.get("/api/v1/me/notices")).json()["items"]]


async def test_reminded_the_evening_before_and_an_hour_before_once_each(app: Product, citizen: Person) -> None:
    booked = await book(citizen, day="2026-11-25")
    for when, due in (
        ("2026-11-24 17:59", 0),
        ("2026-11-24 18:00", 1),
        ("2026-11-24 18:01", 0),
        ("2026-11-25 07:59", 0),
        ("2026-11-25 08:00", 1),
        ("2026-11-25 08:30", 0),
    ):
        app.clock.set(at(when))
        sent = await asyncio.gather(*(service.remind(app.clock.now(), settings=app.settings) for _ in range(3)))
        assert sum(sent) == due, when
    assert await _titles(citizen) == ["快到时间了", "明天请来办事", "预约成功"]
    notices = (await citizen.get("/api/v1/me/notices")).json()["items"]
    assert notices[1]["link"] == f"/pages/appointments/detail?id={booked['id']}"
    assert notices[1]["text"].endswith("来不了,请点开取消。")


async def test_a_new_time_is_reminded_anew_and_a_cancelled_one_is_not(app: Product, citizen: Person) -> None:
    booked = await book(citizen, day="2026-11-25")
    app.clock.set(at("2026-11-24 18:00"))
    assert await service.remind(app.clock.now(), settings=app.settings) == 1
    later = (await free_slots(citizen, day="2026-11-25"))[5]
    await citizen.post(f"/api/v1/appointments/{booked['id']}/reschedule", {"slot_id": later["id"]})
    assert await service.remind(app.clock.now(), settings=app.settings) == 1
    await citizen.post(f"/api/v1/appointments/{booked['id']}/cancel")
    app.clock.set(at("2026-11-25 13:00"))
    assert await service.remind(app.clock.now(), settings=app.settings) == 0


async def test_the_calendar_file_says_when_where_and_what(citizen: Person, stranger: Person) -> None:
    booked = await book(citizen, day="2026-11-25")
    path = f"/api/v1/appointments/{booked['id']}/calendar"
    answer = await citizen.get(path)
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    [event] = Calendar.from_ical(answer.content).walk("VEVENT")
    assert event["DTSTART"].dt == at("2026-11-25 09:00")
    assert event["DTEND"].dt == at("2026-11-25 09:30")
    assert str(event["SUMMARY"]) == "办事:居民身份证首次申领"
    assert "一楼 1、2 号窗口" in str(event["LOCATION"])
    assert "居民户口簿" in str(event["DESCRIPTION"])
    assert str(event["UID"]).startswith(booked["id"])
    assert (await stranger.get(path)).status_code == 404
