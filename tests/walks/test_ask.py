"""Walk 2: question → answer card with its source | 您是想问 | a person with a promised time → reply → told."""

from __future__ import annotations

from typing import Any

from tests.support.people import Person
from tests.support.product import Product

API = "/api/v1"


async def _open(person: Person) -> tuple[str, dict[str, str]]:
    conversation = (await person.post(f"{API}/conversations")).json()
    assert conversation["greeting"]["author"] == "bot"
    return conversation["id"], {"X-Conversation-Key": conversation["key"]}


async def _say(person: Person, conversation: str, key: dict[str, str], **said: Any) -> list[dict[str, Any]]:
    answer = await person.post(f"{API}/conversations/{conversation}/messages", said, headers=key)
    assert answer.status_code == 201, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


async def test_the_bot_answers_with_source_and_date_without_log_in(anonymous: Person) -> None:
    conversation, key = await _open(anonymous)
    said, reply = await _say(anonymous, conversation, key, text="身份证丢了补办要多少钱")
    assert said["author"] == "citizen"
    assert reply["kind"] == "answer"
    assert reply["card"]["item"]["code"] == "HZ03"
    assert "费用" in reply["card"]["facets"]
    assert any("40" in line for line in reply["card"]["paragraphs"])
    assert reply["card"]["sources"]
    assert reply["card"]["updated"]


async def test_a_question_reaches_a_window_and_is_answered_in_form(
    app: Product, citizen: Person, clerk: Person, stranger: Person
) -> None:
    conversation, key = await _open(citizen)
    await _say(citizen, conversation, key, text="身份证丢了补办要带什么")
    handed = await citizen.post(
        f"{API}/conversations/{conversation}/handoff", {"question": "我在外地能补办吗"}, headers=key
    )
    assert handed.status_code == 201, handed.text
    consultation = handed.json()["consultation"]
    assert consultation["number"].startswith("ZX2611-")
    assert "最迟 11月25日" in consultation["due_text"]
    assert (await stranger.get(f"{API}/consultations/{consultation['id']}")).status_code == 404

    waiting = (await clerk.get(f"{API}/staff/consultations", view="unclaimed")).json()
    row = next(row for row in waiting["items"] if row["id"] == consultation["id"])
    assert row["light"] == "ok"
    desk = f"{API}/staff/consultations/{row['id']}"
    detail = (await clerk.post(f"{desk}/claim", {"version": row["version"]})).json()
    assert any(message["author"] == "bot" for message in detail["messages"]), "the transcript travels"

    bare = await clerk.post(f"{desk}/reply", {"version": detail["version"], "body": "可以异地补领。", "basis": []})
    assert bare.status_code == 422
    basis = [{"law": "中华人民共和国居民身份证法", "doc_no": "2011年修正", "article": "第11条"}]
    answered = await clerk.post(
        f"{desk}/reply", {"version": detail["version"], "body": "可以异地补领。", "basis": basis}
    )
    assert answered.status_code == 200, answered.text

    thread = (await citizen.http.get(f"{API}/conversations/{conversation}/messages", headers=key)).json()["items"]
    reply = next(message for message in thread if message["kind"] == "reply")
    assert "欢迎咨询" in reply["text"]
    assert "居民身份证法" in reply["text"]
    assert "祝您心情愉快、办事顺利" in reply["text"]
    await app.run_jobs()
    groups = [notice["group"] for notice in (await citizen.get(f"{API}/me/notices")).json()["items"]]
    assert "咨询" in groups
    solved = await citizen.post(f"{API}/consultations/{consultation['id']}/solved", {})
    assert solved.json()["state"] == "closed"
