"""我的下一步 and the counts beside the console's navigation."""

from __future__ import annotations

from tests.support.people import Person
from tests.walks.steps import API, act, approve, book, open_window, register, serve


async def test_nothing_to_do_is_an_empty_list(citizen: Person) -> None:
    assert (await citizen.get(f"{API}/me/next")).json() == {"items": []}


async def test_a_booking_then_a_ticket_is_the_next_step(citizen: Person, stranger: Person, clerk: Person) -> None:
    booked = await book(citizen)
    (step,) = (await citizen.get(f"{API}/me/next")).json()["items"]
    assert (step["kind"], step["urgent"]) == ("appointment", True)
    assert step["link"].endswith(booked["id"])
    await open_window(clerk)
    await clerk.post(f"{API}/staff/check-ins", {"code": booked["check_in_code"]})
    (step,) = (await citizen.get(f"{API}/me/next")).json()["items"]
    assert step["kind"] == "ticket"
    assert "前面 0 人" in step["text"]
    assert (await stranger.get(f"{API}/me/next")).json()["items"] == []


async def test_an_approved_case_asks_how_to_fetch_the_certificate(citizen: Person, clerk: Person, head: Person) -> None:
    ticket = await serve(clerk, await book(citizen))
    case = await act(clerk, await register(clerk, ticket_id=ticket["id"]), "accept")
    await approve(head, case)
    steps = {step["kind"]: step for step in (await citizen.get(f"{API}/me/next")).json()["items"]}
    assert steps["delivery"]["urgent"]
    assert steps["delivery"]["link"].endswith(case["id"])


async def test_counts_show_only_ones_own_work(clerk: Person, other_clerk: Person, admin: Person) -> None:
    await open_window(clerk)
    await clerk.post(f"{API}/staff/tickets", {"item_code": "HZ03", "name": "张三"})
    await register(clerk)
    mine = (await clerk.get(f"{API}/staff/counts")).json()
    assert mine["queue"] == {"waiting": 1}
    assert mine["cases"] == {"open": 1, "late": 0}
    theirs = (await other_clerk.get(f"{API}/staff/counts")).json()
    assert theirs["queue"] == {"waiting": 0}
    assert theirs["cases"]["open"] == 0
    nobody = (await admin.get(f"{API}/staff/counts")).json()
    parts = ("consultations", "cases", "parcels", "queue", "ratings", "complaints")
    assert nobody == dict.fromkeys(parts)
