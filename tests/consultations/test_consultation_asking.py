"""Talking to the bot."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from backend.common.clock import FixedClock
from backend.database import fetch, vault
from tests.consultations.talking import LOST, begin, refused
from tests.support.people import Person


async def test_a_greeting_with_things_to_ask(anonymous: Person) -> None:
    talk = await begin(anonymous)
    assert (talk.greeting["seq"], talk.greeting["author"]) == (1, "bot")
    assert len(talk.chips) == 4
    [reply] = await talk.heard(anonymous, talk.chips[0])
    assert reply["kind"] == "answer"


async def test_an_answer_names_its_source_and_date(anonymous: Person) -> None:
    talk = await begin(anonymous)
    [reply] = await talk.heard(anonymous, LOST)
    card = reply["card"]
    assert card["item"]["code"] == "HZ03"
    assert card["paragraphs"]
    assert card["sources"][0]["text"].startswith("事项:")
    assert card["updated"] >= "2026-01-01"
    assert all(source["updated"] for source in card["sources"])
    assert {"guide", "human"} <= {button["kind"] for button in card["buttons"]}


async def test_a_further_question_keeps_the_item(anonymous: Person) -> None:
    talk = await begin(anonymous)
    await talk.heard(anonymous, LOST)
    [reply] = await talk.heard(anonymous, "那要多少钱")
    assert (reply["card"]["item"]["code"], reply["card"]["facets"]) == ("HZ03", ["费用"])


async def test_what_to_bring_is_a_list_to_tick(anonymous: Person) -> None:
    talk = await begin(anonymous)
    [reply] = await talk.heard(anonymous, "居民身份证丢失补领要带什么")
    lead = reply["card"]["lead"]
    guide = (await anonymous.get("/api/v1/guides/HZ03")).json()
    assert (lead["heading"], lead["facet"], lead["verified"]) == ("带什么", "材料", False)
    assert lead["materials"] == guide["materials"]["items"]
    assert reply["card"]["paragraphs"] == lead["lines"]


@pytest.mark.parametrize(
    ("question", "facet"),
    [
        ("补办身份证的流程", "流程"),
        ("补办身份证要多久", "时限"),
        ("补办身份证多少钱", "费用"),
        ("补办身份证在哪办", "地点"),
        ("补办身份证怎么预约", "预约"),
    ],
)
async def test_a_card_says_which_facet_it_answers(anonymous: Person, question: str, facet: str) -> None:
    """The titles of the engine's parts are those this package knows."""
    talk = await begin(anonymous)
    [reply] = await talk.heard(anonymous, question)
    lead = reply["card"]["lead"]
    assert (reply["card"]["facets"], lead["facet"]) == ([facet], facet)
    assert bool(lead["hours"] and lead["phone"]) == (facet == "地点")


async def test_a_tapped_option_is_answered(anonymous: Person) -> None:
    talk = await begin(anonymous)
    [question] = await talk.heard(anonymous, "身份证")
    option = question["card"]["options"][-1]
    [reply] = await talk.heard(anonymous, option["label"], option["index"])
    assert reply["card"]["item"]["code"] == option["code"]


@pytest.mark.parametrize(("said", "place"), [("1", 0), ("2", 1), ("第二个", 1), ("第三个", 2)])
async def test_an_option_is_picked_by_its_number(anonymous: Person, said: str, place: int) -> None:
    talk = await begin(anonymous)
    [question] = await talk.heard(anonymous, "身份证")
    option = question["card"]["options"][place]
    [reply] = await talk.heard(anonymous, said)
    assert reply["card"]["item"]["code"] == option["code"]


async def test_an_option_that_is_not_there_is_read_as_text(anonymous: Person) -> None:
    talk = await begin(anonymous)
    [reply] = await talk.heard(anonymous, LOST, 9)
    assert reply["card"]["item"]["code"] == "HZ03"


async def test_messages_are_read_from_where_one_was(anonymous: Person) -> None:
    talk = await begin(anonymous)
    await talk.heard(anonymous, LOST)
    everything = (await talk.read(anonymous)).json()
    assert [message["seq"] for message in everything["items"]] == [1, 2, 3]
    assert everything["consultation"] is None
    assert [message["seq"] for message in (await talk.read(anonymous, after=2)).json()["items"]] == [3]


async def test_danger_is_answered_with_numbers_to_call(anonymous: Person) -> None:
    talk = await begin(anonymous)
    [reply] = await talk.heard(anonymous, "有人要杀我")
    assert reply["kind"] == "emergency"
    assert "110" in [number["number"] for number in reply["card"]["numbers"]]
    assert await fetch("SELECT id FROM consultation") == []


async def test_danger_of_a_known_citizen_reaches_a_person_at_once(citizen: Person) -> None:
    talk = await begin(citizen)
    replies = await talk.heard(citizen, "有人要杀我")
    assert [reply["kind"] for reply in replies] == ["emergency", "handoff"]
    [row] = await fetch("SELECT department, routing_reason FROM consultation")
    assert row == {"department": "GA-HZ", "routing_reason": "紧急:可能有人身危险。"}


async def test_two_misses_offer_a_person(anonymous: Person) -> None:
    talk = await begin(anonymous)
    await talk.heard(anonymous, "身份证")
    [reply] = await talk.heard(anonymous, "都不是")
    assert "转人工" in reply["text"]


async def test_the_same_tap_twice_is_said_once(anonymous: Person) -> None:
    talk = await begin(anonymous)
    path = f"/api/v1/conversations/{talk.id}/messages"
    first = await anonymous.post(path, {"text": LOST}, key="tap", headers=talk.headers)
    again = await anonymous.post(path, {"text": LOST}, key="tap", headers=talk.headers)
    assert first.json() == again.json()
    assert again.headers["Idempotent-Replayed"] == "true"
    assert len((await talk.read(anonymous)).json()["items"]) == 3


async def test_words_are_not_readable_in_the_database(anonymous: Person) -> None:
    talk = await begin(anonymous)
    await talk.heard(anonymous, LOST)
    rows = await fetch("SELECT text, trace FROM message")
    assert all(row["text"].startswith(vault.MARK) for row in rows)
    assert not any(LOST in (row["trace"] or "") for row in rows)


async def test_what_was_said_cannot_be_changed(anonymous: Person) -> None:
    await begin(anonymous)
    with pytest.raises(Exception, match="never changed"):
        await fetch("UPDATE message SET kind = 'text'")


async def test_bad_words_change_nothing(anonymous: Person) -> None:
    talk = await begin(anonymous)
    for body in ({}, {"text": ""}, {"text": "  "}, {"text": "很" * 501}, {"text": LOST, "option": 0}, {"text": 1}):
        answer = await anonymous.post(f"/api/v1/conversations/{talk.id}/messages", body, headers=talk.headers)
        refused(answer, 422, "invalid_input")
    assert len((await talk.read(anonymous)).json()["items"]) == 1


async def test_only_the_key_opens_a_conversation(anonymous: Person, stranger: Person) -> None:
    talk = await begin(anonymous)
    for headers in ({}, {"X-Conversation-Key": "wrong"}, {"X-Conversation-Key": "x" * 5000}):
        path = f"/api/v1/conversations/{talk.id}/messages"
        refused(await stranger.post(path, {"text": LOST}, headers=headers), 404, "not_found")
        refused(await stranger.http.get(path, headers=headers), 404, "not_found")
    refused(await stranger.post(f"/api/v1/conversations/{uuid4()}/messages", {"text": "好"}), 404, "not_found")
    rating = f"/api/v1/messages/{talk.greeting['id']}/feedback"
    refused(await stranger.post(rating, {"useful": True}, headers={"X-Conversation-Key": "x"}), 404, "not_found")


async def test_a_log_in_binds_the_conversation(
    anonymous: Person, citizen: Person, stranger: Person, clock: FixedClock
) -> None:
    talk = await begin(anonymous)
    await talk.heard(citizen, LOST)
    clock.advance(timedelta(minutes=1))
    refused(await talk.say(anonymous, LOST), 401, "not_logged_in")
    refused(await talk.read(anonymous), 401, "not_logged_in")
    refused(await talk.say(stranger, LOST), 404, "not_found")
    assert (await talk.read(citizen)).status_code == 200


async def test_a_conversation_has_an_end(anonymous: Person) -> None:
    talk = await begin(anonymous)
    await fetch("UPDATE conversation SET last_seq = 1000")
    refused(await talk.say(anonymous, LOST), 409, "conversation_too_long")
