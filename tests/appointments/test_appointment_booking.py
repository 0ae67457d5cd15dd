"""Hold, confirm, cancel, move: what a citizen does and is refused."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta

from backend.appointments import service
from backend.common.clock import FixedClock
from backend.database import fetch
from tests.appointments.booking import board, book, confirm, free_slots, hold, pass_the_delay
from tests.support.people import Person
from tests.support.product import Product


async def _used(slot_id: str) -> int:
    [row] = await fetch("SELECT used_online FROM slot WHERE id = $1", [slot_id])
    return int(row["used_online"])


async def _events(appointment_id: str) -> list[str]:
    rows = await fetch("SELECT verb FROM appointment_event WHERE appointment_id = $1 ORDER BY id", [appointment_id])
    return [row["verb"] for row in rows]


async def _refused(answer_of: Awaitable[object], status: int, code: str) -> dict[str, object]:
    answer = await answer_of
    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text  # type: ignore[attr-defined]
    return dict(answer.json()["details"])  # type: ignore[attr-defined]


async def test_hold_then_confirm(citizen: Person, run_jobs: Callable[[], Awaitable[int]]) -> None:
    slot = (await free_slots(citizen))[0]
    held = await hold(citizen, slot["id"])
    assert (held["state"], held["seconds_left"], held["qr_svg"], held["check_in_code"]) == ("held", 480, None, None)
    assert [action["name"] for action in held["actions"]] == ["confirm", "cancel"]
    booked = await confirm(citizen, held["id"])
    assert (booked["state"], booked["when_text"]) == ("booked", "11月23日(周一) 9:30–10:00")
    assert booked["qr_svg"].startswith("data:image/svg+xml")
    assert len(booked["check_in_code"]) == 10
    assert await _used(slot["id"]) == 1
    assert await _events(held["id"]) == ["hold", "confirm"]
    await run_jobs()
    [notice] = (await citizen.get("/api/v1/me/notices")).json()["items"]
    assert notice["text"].startswith("约好了:居民身份证首次申领")
    assert notice["link"] == f"/pages/appointments/detail?id={held['id']}"


async def test_the_same_tap_twice_takes_one_seat(citizen: Person) -> None:
    slot = (await free_slots(citizen))[0]
    body = {"slot_id": slot["id"], "item_codes": ["HZ01"]}
    first = await citizen.post("/api/v1/appointments", body, key="one-tap")
    again = await citizen.post("/api/v1/appointments", body, key="one-tap")
    assert (again.status_code, again.json()) == (201, first.json())
    assert await _used(slot["id"]) == 1


async def test_one_hold_at_a_time_and_the_refusal_names_it(citizen: Person) -> None:
    first, second, *_ = await free_slots(citizen)
    held = await hold(citizen, first["id"])
    again = citizen.post("/api/v1/appointments", {"slot_id": second["id"], "item_codes": ["HZ02"]})
    assert await _refused(again, 409, "one_hold_only") == {"appointment_id": held["id"]}
    assert await _used(second["id"]) == 0


async def test_a_full_slot_names_the_three_nearest_others(citizen: Person, stranger: Person) -> None:
    slot = (await free_slots(citizen, day="2026-11-24"))[2]
    await fetch("UPDATE slot SET cap_online = 1 WHERE id = $1", [slot["id"]])
    await hold(citizen, slot["id"])
    wish = stranger.post("/api/v1/appointments", {"slot_id": slot["id"], "item_codes": ["HZ01"]})
    others = (await _refused(wish, 409, "slot_taken"))["alternatives"]
    assert [other["time_text"] for other in others] == ["9:30–10:00", "10:30–11:00", "9:00–9:30"]  # type: ignore[attr-defined]
    assert await _used(slot["id"]) == 1


async def test_the_same_item_once_a_day_and_three_appointments_ahead(citizen: Person) -> None:
    slots = await free_slots(citizen, day="2026-11-24")
    await book(citizen, day="2026-11-24")
    await _refused(
        citizen.post("/api/v1/appointments", {"slot_id": slots[3]["id"], "item_codes": ["HZ01"]}), 409, "too_many"
    )
    await confirm(citizen, (await hold(citizen, slots[3]["id"], "HZ02"))["id"])
    await confirm(citizen, (await hold(citizen, slots[4]["id"], "HZ03"))["id"])
    await _refused(
        citizen.post("/api/v1/appointments", {"slot_id": slots[5]["id"], "item_codes": ["HZ04"]}), 409, "too_many"
    )


async def test_slots_that_are_not_the_items_are_not_found(citizen: Person) -> None:
    other = (await free_slots(citizen, "SCJG01"))[0]
    for slot_id in (other["id"], "01a20013-d6ea-75a0-a601-6a08694b9b12"):
        await _refused(
            citizen.post("/api/v1/appointments", {"slot_id": slot_id, "item_codes": ["HZ01"]}), 404, "not_found"
        )


async def test_days_that_are_not_out_and_slots_that_began_are_taken(citizen: Person, clock: FixedClock) -> None:
    [row] = await fetch("SELECT id FROM slot WHERE day = '2026-12-07' AND cap_online = 2 LIMIT 1")
    pool = await fetch(
        "SELECT 1 FROM slot JOIN pool ON pool.id = pool_id WHERE slot.id = $1 AND code = 'GA-HZ'", [row["id"]]
    )
    item = "HZ01" if pool else "BDC01"
    await _refused(
        citizen.post("/api/v1/appointments", {"slot_id": str(row["id"]), "item_codes": [item]}), 409, "slot_taken"
    )
    slot = (await free_slots(citizen))[0]
    clock.advance(timedelta(minutes=30))
    await _refused(
        citizen.post("/api/v1/appointments", {"slot_id": slot["id"], "item_codes": ["HZ01"]}), 409, "slot_taken"
    )


async def test_a_hold_that_ran_out_cannot_be_confirmed_and_gives_its_seat_back(
    app: Product, citizen: Person, clock: FixedClock
) -> None:
    slot = (await free_slots(citizen))[0]
    held = await hold(citizen, slot["id"])
    clock.advance(timedelta(minutes=8))
    late = citizen.post(f"/api/v1/appointments/{held['id']}/confirm", {"materials_confirmed": True})
    await _refused(late, 409, "hold_expired")
    seen = (await citizen.get(f"/api/v1/appointments/{held['id']}")).json()
    assert (seen["state"], seen["actions"]) == ("expired", [])
    assert await service.expire_holds(clock.now(), settings=app.settings) == 1
    assert await service.expire_holds(clock.now(), settings=app.settings) == 0
    assert await pass_the_delay(app) == 1
    assert await _used(slot["id"]) == 0
    assert await _events(held["id"]) == ["hold", "expire"]


async def test_an_own_lapsed_hold_does_not_stand_in_the_way(app: Product, citizen: Person, clock: FixedClock) -> None:
    first, second, *_ = await free_slots(citizen)
    old = await hold(citizen, first["id"])
    clock.advance(timedelta(minutes=9))
    await hold(citizen, second["id"])
    assert (await _used(first["id"]), await _used(second["id"])) == (1, 1)
    await service.release_places(clock.advance(timedelta(minutes=app.settings.release_delay_most_minutes)))
    assert (await _used(first["id"]), await _used(second["id"])) == (0, 1)
    assert await _events(old["id"]) == ["hold", "expire"]


async def test_materials_must_be_confirmed(citizen: Person) -> None:
    held = await hold(citizen, (await free_slots(citizen))[0]["id"])
    for body in ({}, {"materials_confirmed": False}):
        assert (await citizen.post(f"/api/v1/appointments/{held['id']}/confirm", body)).status_code == 422


async def test_cancel_gives_the_seat_back_once_and_after_a_while(app: Product, citizen: Person) -> None:
    booked = await book(citizen, day="2026-11-24")
    assert "不能改" not in booked["next_text"]
    done = await citizen.post(f"/api/v1/appointments/{booked['id']}/cancel")
    assert (done.json()["state"], done.json()["actions"]) == ("cancelled_by_citizen", [])
    assert await service.release_places(app.clock.now()) == 0
    assert await _used(booked["slot"]["id"]) == 1
    assert await pass_the_delay(app) == 1
    await _refused(citizen.post(f"/api/v1/appointments/{booked['id']}/cancel"), 409, "wrong_state")
    assert await _used(booked["slot"]["id"]) == 0


async def test_within_two_hours_a_booking_stays_but_a_hold_may_go(citizen: Person) -> None:
    first, second, *_ = await free_slots(citizen)
    held = await hold(citizen, first["id"])
    assert (await citizen.post(f"/api/v1/appointments/{held['id']}/cancel")).status_code == 200
    booked = await book(citizen)
    assert booked["actions"] == []
    phone = (await citizen.get("/api/v1/centre")).json()["phone"]
    assert booked["next_text"].endswith(f"现在不能改了,来不了请打 {phone}。")
    await _refused(citizen.post(f"/api/v1/appointments/{booked['id']}/cancel"), 409, "too_late")
    move = citizen.post(f"/api/v1/appointments/{booked['id']}/reschedule", {"slot_id": second["id"]})
    await _refused(move, 409, "too_late")


async def test_moving_takes_the_new_seat_and_frees_the_old(app: Product, citizen: Person) -> None:
    booked = await book(citizen, day="2026-11-24")
    target = (await free_slots(citizen, day="2026-11-25"))[4]
    moved = (await citizen.post(f"/api/v1/appointments/{booked['id']}/reschedule", {"slot_id": target["id"]})).json()
    assert (moved["id"], moved["code"], moved["slot"]["id"]) == (booked["id"], booked["code"], target["id"])
    assert (await _used(booked["slot"]["id"]), await _used(target["id"])) == (1, 1)
    assert await pass_the_delay(app) == 1
    assert (await _used(booked["slot"]["id"]), await _used(target["id"])) == (0, 1)
    titles = [notice["title"] for notice in (await citizen.get("/api/v1/me/notices")).json()["items"]]
    assert titles == ["时间已改好", "预约成功"]
    back = (await free_slots(citizen, day="2026-11-24"))[0]
    await citizen.post(f"/api/v1/appointments/{booked['id']}/reschedule", {"slot_id": back["id"]})
    assert await pass_the_delay(app) == 1
    assert (await _used(back["id"]), await _used(target["id"])) == (1, 0)


async def test_a_move_to_a_full_slot_or_a_taken_day_leaves_everything(citizen: Person) -> None:
    booked = await book(citizen, day="2026-11-24")
    full, free, *_ = await free_slots(citizen, day="2026-11-25")
    await fetch("UPDATE slot SET used_online = cap_online WHERE id = $1", [full["id"]])
    path = f"/api/v1/appointments/{booked['id']}/reschedule"
    assert (await _refused(citizen.post(path, {"slot_id": full["id"]}), 409, "slot_taken"))["alternatives"]
    await book(citizen, day="2026-11-25")
    await _refused(citizen.post(path, {"slot_id": free["id"]}), 409, "too_many")
    seen = (await citizen.get(f"/api/v1/appointments/{booked['id']}")).json()
    assert (seen["slot"]["id"], seen["version"]) == (booked["slot"]["id"], booked["version"])
    assert await _used(booked["slot"]["id"]) == 1


async def test_who_does_not_come_is_recorded_in_the_evening(app: Product, citizen: Person, clock: FixedClock) -> None:
    booked = await book(citizen)
    clock.advance(timedelta(hours=10, minutes=59))
    assert await service.record_missed(clock.now(), settings=app.settings) == 0
    clock.advance(timedelta(minutes=1))
    assert await service.record_missed(clock.now(), settings=app.settings) == 1
    assert (await citizen.get(f"/api/v1/appointments/{booked['id']}")).json()["state"] == "no_show"


async def test_my_appointments_come_in_pages(citizen: Person) -> None:
    for day in ("2026-11-24", "2026-11-25", "2026-11-26"):
        await book(citizen, day=day)
    first = (await citizen.get("/api/v1/me/appointments", limit=2)).json()
    second = (await citizen.get("/api/v1/me/appointments", limit=2, cursor=first["next"])).json()
    days = [item["slot"]["day"] for item in first["items"] + second["items"]]
    assert (days, second["next"]) == (["2026-11-26", "2026-11-25", "2026-11-24"], None)


async def test_a_full_day_is_full(citizen: Person) -> None:
    await fetch(
        "UPDATE slot SET used_online = cap_online FROM pool"
        " WHERE pool.id = pool_id AND code = 'GA-HZ' AND day = '2026-11-24'"
    )
    day = (await board(citizen))["days"][1]
    assert (day["state"], day["state_label"], day["free"]) == ("full", "约满", 0)
    assert {slot["state"] for slot in day["slots"]} == {"full"}
