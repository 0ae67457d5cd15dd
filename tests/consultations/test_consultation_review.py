"""机器人答得怎样: what did not help and what a person got, of the last 30 days, newest first."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from backend.common.clock import FixedClock
from tests.consultations.talking import LOST, ask_person, begin
from tests.support.people import Person

UNHELPFUL, HANDED_OFF = "/api/v1/staff/bot/unhelpful", "/api/v1/staff/bot/handed-off"


async def disliked(person: Person, question: str = LOST, **verdict: Any) -> str:
    """Ask and say that it did not help; returns the answer's id."""
    talk = await begin(person)
    reply = (await talk.heard(person, question))[0]
    path = f"/api/v1/messages/{reply['id']}/feedback"
    assert (await person.post(path, {"useful": False} | verdict, headers=talk.headers)).status_code == 204
    return str(reply["id"])


async def read(staff: Person, path: str, **query: Any) -> dict[str, Any]:
    answer = await staff.get(path, **query)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def test_an_answer_that_did_not_help_says_why(anonymous: Person, coordinator: Person) -> None:
    first = await disliked(anonymous)
    second = await disliked(anonymous, "补办身份证要多少钱", reason="wrong", words="不是这个价")
    page = await read(coordinator, UNHELPFUL)
    assert [row["id"] for row in page["items"]] == [second, first]
    newest = page["items"][0]
    assert newest["question"] == "补办身份证要多少钱"
    assert (newest["item"]["code"], newest["kind"]) == ("HZ03", "answer")
    assert (newest["rating"]["reason_label"], newest["rating"]["words"]) == ("信息不对", "不是这个价")
    assert newest["trace"]["facets"] == ["费用"]
    assert newest["trace"]["candidates"][0]["terms"]


async def test_reasons_are_counted_and_filter(anonymous: Person, coordinator: Person) -> None:
    unclear = await disliked(anonymous, reason="unclear")
    silent = await disliked(anonymous)
    page = await read(coordinator, UNHELPFUL, reason="unclear")
    assert [row["id"] for row in page["items"]] == [unclear]
    assert {one["reason"]: one["count"] for one in page["reasons"]} == {
        "off_topic": 0,
        "unclear": 1,
        "wrong": 0,
        "incomplete": 0,
        "none": 1,
    }
    assert [row["id"] for row in (await read(coordinator, UNHELPFUL, reason="none"))["items"]] == [silent]


async def test_what_is_found_useful_again_leaves_the_list(anonymous: Person, coordinator: Person) -> None:
    talk = await begin(anonymous)
    [reply] = await talk.heard(anonymous, LOST)
    for useful in (False, True):
        path = f"/api/v1/messages/{reply['id']}/feedback"
        await anonymous.post(path, {"useful": useful}, headers=talk.headers)
    assert (await read(coordinator, UNHELPFUL))["items"] == []


async def test_pages_go_on_where_the_last_one_ended(anonymous: Person, coordinator: Person, clock: FixedClock) -> None:
    made = []
    for minutes in (0, 1, 0):
        clock.advance(timedelta(minutes=minutes))
        made.append(await disliked(anonymous))
    seen, cursor = [], None
    while True:
        page = await read(coordinator, UNHELPFUL, limit=1, cursor=cursor)
        seen += [row["id"] for row in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert sorted(seen) == sorted(made)
    assert len(seen) == 3
    assert seen[-1] == made[0]


async def test_handed_over_questions_with_their_reasons(citizen: Person, stranger: Person, admin: Person) -> None:
    _, first = await ask_person(citizen)
    _, second = await ask_person(stranger, "我的电话是13800000002,请打给我")
    page = await read(admin, HANDED_OFF)
    assert [row["id"] for row in page["items"]] == [second["id"], first["id"]]
    assert "138****0002" in page["items"][0]["question"]
    assert page["items"][1]["item"]["code"] == "HZ03"
    assert page["items"][1]["department"]["name"] == "公安局(户政)"
    assert sum(one["count"] for one in page["reasons"]) == 2
    for one in page["reasons"]:
        found = (await read(admin, HANDED_OFF, reason=one["reason"]))["items"]
        assert len(found) == one["count"]
        assert all(row["reason"].startswith(one["reason"]) for row in found)
    assert "问的像是" in {one["reason"] for one in page["reasons"]}
    assert (await read(admin, HANDED_OFF, reason="没有这个原因"))["items"] == []
    more = await read(admin, HANDED_OFF, limit=1)
    rest = await read(admin, HANDED_OFF, limit=1, cursor=more["next"])
    assert [row["id"] for row in rest["items"]] == [first["id"]]


async def test_thirty_days_are_looked_back(citizen: Person, app: Any, clock: FixedClock) -> None:
    await disliked(citizen)
    await ask_person(citizen)
    clock.advance(timedelta(days=30, minutes=1))
    coordinator = await app.staff("coordinator")
    for path in (UNHELPFUL, HANDED_OFF):
        page = await read(coordinator, path)
        assert page["items"] == []
        assert sum(one["count"] for one in page["reasons"]) == 0


async def test_a_bad_query_names_its_field(coordinator: Person) -> None:
    for path, query in ((UNHELPFUL, {"reason": "boring"}), (UNHELPFUL, {"limit": 0}), (HANDED_OFF, {"cursor": "x"})):
        answer = await coordinator.get(path, **query)
        assert answer.status_code == 422
        assert answer.json()["details"]["fields"][0]["field"] == next(iter(query))
