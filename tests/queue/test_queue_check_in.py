"""Coming to the hall."""

from __future__ import annotations

from datetime import timedelta

from backend.common.clock import FixedClock
from tests.appointments.booking import book, free_slots, hold
from tests.queue.hall_day import check_in, refused, walk_in
from tests.support.people import Person


async def test_the_qr_code_gives_a_number_and_the_citizen_sees_it(citizen: Person, clerk: Person) -> None:
    booked = await book(citizen)
    ticket = await check_in(clerk, f"YC1:{booked['check_in_code']}")
    assert (ticket["number"], ticket["origin_label"], ticket["appointment_time_text"]) == ("A001", "预约", "9:30–10:00")
    assert (ticket["name_masked"], ticket["phone_masked"]) == ("王*", "138****0001")
    seen = (await citizen.get(f"/api/v1/appointments/{booked['id']}")).json()
    assert (seen["state"], seen["ticket"]["number"], seen["check_in_code"]) == ("checked_in", "A001", None)
    listed = (await clerk.get("/api/v1/staff/appointments")).json()["items"]
    assert [(row["ticket_number"], row["state"]) for row in listed] == [("A001", "checked_in")]


async def test_the_typed_code_forgives_case_and_lookalikes(citizen: Person, clerk: Person) -> None:
    code = (await book(citizen))["check_in_code"]
    typed = code.lower().replace("0", "o").replace("1", "l")
    assert (await check_in(clerk, f"{typed[:5]} {typed[5:]}"))["appointment_code"] == code


async def test_twice_is_refused_with_the_number(citizen: Person, clerk: Person) -> None:
    code = (await book(citizen))["check_in_code"]
    await check_in(clerk, code)
    again = await clerk.post("/api/v1/staff/check-ins", {"code": code})
    assert refused(again, 409, "already_checked_in")["ticket_number"] == "A001"


async def test_another_day_is_refused_and_possible_without_a_booked_time(citizen: Person, clerk: Person) -> None:
    booked = await book(citizen, day="2026-11-25")
    refusal = await clerk.post("/api/v1/staff/check-ins", {"code": booked["code"]})
    assert refused(refusal, 409, "not_today") == {"day": "2026-11-25"}
    ticket = await check_in(clerk, booked["code"], as_walk_in=True)
    assert (ticket["origin"], ticket["appointment_time_text"], ticket["citizen_known"]) == ("walk_in", None, True)
    seen = (await citizen.get(f"/api/v1/appointments/{booked['id']}")).json()
    assert (seen["state"], seen["ticket"]["number"]) == ("booked", "A001")
    again = await clerk.post("/api/v1/staff/check-ins", {"code": booked["code"], "as_walk_in": True})
    refused(again, 409, "already_checked_in")


async def test_what_is_no_booking_is_refused(citizen: Person, clerk: Person, clock: FixedClock) -> None:
    held = await hold(citizen, (await free_slots(citizen))[0]["id"])
    refused(await clerk.post("/api/v1/staff/check-ins", {"code": held["code"]}), 409, "wrong_state")
    refused(await clerk.post("/api/v1/staff/check-ins", {"code": "0000000000"}), 404, "not_found")
    refused(await clerk.post("/api/v1/staff/check-ins", {"code": "hello"}), 422, "invalid_input")


async def test_a_walk_in_gives_only_what_they_like(clerk: Person) -> None:
    first = await walk_in(clerk)
    second = await walk_in(clerk, "SCJG01", name="张伟", phone="138 0000 0003")
    assert (first["number"], first["name_masked"], first["citizen_known"]) == ("A001", None, False)
    assert (second["name_masked"], second["phone_masked"]) == ("张*", "138****0003")
    bad = await clerk.post("/api/v1/staff/tickets", {"item_code": "HZ01", "phone": "110"})
    assert refused(bad, 422, "invalid_input")["fields"][0]["field"] == "phone"


async def test_numbers_begin_anew_each_day(clerk: Person, clock: FixedClock) -> None:
    assert [(await walk_in(clerk))["number"] for _ in range(2)] == ["A001", "A002"]
    clock.advance(timedelta(hours=9))
    assert (await walk_in(clerk))["number"] == "A003"
