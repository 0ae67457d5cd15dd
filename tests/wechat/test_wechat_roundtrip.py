"""The sandbox pushes, our receiver answers, over real sockets and in both formats."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from backend.wechat.events import consent_changes, deliveries
from backend.wechat.messages import SubscribeMessage
from backend.wechat.sandbox.pusher import UNAVAILABLE
from tests.wechat.stage import CITIZEN, TEMPLATE, MakeStage, Receiver, Stage


async def staged(make_stage: MakeStage, receiver: Receiver, **settings: Any) -> Stage:
    made: Stage = await make_stage(push_url=receiver.url, push_format=receiver.config.push_format, **settings)
    return made


async def test_the_address_check(make_stage: MakeStage, receiver: Receiver) -> None:
    stage = await staged(make_stage, receiver)
    assert await stage.tell("check-address") == {"ok": True}


async def test_a_wrong_token_fails_the_address_check(make_stage: MakeStage, receiver: Receiver) -> None:
    stage = await staged(make_stage, receiver, token="BBBBB")
    assert await stage.tell("check-address") == {"ok": False}
    assert (await stage.tell("say", name=CITIZEN, content="在吗"))["citizen_sees"] == UNAVAILABLE
    assert receiver.inbox == {}


@pytest.mark.parametrize("words", ["怎么办居住证", "a]]>b", "<xml>&amp;</xml>", "😀\u2028"])
async def test_a_citizens_words_arrive_unchanged(make_stage: MakeStage, receiver: Receiver, words: str) -> None:
    stage = await staged(make_stage, receiver)
    record = await stage.tell("say", name=CITIZEN, content=words)
    assert (record["outcome"], record["attempts"], record["citizen_sees"]) == ("accepted", 1, "")
    (message,) = receiver.inbox.values()
    assert message.message.content == words
    assert message.openid == await stage.openid()


async def test_three_attempts_one_message(make_stage: MakeStage, receiver: Receiver) -> None:
    stage = await staged(make_stage, receiver)
    receiver.fail_first = 2
    record = await stage.tell("say", name=CITIZEN, content="你好")
    assert (record["outcome"], record["attempts"], len(receiver.inbox)) == ("accepted", 3, 1)


async def test_after_three_failures_the_citizen_is_told(make_stage: MakeStage, receiver: Receiver) -> None:
    stage = await staged(make_stage, receiver)
    receiver.fail_first = 3
    record = await stage.tell("say", name=CITIZEN, content="你好")
    assert (record["status"], record["attempts"], record["citizen_sees"]) == (500, 3, UNAVAILABLE)


async def test_a_duplicate_push_is_one_message(make_stage: MakeStage, receiver: Receiver) -> None:
    stage = await staged(make_stage, receiver)
    await stage.tell("faults", duplicate_push=1)
    await stage.tell("say", name=CITIZEN, content="你好")
    assert (receiver.requests, len(receiver.inbox)) == (2, 1)


async def test_two_sentences_of_one_second_are_two_messages(make_stage: MakeStage, receiver: Receiver) -> None:
    stage = await staged(make_stage, receiver)
    for _ in range(2):
        await stage.tell("say", name=CITIZEN, content="你好")
    assert len(receiver.inbox) == 2


async def test_handing_over_to_an_agent(make_stage: MakeStage, receiver: Receiver) -> None:
    stage = await staged(make_stage, receiver)
    receiver.reply = receiver.hand_over
    record = await stage.tell("say", name=CITIZEN, content="转人工")
    assert record["outcome"] == "reply:transfer_customer_service"


async def test_an_unreadable_answer_is_no_answer(make_stage: MakeStage, receiver: Receiver) -> None:
    stage = await staged(make_stage, receiver)
    receiver.reply = lambda message: (b"<html>", "text/html")
    assert (await stage.tell("say", name=CITIZEN, content="你好"))["citizen_sees"] == UNAVAILABLE


async def test_consent_arrives_as_an_event(make_stage: MakeStage, receiver: Receiver) -> None:
    stage = await staged(make_stage, receiver)
    await stage.tell("consents", name=CITIZEN, template_id=TEMPLATE, answer="accept", push=True)
    (message,) = receiver.inbox.values()
    (change,) = consent_changes(message.payload)
    assert (change.openid, change.template_id, change.answer) == (await stage.openid(), TEMPLATE, "accept")


async def test_the_fate_of_a_message_arrives_as_an_event(make_stage: MakeStage, receiver: Receiver) -> None:
    stage = await staged(make_stage, receiver, consent_by_default=True)
    data = {"thing1": "居住证", "time2": "09:30"}
    sent = await stage.wechat.send_subscribe_message(SubscribeMessage(await stage.openid(), TEMPLATE, data))
    async with asyncio.timeout(3):
        while not receiver.inbox:
            await asyncio.sleep(0.01)
    (message,) = receiver.inbox.values()
    (fate,) = deliveries(message.payload)
    assert (fate.msgid, fate.error_code) == (sent.msgid, 0)


async def test_any_event_can_be_pushed(make_stage: MakeStage, receiver: Receiver) -> None:
    stage = await staged(make_stage, receiver)
    fields = {
        "MsgType": "event",
        "Event": "add_express_path",
        "WayBillId": "EX1",
        "Version": 2,
        "Actions": [{"ActionType": 100001, "ActionMsg": "揽件成功"}, {"ActionType": 300003, "ActionMsg": "签收"}],
    }
    await stage.tell("push", name=CITIZEN, fields=fields)
    (message,) = receiver.inbox.values()
    assert (message.event, message.message.version, len(message.message.actions)) == ("add_express_path", 2, 2)
