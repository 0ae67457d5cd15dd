"""What happens to a certificate, in the words of the tests."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

import httpx

from tests.cases.desk import approve, register, show_card
from tests.support.people import Person
from tests.support.product import Product

NUMBER = "E12345678"
ADDRESS = {
    "recipient": "王小明",
    "phone": "13800000001",
    "province": "云海省",
    "city": "云河市",
    "district": "安澜区",
    "detail": "和平街道 5 号 2 单元 301",
}


@dataclass
class Sending:
    """An approved case with everybody who has to do with it."""

    app: Product
    citizen: Person
    clerk: Person
    head: Person
    case: dict[str, Any]

    @property
    def url(self) -> str:
        return f"/api/v1/cases/{self.case['id']}/delivery"

    async def choose(self, **body: Any) -> httpx.Response:
        return await self.citizen.post(self.url, body)

    async def choose_courier(self) -> dict[str, Any]:
        """Choose the courier to a new address."""
        address = (await self.citizen.post("/api/v1/me/addresses", ADDRESS)).json()
        answer = await self.choose(method="courier", address_id=address["id"], courier_consent=True)
        assert answer.status_code == 201, answer.text
        return dict(answer.json())

    async def act(self, parcel: dict[str, Any], verb: str, **body: Any) -> dict[str, Any]:
        answer = await self.try_to(parcel, verb, **body)
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    async def try_to(self, parcel: dict[str, Any], verb: str, **body: Any) -> httpx.Response:
        url = f"/api/v1/staff/parcels/{parcel['id']}/{verb}"
        return await self.clerk.post(url, {"version": parcel["version"], **body})

    async def packed(self) -> dict[str, Any]:
        return await self.act(await self.choose_courier(), "pack", certificate_number=NUMBER)

    async def ordered(self) -> dict[str, Any]:
        """Ordered, and the courier has answered."""
        await self.act(await self.packed(), "order")
        await self.app.run_jobs()
        return await self.seen("shipped")

    async def seen(self, view: str) -> dict[str, Any]:
        """The only parcel of a view, as the clerk sees it."""
        (row,) = (await self.clerk.get("/api/v1/staff/parcels", view=view)).json()["items"]
        return dict(row)

    async def mine(self) -> dict[str, Any]:
        """The case as the citizen sees it."""
        return dict((await self.citizen.get(f"/api/v1/cases/{self.case['id']}")).json())

    async def courier(self, waybill: str, *steps: str) -> None:
        """Let the courier do something and push it."""
        async with httpx.AsyncClient(base_url=self.app.courier, trust_env=False) as http:
            for step in steps:
                answer = await http.post(f"/control/waybills/{waybill}/advance", params={"to": step})
                assert answer.status_code == 200, answer.text

    async def faults(self, **values: float) -> None:
        async with httpx.AsyncClient(base_url=self.app.courier, trust_env=False) as http:
            assert (await http.post("/control/faults", json=values)).status_code == 200

    async def until(self, state: str) -> dict[str, Any]:
        """Work on what the courier pushes until the delivery is in this state."""
        for _ in range(200):
            await self.app.run_jobs()
            delivery = (await self.mine())["delivery"]
            if delivery["state"] == state:
                return dict(delivery)
            await asyncio.sleep(0.05)
        raise AssertionError(f"still {delivery['state']}, not {state}")


async def sending(app: Product, citizen: Person, clerk: Person, head: Person, item: str = "HZ01") -> Sending:
    await show_card(citizen, app.clock.now())
    case = await approve(clerk, head, await register(clerk, item), NUMBER)
    return Sending(app, citizen, clerk, head, case)
