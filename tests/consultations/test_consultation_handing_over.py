"""From the bot to a window."""

from __future__ import annotations

import asyncio

from backend.database import fetch, vault
from tests.consultations.talking import DIFFERENT, LOST, act, answered, ask_person, begin, listed, names, refused
from tests.support.people import Person


async def test_a_person_needs_a_log_in(anonymous: Person) -> None:
    talk = await begin(anonymous)
    refused(await talk.hand_off(anonymous, LOST), 401, "not_logged_in")


async def test_the_citizen_is_told_number_department_and_deadline(citizen: Person) -> None:
    talk = await begin(citizen)
    answer = (await talk.hand_off(citizen, LOST)).json()
    card = answer["items"][-1]["card"]
    assert card == {
        "number": "ZX2611-0001",
        "department_name": "公安局(户政)",
        "due_text": "最迟 11月25日 17:00 答复",
        "note": "您可以先离开,有答复会通知您。",
    }
    row = answer["consultation"]
    assert (row["state"], row["state_label"], row["late"]) == ("routed", "待领办", False)
    assert [step["at"] is None for step in row["progress"]] == [False, True, True, True]
    assert row["question"] == LOST
    notices = (await citizen.get("/api/v1/me/notices")).json()["items"]
    assert notices[0]["text"] == "您的咨询 ZX2611-0001 已转给公安局(户政)。最迟 11月25日 17:00 答复。"


async def test_the_whole_talk_travels(anonymous: Person, citizen: Person, clerk: Person) -> None:
    talk = await begin(anonymous)
    await talk.heard(anonymous, LOST)
    await talk.heard(anonymous, "转人工")
    assert (await talk.hand_off(citizen)).status_code == 201
    [row] = await listed(clerk)
    assert row["question"] == LOST
    detail = (await clerk.get(f"/api/v1/staff/consultations/{row['id']}")).json()
    assert [message["author"] for message in detail["messages"]] == [
        "bot", "citizen", "bot", "citizen", "bot", "system",
    ]  # fmt: skip
    assert detail["messages"][2]["trace"]["item"] == "HZ03"
    assert detail["suggested_basis"][0]["law"]
    assert detail["routing"]["reason"] == "问的像是“居民身份证丢失补领”。"


async def test_a_logged_in_citizen_only_says_so(citizen: Person) -> None:
    talk = await begin(citizen)
    await talk.heard(citizen, LOST)
    [reply] = await talk.heard(citizen, "转人工")
    assert (reply["kind"], reply["card"]["number"]) == ("handoff", "ZX2611-0001")


async def test_nothing_asked_nothing_handed_over(citizen: Person) -> None:
    talk = await begin(citizen)
    [reply] = await talk.heard(citizen, "转人工")
    assert reply["kind"] == "text"
    refused(await talk.hand_off(citizen), 422, "invalid_input")


async def test_a_department_without_a_window_is_answered_for(citizen: Person, coordinator: Person) -> None:
    talk = await begin(citizen)
    answer = (await talk.hand_off(citizen, "打井取水要办什么证")).json()
    assert answer["consultation"]["department_name"] == "政务服务中心(综合协调科)"
    assert answer["items"][-1]["card"]["note"].startswith("这个部门没有窗口,由综合协调科负责。")
    assert (await listed(coordinator))[0]["department"]["code"] == "ZX"


async def test_words_while_waiting_reach_the_window(citizen: Person, clerk: Person) -> None:
    talk, row = await ask_person(citizen)
    [note] = await talk.heard(citizen, "我人在外地")
    assert note["text"] == "已补充到咨询 ZX2611-0001。有答复会通知您。"
    again = await talk.hand_off(citizen, "急用")
    assert again.json()["consultation"]["id"] == row["id"]
    detail = (await clerk.get(f"/api/v1/staff/consultations/{row['id']}")).json()
    said = [message["text"] for message in detail["messages"] if message["author"] == "citizen"]
    assert said == [LOST, "我人在外地", "急用"]
    assert [event["text"] for event in detail["events"]][1:] == ["补充了内容", "补充了内容"]


async def test_after_the_answer_the_bot_talks_again(citizen: Person, clerk: Person) -> None:
    talk, row = await ask_person(citizen)
    await answered(clerk, row)
    [reply] = await talk.heard(citizen, "护照丢了怎么补")
    assert reply["kind"] == "answer"
    other = (await talk.hand_off(citizen)).json()["consultation"]
    assert other["number"] == "ZX2611-0002"
    refused(await citizen.post(f"/api/v1/consultations/{row['id']}/unsolved", {}), 409, "already_open")


async def test_two_taps_make_one_consultation(citizen: Person) -> None:
    talk = await begin(citizen)
    answers = await asyncio.gather(*(talk.hand_off(citizen, LOST) for _ in range(4)))
    assert {answer.json()["consultation"]["number"] for answer in answers} == {"ZX2611-0001"}


async def test_numbers_have_no_gaps_and_no_doubles(citizen: Person, stranger: Person) -> None:
    async def one(person: Person, question: str) -> str:
        return str((await ask_person(person, question))[1]["number"])

    asked = [(person, question) for person in (citizen, stranger) for question in DIFFERENT]
    numbers = await asyncio.gather(*(one(*pair) for pair in asked))
    assert sorted(numbers) == [f"ZX2611-{serial:04d}" for serial in range(1, 9)]


async def test_own_consultations_only(citizen: Person, stranger: Person, anonymous: Person) -> None:
    _, row = await ask_person(citizen)
    assert (await citizen.get(f"/api/v1/consultations/{row['id']}")).status_code == 200
    for path in (f"/api/v1/consultations/{row['id']}",):
        refused(await stranger.get(path), 404, "not_found")
        refused(await anonymous.get(path), 401, "not_logged_in")
    for verb in ("solved", "unsolved"):
        refused(await stranger.post(f"/api/v1/consultations/{row['id']}/{verb}", {}), 404, "not_found")
    assert (await stranger.get("/api/v1/me/consultations")).json()["items"] == []


async def test_the_list_pages(citizen: Person) -> None:
    for question in DIFFERENT[:3]:
        await ask_person(citizen, question)
    first = (await citizen.get("/api/v1/me/consultations", limit=2)).json()
    rest = (await citizen.get("/api/v1/me/consultations", limit=2, cursor=first["next"])).json()
    numbers = [row["number"] for row in (*first["items"], *rest["items"])]
    assert numbers == ["ZX2611-0003", "ZX2611-0002", "ZX2611-0001"]
    assert rest["next"] is None


async def test_not_answered_cannot_be_settled(citizen: Person, clerk: Person) -> None:
    _, row = await ask_person(citizen)
    assert names(row) == ["add", "urge"]
    refused(await citizen.post(f"/api/v1/consultations/{row['id']}/solved", {}), 409, "wrong_state")
    refused(await act(clerk, row, "reply", body="好", no_basis_reason="无"), 409, "wrong_state")


async def test_question_is_sealed(citizen: Person) -> None:
    await ask_person(citizen)
    [row] = await fetch("SELECT question FROM consultation")
    assert row["question"].startswith(vault.MARK)
