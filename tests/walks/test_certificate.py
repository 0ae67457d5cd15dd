"""Walk 4: 准予 → the citizen chooses a courier → packed → ordered → pushes → signed → case closed."""

from __future__ import annotations

import asyncio

import httpx

from tests.support.people import Person
from tests.support.product import Product
from tests.walks.steps import API, CERTIFICATE, act, approve, book, register, serve

ADDRESS = {
    "recipient": "王小明",
    "phone": "13800000001",
    "province": "云南省",
    "city": "云河市",
    "district": "安澜区",
    "detail": "安澜路 8 号 2 幢 301",
    "is_default": True,
}


async def test_the_certificate_arrives_and_the_case_closes(
    app: Product, citizen: Person, stranger: Person, clerk: Person, head: Person
) -> None:
    ticket = await serve(clerk, await book(citizen))
    case = await act(clerk, await register(clerk, ticket_id=ticket["id"]), "accept")
    case = await approve(head, case)
    address = (await citizen.post(f"{API}/me/addresses", ADDRESS)).json()
    options = (await citizen.get(f"{API}/cases/{case['id']}/delivery/options")).json()
    assert {method["method"] for method in options["methods"]} == {"pickup", "courier"}
    choice = {"method": "courier", "address_id": address["id"]}
    unasked = await citizen.post(f"{API}/cases/{case['id']}/delivery", choice)
    assert unasked.status_code == 409
    assert unasked.json()["code"] == "consent_needed"
    foreign = await stranger.post(f"{API}/cases/{case['id']}/delivery", choice | {"courier_consent": True})
    assert foreign.status_code == 404
    chosen = await citizen.post(f"{API}/cases/{case['id']}/delivery", choice | {"courier_consent": True})
    assert chosen.status_code == 201, chosen.text

    parcel = (await clerk.get(f"{API}/staff/parcels", view="to_pack")).json()["items"][0]
    desk = f"{API}/staff/parcels/{parcel['id']}"
    wrong = await clerk.post(f"{desk}/pack", {"version": parcel["version"], "certificate_number": "wrong"})
    assert wrong.status_code in (409, 422)
    packed = (
        await clerk.post(f"{desk}/pack", {"version": parcel["version"], "certificate_number": CERTIFICATE})
    ).json()
    ordered = await clerk.post(f"{desk}/order", {"version": packed["version"]})
    assert ordered.status_code == 200, ordered.text
    await app.run_jobs()
    mine = (await citizen.get(f"{API}/cases/{case['id']}")).json()["delivery"]
    assert mine["waybill_number"]

    async with httpx.AsyncClient(base_url=app.courier, trust_env=False) as courier:
        for step, state in (
            ("pick_up", "shipped"),
            ("transit", "shipped"),
            ("dispatch", "shipped"),
            ("sign", "delivered"),
        ):
            moved = await courier.post(f"/control/waybills/{mine['waybill_number']}/advance", params={"to": step})
            assert moved.status_code < 400, moved.text
            await _delivered(app, citizen, case["id"], state)
    done = (await citizen.get(f"{API}/cases/{case['id']}")).json()
    assert done["delivery"]["state"] == "delivered"
    assert done["state"] == "closed"
    assert "安澜路 8 号 2 幢 301" not in str(done), "the address is masked"


async def _delivered(app: Product, citizen: Person, case_id: str, state: str) -> None:
    """Wait for the courier's push: it comes over a socket of its own, within milliseconds."""
    for _ in range(200):
        await app.run_jobs()
        if (await citizen.get(f"{API}/cases/{case_id}")).json()["delivery"]["state"] == state:
            return
        await asyncio.sleep(0.05)
    raise AssertionError(f"the parcel never became {state}")
