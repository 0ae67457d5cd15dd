"""Our client and the sandbox courier over sockets: they share a protocol and no code."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from backend.common.clock import FixedClock
from backend.delivery.couriers.config import CourierConfig
from backend.delivery.couriers.factory import open_courier
from backend.delivery.couriers.protocol import (
    Address,
    CourierRefused,
    CourierUnavailable,
    OrderRequest,
    OrderResult,
    ParcelStatus,
)
from backend.delivery.couriers.sandbox.app import create_sandbox
from backend.delivery.couriers.sandbox.config import SandboxConfig

from .conftest import NOON, World, listening

pytestmark = pytest.mark.asyncio
S = ParcelStatus
JOURNEY = ("pick_up", "transit", "arrive", "dispatch", "sign")


async def placed(world: World, order: OrderRequest) -> OrderResult:
    """Order and wait for both notices of an accepted order."""
    result = await world.courier.create_order(order)
    await world.centre.until(lambda centre: len(centre.accepted) >= 2)
    return result


async def test_from_order_to_signature(world: World, order: OrderRequest) -> None:
    result = await placed(world, order)
    assert (len(result.waybill_number or ""), result.courier_name) == (13, "EMS")
    await world.advance(result.waybill_number, *JOURNEY)
    await world.centre.until(lambda centre: centre.parcel().terminal)
    view = world.centre.parcel()
    assert view.status is S.DELIVERED
    assert [event.status for event in view.events if event.timed] == [
        S.PICKED_UP,
        S.IN_TRANSIT,
        S.ARRIVED_CITY,
        S.OUT_FOR_DELIVERY,
        S.DELIVERED,
    ]
    assert {push.waybill_number for push in world.centre.accepted} == {result.waybill_number}
    assert {push.courier_order_id for push in world.centre.accepted if push.kind == "order"} == {
        result.courier_order_id
    }
    assert [push.fee_fen for push in world.centre.accepted if push.fee_fen] == [1200]
    assert world.centre.rejected == []


async def test_refused_at_the_door_and_returned(world: World, order: OrderRequest) -> None:
    waybill = (await placed(world, order)).waybill_number
    await world.advance(waybill, "pick_up", "transit", "dispatch", "refuse", "return", "returned")
    await world.centre.until(lambda centre: centre.parcel().terminal)
    assert world.centre.parcel().status is S.RETURNED


async def test_the_track_asked_for_equals_the_track_pushed(world: World, order: OrderRequest) -> None:
    waybill = (await placed(world, order)).waybill_number or ""
    assert (await world.courier.track(waybill, order.recipient.phone)).events == ()
    await world.advance(waybill, *JOURNEY)
    await world.centre.until(lambda centre: centre.parcel().terminal)
    track = await world.courier.track(waybill, order.recipient.phone)
    assert track.events == tuple(event for event in world.centre.parcel().events if event.timed)


async def test_the_same_number_is_the_same_parcel_for_48_hours(world: World, order: OrderRequest) -> None:
    first = await world.courier.create_order(order)
    world.clock.advance(timedelta(hours=47, minutes=59))
    assert await world.courier.create_order(order) == first
    world.clock.advance(timedelta(minutes=1))
    assert await world.courier.create_order(order) != first
    assert len(await world.waybills()) == 2


async def test_orders_at_once_are_one_parcel(world: World, order: OrderRequest) -> None:
    results = await asyncio.gather(*(world.courier.create_order(order) for _ in range(8)))
    assert len(set(results)) == 1


async def test_a_lost_answer_and_a_second_try_are_one_parcel(world: World, order: OrderRequest) -> None:
    await world.faults(reply_lost=1)
    with pytest.raises(CourierUnavailable):
        await world.courier.create_order(order)
    result = await world.courier.create_order(order)
    assert [row["waybill"] for row in await world.waybills()] == [result.waybill_number]


async def test_cancel_before_pick_up_only(world: World, order: OrderRequest) -> None:
    result = await placed(world, order)
    await world.courier.cancel_order(result.courier_order_id, result.courier_task_id, "不寄了")
    await world.courier.cancel_order(result.courier_order_id, result.courier_task_id, "不寄了")
    await world.centre.until(lambda centre: centre.parcel().status is S.CANCELLED)
    other = await world.courier.create_order(replace(order, order_number="JS20260302-0002"))
    await world.advance(other.waybill_number, "pick_up")
    with pytest.raises(CourierRefused, match="已揽收"):
        await world.courier.cancel_order(other.courier_order_id, other.courier_task_id, "不寄了")


async def test_a_number_that_comes_later(world: World, order: OrderRequest) -> None:
    courier = open_courier(replace(world.config, carrier="yunda"), world.clock)
    assert (await courier.create_order(order)).waybill_number is None
    await world.centre.until(lambda centre: len(centre.accepted) >= 1)
    assert world.centre.accepted[0].waybill_number
    await courier.aclose()


async def test_subscribing_twice_is_fine(world: World, order: OrderRequest) -> None:
    waybill = (await placed(world, order)).waybill_number or ""
    await world.courier.subscribe(waybill, order.recipient.phone)
    await world.courier.subscribe("9999999999999", order.recipient.phone)


WRONG_ACCOUNTS = [{"secret": "wrong"}, {"key": "wrong"}]


@pytest.mark.parametrize("wrong", WRONG_ACCOUNTS)
async def test_a_wrong_account_is_an_operators_to_mend(
    world: World, order: OrderRequest, wrong: dict[str, str]
) -> None:
    courier = open_courier(replace(world.config, **wrong), world.clock)  # type: ignore[arg-type]
    with pytest.raises(CourierRefused) as refused:
        await courier.create_order(order)
    assert not refused.value.permanent
    await courier.aclose()


@pytest.mark.parametrize("wrong", [{"key": "wrong"}, {"customer": "wrong"}])
async def test_a_query_with_a_wrong_account(world: World, wrong: dict[str, str]) -> None:
    courier = open_courier(replace(world.config, **wrong), world.clock)  # type: ignore[arg-type]
    with pytest.raises(CourierRefused):
        await courier.track("1000000000001", "13800000000")
    await courier.aclose()


async def test_a_phone_is_needed_by_some_carriers(world: World) -> None:
    courier = open_courier(replace(world.config, carrier="shunfeng"), world.clock)
    with pytest.raises(CourierRefused) as refused:
        await courier.track("1000000000001", "")
    assert refused.value.permanent
    await courier.aclose()


def _address(**changed: str) -> Address:
    return replace(Address("王小明", "13800000000", "示例省", "和平街"), **changed)


@pytest.mark.parametrize("address", [_address(name=" "), _address(phone=""), _address(detail="街" * 100)])
async def test_an_address_that_cannot_work_is_refused_before_sending(
    world: World, order: OrderRequest, address: Address
) -> None:
    with pytest.raises(CourierRefused) as refused:
        await world.courier.create_order(replace(order, recipient=address))
    assert refused.value.permanent
    assert await world.waybills() == []


@pytest.mark.parametrize("number", ["", "x" * 33])
async def test_an_order_number_has_1_to_32_characters(world: World, order: OrderRequest, number: str) -> None:
    with pytest.raises(CourierRefused):
        await world.courier.create_order(replace(order, order_number=number))


@pytest.mark.parametrize("fault", ["reply_500", "reply_lost", "reply_bad_json"])
async def test_a_courier_in_trouble_is_unavailable(world: World, order: OrderRequest, fault: str) -> None:
    await world.faults(**{fault: 1})
    with pytest.raises(CourierUnavailable):
        await world.courier.create_order(order)


async def test_a_slow_courier_is_given_up_in_time(world: World, order: OrderRequest) -> None:
    await world.faults(reply_delay=1)
    courier = open_courier(replace(world.config, total_timeout=0.1), world.clock)
    started = time.monotonic()
    with pytest.raises(CourierUnavailable):
        await courier.create_order(order)
    assert time.monotonic() - started < 0.9
    await courier.aclose()


async def test_nobody_there(world: World, order: OrderRequest) -> None:
    courier = open_courier(replace(world.config, order_url="http://127.0.0.1:9/order"), world.clock)
    with pytest.raises(CourierUnavailable) as unavailable:
        await courier.create_order(order)
    assert order.recipient.phone not in str(unavailable.value)
    await courier.aclose()


@pytest.mark.parametrize(
    "faults",
    [
        {"push_duplicate": 20},
        {"push_reorder": 3},
        {"push_drop": 5},
        {"push_delay": 0.01},
        {"push_forge": 4},
        {"push_duplicate": 2, "push_reorder": 2, "push_forge": 2},
    ],
    ids=str,
)
async def test_bad_roads_lead_to_the_same_end(world: World, order: OrderRequest, faults: dict[str, float]) -> None:
    await world.faults(**faults)
    result = await world.courier.create_order(order)
    await world.advance(result.waybill_number, *JOURNEY)
    await world.centre.until(lambda centre: centre.parcel().terminal)
    assert world.centre.parcel().status is S.DELIVERED
    assert all(refused.forged for refused in world.centre.rejected)


async def test_a_forged_push_is_refused_and_the_real_one_arrives_later(world: World, order: OrderRequest) -> None:
    await world.faults(push_forge=1)
    await placed(world, order)
    assert [refused.forged for refused in world.centre.rejected] == [True]


async def test_a_busy_centre_gets_it_again(world: World, order: OrderRequest) -> None:
    world.centre.busy = 2
    await placed(world, order)
    assert world.centre.busy == 0


async def test_a_replayed_push_changes_nothing(world: World, order: OrderRequest) -> None:
    result = await placed(world, order)
    await world.advance(result.waybill_number, *JOURNEY)
    await world.centre.until(lambda centre: centre.parcel().terminal)
    before = world.centre.parcel()
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    replays = [body for body in world.centre.bodies for _ in range(5)]
    answers = await asyncio.gather(
        *(world.http.post(world.config.callback_url, content=body, headers=headers) for body in reversed(replays))
    )
    assert {answer.text for answer in answers} == {'{"result":true,"returnCode":"200","message":"成功"}'}
    assert world.centre.parcel() == before
    assert len({push.dedupe_key for push in world.centre.accepted}) == len(world.centre.accepted) / 6


async def test_the_page_lets_a_newcomer_play_the_courier(world: World, order: OrderRequest) -> None:
    assert "还没有快件" in (await world.http.get("/")).text
    waybill = (await placed(world, replace(order, order_number="<b>1</b>"))).waybill_number
    shown = (await world.http.get("/")).text
    assert ">揽收<" in shown
    assert "&lt;b&gt;1" in shown
    assert order.recipient.name not in shown
    pressed = await world.http.post(f"/control/waybills/{waybill}/advance", data={"to": "pick_up", "back": "1"})
    assert (pressed.status_code, pressed.headers["location"]) == (303, "/")
    await world.advance(waybill, "transit", "dispatch")
    shown = (await world.http.get("/")).text
    assert all(f">{button}<" in shown for button in ("签收", "拒收", "退回"))


async def test_steps_out_of_order_and_unknown_faults_are_refused(world: World, order: OrderRequest) -> None:
    waybill = (await placed(world, order)).waybill_number
    answers = [
        await world.http.post(f"/control/waybills/{waybill}/advance", params={"to": "sign"}),
        await world.http.post("/control/waybills/0/advance"),
        await world.http.post("/control/faults", json={"nonsense": 1}),
        await world.http.post("/control/faults", json=[1]),
    ]
    assert [answer.status_code for answer in answers] == [409, 404, 400, 400]


async def test_parcels_survive_a_restart_and_move_by_themselves(
    world: World, order: OrderRequest, tmp_path: Path
) -> None:
    account = SandboxConfig(
        key=world.config.key,
        secret=world.config.secret,
        state_file=tmp_path / "parcels.json",
    )
    async with listening(create_sandbox(account, world.clock, name="before-restart")) as base:
        courier = open_courier(_at(world.config, base), world.clock)
        first = await courier.create_order(order)
        await courier.aclose()
    walking = replace(account, auto_seconds=0.01)
    async with listening(create_sandbox(walking, FixedClock(NOON), name="after-restart")) as base:
        courier = open_courier(_at(world.config, base), world.clock)
        assert await courier.create_order(order) == first
        await world.centre.until(lambda centre: centre.parcel().terminal)
        await courier.aclose()
    assert world.centre.parcel().status is S.DELIVERED


def _at(config: CourierConfig, base: str) -> CourierConfig:
    return replace(config, poll_url=base, order_url=f"{base}/order/borderapi.do")


@pytest.mark.parametrize(
    ("path", "form", "code"),
    [
        ("/order/borderapi.do", {}, "601"),
        ("/apiMock/border", {"key": "test-key", "t": "soon"}, "400"),
        ("/poll/query.do", {"customer": "sandbox", "sign": "签"}, "503"),
        ("/poll", {"param": "["}, "400"),
        (
            "/poll",
            {"param": '{"number":"1","key":"x","parameters":{"callbackurl":"http://127.0.0.1:9/"}}'},
            "600",
        ),
    ],
)
async def test_the_sandbox_refuses_strangers(world: World, path: str, form: dict[str, str], code: str) -> None:
    answer: httpx.Response = await world.http.post(path, data=form)
    assert answer.json()["returnCode"] == code
