"""Coming to the hall."""

from __future__ import annotations

from datetime import date, timedelta

from backend.appointments.qr import qr_text
from backend.common.clock import FixedClock
from tests.appointments.booking import book, free_slots, hold
from tests.queue.hall_day import check_in, refused, walk_in, window_queue
from tests.support.people import LI, WANG, Person


async def test_the_qr_code_gives_a_number_and_the_citizen_sees_it(citizen: Person, clerk: Person) -> None:
    booked = await book(citizen)
    ticket = await check_in(clerk, qr_text(booked["check_in_code"], date(2026, 11, 23)))
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


async def test_a_made_up_or_changed_picture_is_refused(citizen: Person, clerk: Person) -> None:
    booked = await book(citizen, day="2026-11-24")
    code = booked["check_in_code"]
    right = qr_text(code, date(2026, 11, 24))
    another_day = right.replace("20261124", "20261123")
    other_end = right[:-1] + ("0" if right[-1] != "0" else "1")
    for forged in (another_day, other_end, f"YC1:{code}", f"YC2:{code}", f"YC2:{code}:20269999:{'0' * 16}"):
        refused(await clerk.post("/api/v1/staff/check-ins", {"code": forged}), 422, "forged_code")
    refused(await clerk.post("/api/v1/staff/check-ins", {"code": right}), 409, "not_today")
    slots = await free_slots(citizen, day="2026-11-23")
    moved = await citizen.post(f"/api/v1/appointments/{booked['id']}/reschedule", {"slot_id": slots[3]["id"]})
    assert moved.status_code == 200, moved.text
    refused(await clerk.post("/api/v1/staff/check-ins", {"code": right}), 409, "old_picture")


async def test_identity_number_or_phone_will_do_at_the_desk(citizen: Person, stranger: Person, clerk: Person) -> None:
    refused(await clerk.post("/api/v1/staff/check-ins", {"code": WANG.id_number}), 404, "nothing_today")
    booked = await book(citizen)
    await book(stranger)
    assert (await check_in(clerk, WANG.id_number))["appointment_code"] == booked["code"]
    again = await clerk.post("/api/v1/staff/check-ins", {"code": WANG.phone})
    assert refused(again, 409, "already_checked_in")["ticket_number"] == "A001"
    elder = await check_in(clerk, f"+86 {LI.phone}")
    assert (elder["name_masked"], elder["priority_label"]) == ("李*", "老年人")


async def test_who_has_two_bookings_says_which(citizen: Person, clerk: Person) -> None:
    first, second = await book(citizen, item="HZ01"), await book(citizen, item="HZ02", place=1)
    answer = await clerk.post("/api/v1/staff/check-ins", {"code": WANG.phone})
    choices = refused(answer, 409, "several_today")["choices"]
    assert [choice["code"] for choice in choices] == [first["code"], second["code"]]
    assert "王" not in answer.text
    assert (await check_in(clerk, choices[1]["code"]))["item_code"] == "HZ02"


async def test_too_early_is_refused_unless_one_queues_without_the_time(
    citizen: Person, clerk: Person, clock: FixedClock
) -> None:
    slots = await free_slots(citizen, day="2026-11-23")
    place = next(n for n, slot in enumerate(slots) if slot["start"][11:16] == "14:00")
    booked = await book(citizen, place=place)
    answer = await clerk.post("/api/v1/staff/check-ins", {"code": booked["code"]})
    assert refused(answer, 409, "too_early")["from"].startswith("2026-11-23T12:00")
    assert answer.json()["message"] == "预约是 14:00。请 12:00 以后再签到。"
    ticket = await check_in(clerk, booked["code"], as_walk_in=True)
    assert (ticket["origin"], ticket["ahead"]) == ("walk_in", 0)


async def test_who_is_late_queues_among_the_walk_ins_by_arrival(
    citizen: Person, stranger: Person, clerk: Person, clock: FixedClock
) -> None:
    late, elder = await book(citizen), await book(stranger, place=1)
    first = await walk_in(clerk)
    clock.advance(timedelta(hours=1, minutes=16))
    ticket = await check_in(clerk, late["code"])
    assert (ticket["origin_label"], ticket["appointment_time_text"], ticket["ahead"]) == ("预约迟到", "9:30–10:00", 1)
    booked = await check_in(clerk, elder["code"])
    assert [row["id"] for row in (await window_queue(clerk))["waiting"]] == [booked["id"], first["id"], ticket["id"]]


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
