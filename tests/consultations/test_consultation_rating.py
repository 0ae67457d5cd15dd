"""有用/没用: said once for each answer, changed at will, seen by the citizen again and by staff."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from backend.database import fetch, vault
from tests.consultations.talking import LOST, Talk, ask_person, begin, refused
from tests.support.people import Person


async def rate(person: Person, talk: Talk, message: dict[str, Any], **verdict: Any) -> httpx.Response:
    return await person.post(f"/api/v1/messages/{message['id']}/feedback", verdict, headers=talk.headers)


async def read_again(person: Person, talk: Talk, seq: int) -> Any:
    return next(one for one in (await talk.read(person)).json()["items"] if one["seq"] == seq)["rating"]


async def test_the_last_word_counts_and_is_there_on_coming_back(anonymous: Person) -> None:
    talk = await begin(anonymous)
    [reply] = await talk.heard(anonymous, LOST)
    assert reply["rating"] is None
    for verdict in ({"useful": False}, {"useful": True}, {"useful": False, "reason": "wrong", "words": "地址搬了"}):
        assert (await rate(anonymous, talk, reply, **verdict)).status_code == 204
    assert await read_again(anonymous, talk, reply["seq"]) == {
        "useful": False,
        "reason": "wrong",
        "reason_label": "信息不对",
        "words": "地址搬了",
    }
    assert await fetch("SELECT useful, reason FROM message_feedback") == [{"useful": False, "reason": "wrong"}]
    await rate(anonymous, talk, reply, useful=True)
    assert (await read_again(anonymous, talk, reply["seq"]))["reason"] is None


async def test_the_first_no_offers_a_person(anonymous: Person) -> None:
    talk = await begin(anonymous)
    [reply] = await talk.heard(anonymous, LOST)
    for useful in (False, True, False):
        await rate(anonymous, talk, reply, useful=useful)
    texts = [message["text"] for message in (await talk.read(anonymous)).json()["items"]]
    assert len([text for text in texts if text.startswith("抱歉")]) == 1


async def test_words_are_sealed(anonymous: Person) -> None:
    talk = await begin(anonymous)
    [reply] = await talk.heard(anonymous, LOST)
    await rate(anonymous, talk, reply, useful=False, words="我叫王小明")
    [row] = await fetch("SELECT words FROM message_feedback")
    assert row["words"].startswith(vault.MARK)
    assert "王小明" not in row["words"]


@pytest.mark.parametrize(
    "verdict",
    [
        {},
        {"useful": "maybe"},
        {"useful": False, "reason": "boring"},
        {"useful": False, "words": ""},
        {"useful": False, "words": "很" * 201},
        {"useful": True, "reason": "wrong"},
        {"useful": True, "words": "谢谢"},
        {"useful": True, "stars": 5},
    ],
)
async def test_a_bad_verdict_changes_nothing(anonymous: Person, verdict: dict[str, Any]) -> None:
    talk = await begin(anonymous)
    [reply] = await talk.heard(anonymous, LOST)
    refused(await rate(anonymous, talk, reply, **verdict), 422, "invalid_input")
    assert await fetch("SELECT id FROM message_feedback") == []


async def test_only_the_bot_is_rated(anonymous: Person) -> None:
    talk = await begin(anonymous)
    said = (await talk.say(anonymous, LOST)).json()["items"][0]
    refused(await rate(anonymous, talk, said, useful=False), 422, "invalid_input")


async def test_only_who_holds_the_key_rates(anonymous: Person, stranger: Person) -> None:
    talk, other = await begin(anonymous), await begin(stranger)
    [reply] = await talk.heard(anonymous, LOST)
    refused(await rate(stranger, other, reply, useful=False), 404, "not_found")
    assert await fetch("SELECT id FROM message_feedback") == []


async def test_the_window_sees_it_beside_the_answer(citizen: Person, clerk: Person, coordinator: Person) -> None:
    talk = await begin(citizen)
    [reply] = await talk.heard(citizen, LOST)
    await rate(citizen, talk, reply, useful=False, reason="incomplete", words="打13800000001告诉我")
    row = (await talk.hand_off(citizen)).json()["consultation"]
    for person, words in ((clerk, "打13800000001告诉我"), (coordinator, "打138****0001告诉我")):
        detail = (await person.get(f"/api/v1/staff/consultations/{row['id']}")).json()
        seen = next(message for message in detail["messages"] if message["id"] == reply["id"])
        assert seen["rating"]["reason_label"] == "没说全"
        assert seen["rating"]["words"] == words


async def test_a_waiting_question_can_be_rated_too(citizen: Person) -> None:
    talk, _ = await ask_person(citizen)
    assert (await rate(citizen, talk, talk.greeting, useful=True)).status_code == 204
