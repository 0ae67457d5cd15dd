"""A parcel's way: packed, ordered, pushed about, signed for."""

from __future__ import annotations

from datetime import timedelta

import pytest

from backend.database import fetch
from backend.delivery import jobs
from backend.outbox import Job, TryLater
from tests.delivery.sending import NUMBER, Sending


async def test_from_the_window_to_the_door(sent: Sending) -> None:
    packed = await sent.packed()
    assert [action["name"] for action in packed["actions"]] == ["order", "cancel"]
    ordered = await sent.act(packed, "order")
    assert (ordered["state"], ordered["waybill_number"]) == ("ordered", None)
    assert ordered["order_number"].startswith(sent.case["number"])
    await sent.app.run_jobs()
    waybill = (await sent.seen("shipped"))["waybill_number"]
    assert waybill
    await sent.courier(waybill, "pick_up")
    shipped = await sent.until("shipped")
    assert shipped["waybill_number"] == waybill
    await sent.courier(waybill, "transit", "dispatch", "sign")
    done = await sent.until("delivered")
    assert done["events"][-1]["label"] == "已签收"
    mine = await sent.mine()
    assert mine["state"] == "closed"
    assert mine["timeline"][-1]["title"] == "快递已签收"
    titles = [notice["title"] for notice in (await sent.citizen.get("/api/v1/me/notices")).json()["items"]]
    assert [title for title in titles if title != "请您评价"][:2] == ["证件已签收", "证件已寄出"]
    (row,) = await fetch("SELECT fee_fen FROM parcel")
    assert row["fee_fen"] == 1200


async def test_the_wrong_certificate_is_not_packed(sent: Sending) -> None:
    chosen = await sent.choose_courier()
    wrong = await sent.try_to(chosen, "pack", certificate_number="E99999999")
    assert (wrong.status_code, wrong.json()["code"]) == (409, "wrong_certificate")
    assert (await sent.seen("to_pack"))["state"] == "chosen"


async def test_duplicates_disorder_and_loss_change_nothing(sent: Sending) -> None:
    waybill = (await sent.ordered())["waybill_number"]
    await sent.faults(push_duplicate=6, push_reorder=2, push_drop=1)
    await sent.courier(waybill, "pick_up", "transit", "arrive", "dispatch", "sign")
    done = await sent.until("delivered")
    texts = [(event["at"], event["status"], event["text"]) for event in done["events"]]
    assert len(texts) == len(set(texts))
    closing = await fetch("SELECT id FROM case_event WHERE verb = 'deliver'")
    assert len(closing) == 1


async def test_an_order_whose_answer_is_lost_is_placed_once(sent: Sending) -> None:
    await sent.faults(reply_lost=1)
    await sent.act(await sent.packed(), "order")
    await sent.app.run_jobs()
    assert (await sent.seen("shipped"))["waybill_number"] is None
    sent.app.clock.advance(timedelta(minutes=11))
    await jobs.reconcile(Job("delivery.reconcile", {}, sent.app.clock.now(), sent.app.settings, 1))
    await sent.app.run_jobs()
    parcel = await sent.seen("shipped")
    assert parcel["waybill_number"]
    (row,) = await fetch("SELECT courier_order_id, courier_task_id FROM parcel")
    assert row["courier_task_id"]


async def test_staff_are_told_when_the_courier_does_not_answer(sent: Sending) -> None:
    await sent.faults(reply_500=1)
    ordered = await sent.act(await sent.packed(), "order")
    payload = {"parcel_id": ordered["id"], "attempt": 1}
    with pytest.raises(TryLater):
        await jobs.order(Job("delivery.order", payload, sent.app.clock.now(), sent.app.settings, jobs.PATIENCE))
    assert (await sent.seen("shipped"))["next_text"] == jobs.NO_ANSWER
    await sent.app.run_jobs()
    parcel = await sent.seen("shipped")
    assert parcel["waybill_number"]
    assert parcel["next_text"] == "已通知快递来取件。取走后告诉您。"


async def test_silence_is_asked_about_and_not_too_often(sent: Sending) -> None:
    waybill = (await sent.ordered())["waybill_number"]
    await sent.until("ordered")
    await sent.faults(push_drop=50)
    await sent.courier(waybill, "pick_up", "transit")

    async def sweep() -> object:
        """When we last asked, after a sweep."""
        await jobs.reconcile(Job("delivery.reconcile", {}, sent.app.clock.now(), sent.app.settings, 1))
        await sent.app.run_jobs()
        return (await fetch("SELECT asked_at FROM parcel"))[0]["asked_at"]

    assert await sweep() is None
    asked_at = sent.app.clock.advance(timedelta(hours=2, minutes=1))
    assert await sweep() == asked_at
    assert (await sent.mine())["delivery"]["state"] == "shipped"
    sent.app.clock.advance(timedelta(minutes=31))
    assert await sweep() == asked_at


async def test_a_parcel_that_comes_back_is_chosen_anew(sent: Sending) -> None:
    waybill = (await sent.ordered())["waybill_number"]
    await sent.courier(waybill, "pick_up", "transit", "dispatch", "refuse")
    await sent.until("exception")
    assert (await sent.seen("exception"))["address_text"].endswith("301")
    await sent.courier(waybill, "return", "returned")
    await sent.until("returned")
    mine = await sent.mine()
    assert mine["state"] == "approved"
    assert [action["name"] for action in mine["actions"]] == ["delivery"]
    again = await sent.choose_courier()
    packed = await sent.act(again, "pack", certificate_number=NUMBER)
    ordered = await sent.act(packed, "order")
    assert ordered["order_number"].endswith("02")
    await sent.app.run_jobs()
    second = (await sent.seen("shipped"))["waybill_number"]
    assert second not in (None, waybill)


async def test_cancelling_what_is_ordered_asks_the_courier(sent: Sending) -> None:
    ordered = await sent.ordered()
    asked = await sent.act(ordered, "cancel", reason="地址写错了。")
    assert (asked["state"], asked["actions"]) == ("ordered", [])
    assert asked["next_text"] == "已请快递取消,正在等答复。"
    twice = await sent.try_to(asked, "cancel", reason="地址写错了。")
    assert (twice.status_code, twice.json()["code"]) == (409, "cancel_under_way")
    await sent.until("cancelled")
    titles = [notice["title"] for notice in (await sent.citizen.get("/api/v1/me/notices")).json()["items"]]
    assert titles[0] == "寄递已取消"


async def test_an_order_cancelled_before_it_was_sent_never_leaves(sent: Sending) -> None:
    ordered = await sent.act(await sent.packed(), "order")
    await sent.act(ordered, "cancel", reason="市民来窗口取。")
    await sent.app.run_jobs()
    assert (await sent.mine())["delivery"]["state"] == "cancelled"
    (row,) = await fetch("SELECT sent_at FROM parcel")
    assert row["sent_at"] is None


async def test_the_courier_keeps_what_it_picked_up(sent: Sending) -> None:
    ordered = await sent.ordered()
    await sent.faults(push_drop=50)
    await sent.courier(ordered["waybill_number"], "pick_up")
    await sent.act(ordered, "cancel", reason="地址写错了。")
    await sent.app.run_jobs()
    parcel = await sent.seen("shipped")
    assert parcel["state"] == "ordered"
    assert "快递不能取消了" in parcel["next_text"]
    assert "快递不能取消了" not in (await sent.mine())["delivery"]["next_text"]


async def test_a_withdrawn_consent_stops_the_order(sent: Sending) -> None:
    packed = await sent.packed()
    await sent.citizen.delete("/api/v1/me/consents/courier")
    answer = await sent.try_to(packed, "order")
    assert (answer.status_code, answer.json()["code"]) == (409, "consent_withdrawn")


async def test_the_second_click_is_stale(sent: Sending) -> None:
    chosen = await sent.choose_courier()
    await sent.act(chosen, "pack", certificate_number=NUMBER)
    answer = await sent.try_to(chosen, "pack", certificate_number=NUMBER)
    assert (answer.status_code, answer.json()["code"]) == (409, "stale")
