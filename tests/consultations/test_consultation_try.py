"""试一试: what the bot would say and why, without a citizen, a thread or anything stored."""

from __future__ import annotations

from typing import Any

import pytest

from backend.database import fetch
from tests.consultations.talking import LOST, refused
from tests.support.people import Person

TRY = "/api/v1/staff/bot/try"


async def tried(staff: Person, text: str, **more: Any) -> dict[str, Any]:
    answer = await staff.post(TRY, {"text": text} | more)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def test_the_card_and_the_reasons(coordinator: Person) -> None:
    found = await tried(coordinator, f"{LOST},要带什么")
    assert (found["kind"], found["card"]["item"]["code"]) == ("answer", "HZ03")
    assert found["card"]["lead"]["materials"]
    trace = found["trace"]
    assert trace["normalised"]
    assert trace["candidates"][0]["code"] == "HZ03"
    assert trace["candidates"][0]["terms"]
    assert trace["thresholds"][0] > trace["thresholds"][1]
    assert (trace["action"], "us" in trace, bool(trace["version"])) == ("answer", True, True)


async def test_a_further_question_with_the_memory_of_the_first(coordinator: Person) -> None:
    first = await tried(coordinator, LOST)
    second = await tried(coordinator, "那要多少钱", memory=first["memory"])
    assert (second["card"]["item"]["code"], second["card"]["facets"]) == ("HZ03", ["费用"])


async def test_an_option_is_picked_by_its_number(coordinator: Person) -> None:
    first = await tried(coordinator, "身份证")
    assert first["kind"] == "clarify"
    option = first["card"]["options"][1]
    for said in ({"text": "2"}, {"text": "第二个"}, {"text": option["label"], "option": 2}):
        picked = await tried(coordinator, said.pop("text"), memory=first["memory"], **said)  # type: ignore[arg-type]
        assert picked["card"]["item"]["code"] == option["code"]


async def test_nothing_is_stored(coordinator: Person) -> None:
    tables = ("conversation", "message", "consultation", "idempotency_record", "audit_line")
    counted = " UNION ALL ".join(f"SELECT '{table}' AS name, count(*) AS rows FROM {table}" for table in tables)
    before = await fetch(counted)
    for text in (LOST, "转人工", "有人要杀我"):
        await tried(coordinator, text)
    assert await fetch(counted) == before


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"text": " "},
        {"text": "很" * 501},
        {"text": LOST, "option": 0},
        {"text": LOST, "memory": {"misses": -1}},
        {"text": LOST, "memory": {"last_facets": ["天气"]}},
        {"text": LOST, "memory": {"secret": 1}},
    ],
)
async def test_bad_words_are_refused(coordinator: Person, body: dict[str, Any]) -> None:
    refused(await coordinator.post(TRY, body), 422, "invalid_input")
