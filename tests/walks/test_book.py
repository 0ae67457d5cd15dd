"""Walk 1: guide → days and slots → hold → confirm → check-in → called → served, told at every step."""

from __future__ import annotations

from tests.support.people import Person
from tests.support.product import Product
from tests.walks.steps import API, open_window


async def test_a_citizen_books_and_is_served(app: Product, citizen: Person, clerk: Person, anonymous: Person) -> None:
    found = (await anonymous.get(f"{API}/search", q="身份证丢了")).json()
    assert "HZ03" in [guide["code"] for guide in found["guides"]]
    guide = (await anonymous.get(f"{API}/guides/HZ03")).json()
    assert guide["bookable"]
    assert guide["materials"]["items"]

    days = (await citizen.get(f"{API}/guides/HZ03/slots")).json()
    slot = days["earliest"]
    assert slot["day"] == "2026-11-23"
    held = await citizen.post(f"{API}/appointments", {"slot_id": slot["id"], "item_codes": ["HZ03"]})
    assert held.status_code == 201
    appointment = held.json()
    assert appointment["state"] == "held"
    assert appointment["seconds_left"] > 0

    confirmed = await citizen.post(f"{API}/appointments/{appointment['id']}/confirm", {"materials_confirmed": True})
    booked = confirmed.json()
    assert booked["state"] == "booked"
    assert booked["qr_svg"].startswith("data:image/svg+xml")
    assert {action["name"] for action in booked["actions"]} >= {"reschedule"} or slot["start"] < "2026-11-23T11"

    window = await open_window(clerk)
    ticket = (await clerk.post(f"{API}/staff/check-ins", {"code": booked["check_in_code"]})).json()
    assert ticket["state"] == "waiting"
    assert ticket["name_masked"].startswith("王")
    assert "小明" not in ticket["name_masked"]

    called = (await clerk.post(f"{API}/staff/windows/{window}/call-next")).json()["ticket"]
    assert called["id"] == ticket["id"]
    shown = (await anonymous.get(f"{API}/display/DT/state")).json()
    assert shown["calls"][0]["number"] == ticket["number"]
    assert "小明" not in shown["calls"][0]["name_masked"]
    mine = (await citizen.get(f"{API}/appointments/{booked['id']}")).json()
    assert mine["ticket"]["state"] == "called"
    assert mine["ticket"]["window_number"] == called["window_number"]

    serving = (await clerk.post(f"{API}/staff/tickets/{ticket['id']}/start", {"version": called["version"]})).json()
    finish = {"version": serving["version"], "outcome": "办结"}
    assert (await clerk.post(f"{API}/staff/tickets/{ticket['id']}/finish", finish)).json()["state"] == "finished"
    assert (await citizen.get(f"{API}/appointments/{booked['id']}")).json()["state"] == "served"

    await app.run_jobs()
    told = [notice["group"] for notice in (await citizen.get(f"{API}/me/notices")).json()["items"]]
    assert told.count("预约") == 2, "booked, and called"
