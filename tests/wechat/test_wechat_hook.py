"""Our address in WeChat's console: checked, and closed to whoever is not WeChat."""

from __future__ import annotations

import httpx

from tests.support.people import Person
from tests.support.product import Product


async def test_wechat_can_check_our_address(app: Product) -> None:
    async with httpx.AsyncClient(base_url=app.wechat, trust_env=False) as wechat:
        answer = await wechat.post("/control/check-address")
    assert answer.status_code == 200
    assert answer.json()["ok"] is True


async def test_nobody_else_is_answered(anonymous: Person) -> None:
    query = {"signature": "0" * 40, "timestamp": "1795395600", "nonce": "1", "echostr": "hello"}
    assert (await anonymous.get("/hooks/wechat", **query)).status_code == 403
    assert (await anonymous.http.post("/hooks/wechat", content=b"{}")).status_code == 403
