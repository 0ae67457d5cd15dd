"""What comes in from the courier: only what it signed, once, answered in its own words."""

from __future__ import annotations

import hashlib
import json
from typing import Any
from urllib.parse import urlencode

import httpx

from backend.database import fetch, vault
from backend.delivery.service import ordering, tracking
from tests.delivery.sending import Sending
from tests.support.product import Product

OK = {"result": True, "returnCode": "200", "message": "成功"}


async def push(app: Product, content: dict[str, Any], salt: str = "courier-salt") -> httpx.Response:
    param = json.dumps(content, ensure_ascii=False)
    sign = hashlib.md5((param + salt).encode()).hexdigest().upper()
    async with httpx.AsyncClient(trust_env=False) as http:
        return await http.post(
            f"{app.base}/hooks/couriers/kuaidi100",
            content=urlencode({"sign": sign, "param": param}),
            headers={"Content-Type": "application/x-www-form-urlencoded"},
        )


def notice(code: int, **numbers: str) -> dict[str, Any]:
    data = {"status": code, "orderId": numbers.get("order_id", "")}
    return {"kuaidicom": "ems", "kuaidinum": numbers.get("waybill", ""), "message": "成功", "data": data}


async def kept(content: dict[str, Any]) -> list[dict[str, Any]]:
    key = hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()
    return await fetch("SELECT body FROM courier_push WHERE dedupe_key = $1", [key])


async def test_forged_and_broken_pushes_change_nothing(app: Product, sent: Sending) -> None:
    forged = notice(13, waybill=(await sent.ordered())["waybill_number"])
    assert (await push(app, forged, salt="wrong")).status_code == 403
    async with httpx.AsyncClient(trust_env=False) as http:
        broken = await http.post(f"{app.base}/hooks/couriers/kuaidi100", content=b"\xff\xfe")
    assert broken.status_code == 400
    await app.run_jobs()
    assert await kept(forged) == []
    assert (await sent.mine())["delivery"]["state"] == "ordered"


async def test_an_unknown_order_is_to_be_sent_again(app: Product) -> None:
    answer = await push(app, notice(1, order_id="D404", waybill="404"))
    assert answer.status_code == 200
    assert answer.json()["result"] is False


async def test_a_repeated_push_is_kept_once(app: Product, sent: Sending) -> None:
    waybill = (await sent.ordered())["waybill_number"]
    await sent.faults(push_drop=50)
    content = notice(10, waybill=waybill)
    for _ in range(3):
        answer = await push(app, content)
        assert (answer.status_code, answer.json()) == (200, OK)
    (row,) = await kept(content)
    assert waybill not in row["body"]
    assert (await sent.until("shipped"))["events"][-1]["label"] == "已揽收"


async def test_an_order_the_courier_drops_is_ordered_anew(app: Product, sent: Sending) -> None:
    waybill = (await sent.ordered())["waybill_number"]
    await push(app, notice(610, waybill=waybill))
    await sent.until("packed")
    parcel = await sent.seen("to_order")
    assert parcel["next_text"] == tracking.RECALLED
    again = await sent.act(parcel, "order")
    assert again["order_number"].endswith("02")
    assert again["waybill_number"] is None


async def test_a_courier_that_gives_up_is_asked_to_watch_again(app: Product, sent: Sending) -> None:
    waybill = (await sent.ordered())["waybill_number"]
    await sent.courier(waybill, "pick_up")
    await sent.until("shipped")
    assert (await push(app, {"status": "abort", "nu": waybill, "message": ""})).json() == OK
    await app.run_jobs()
    rows = await fetch(
        "SELECT execute_after > now() + interval '29 minutes' AS later FROM pgqueuer"
        " WHERE entrypoint = 'delivery.subscribe'"
    )
    assert [row["later"] for row in rows] == [True]


async def test_a_refused_order_comes_back_to_the_window(app: Product, sent: Sending) -> None:
    ordered = await sent.act(await sent.packed(), "order")
    (row,) = await fetch("SELECT id, attempt FROM parcel")
    await ordering.refused(row["id"], row["attempt"], "收件地址太长", app.clock.now())
    parcel = await sent.seen("to_order")
    assert parcel["next_text"] == "收件地址太长"
    assert parcel["version"] == ordered["version"] + 1
    assert (await sent.mine())["delivery"]["next_text"] == "证件已装好,等快递来取。"


async def test_what_the_courier_writes_is_sealed(sent: Sending) -> None:
    waybill = (await sent.ordered())["waybill_number"]
    await sent.courier(waybill, "pick_up")
    await sent.until("shipped")
    rows = await fetch("SELECT raw_text FROM parcel_event")
    assert rows
    assert all("收寄" not in row["raw_text"] and "成功" not in row["raw_text"] for row in rows)
    assert any("收寄" in vault.open_text(row["raw_text"], tracking.RAW_TEXT) for row in rows)
