"""`Idempotency-Key`: the same answer again, nothing done twice, nobody else's answer."""

from __future__ import annotations

import asyncio

import pytest

from tests.support.people import Person
from tests.walks.steps import API

ADDRESS = {
    "recipient": "王小明",
    "phone": "13800000001",
    "province": "云南省",
    "city": "云河市",
    "district": "安澜区",
    "detail": "安澜路 8 号 2 幢 301",
    "is_default": True,
}


async def test_a_repeat_gets_the_same_answer_and_makes_nothing(citizen: Person) -> None:
    first = await citizen.post(f"{API}/me/addresses", ADDRESS, key="tap-1")
    again = await citizen.post(f"{API}/me/addresses", ADDRESS, key="tap-1")
    assert first.status_code == again.status_code == 201
    assert first.content == again.content
    assert again.headers["Idempotent-Replayed"] == "true"
    assert len((await citizen.get(f"{API}/me/addresses")).json()["items"]) == 1


async def test_sixteen_at_once_make_one(citizen: Person) -> None:
    answers = await asyncio.gather(*(citizen.post(f"{API}/me/addresses", ADDRESS, key="tap-2") for _ in range(16)))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.content for answer in answers}) == 1
    assert len((await citizen.get(f"{API}/me/addresses")).json()["items"]) == 1


async def test_another_body_with_the_same_key_is_refused(citizen: Person) -> None:
    await citizen.post(f"{API}/me/addresses", ADDRESS, key="tap-3")
    other = await citizen.post(f"{API}/me/addresses", ADDRESS | {"detail": "别处"}, key="tap-3")
    assert (other.status_code, other.json()["code"]) == (422, "key_reused")


async def test_another_person_with_the_same_key_is_independent(citizen: Person, stranger: Person) -> None:
    mine = await citizen.post(f"{API}/me/addresses", ADDRESS, key="tap-4")
    theirs = await stranger.post(f"{API}/me/addresses", ADDRESS, key="tap-4")
    assert mine.json()["id"] != theirs.json()["id"]


async def test_a_refusal_is_not_kept(citizen: Person) -> None:
    refused = await citizen.post(f"{API}/me/addresses", ADDRESS | {"phone": "12"}, key="tap-5")
    assert refused.status_code == 422
    assert (await citizen.post(f"{API}/me/addresses", ADDRESS, key="tap-5")).status_code == 201


@pytest.mark.parametrize("key", ["a" * 256, "with space", "表情", "tab\there"])
async def test_a_bad_key_is_refused(citizen: Person, key: str) -> None:
    headers = [(b"Idempotency-Key", key.encode())]
    raw = citizen.http.build_request("POST", f"{API}/me/addresses", json=ADDRESS)
    raw.headers = type(raw.headers)([*raw.headers.raw, *headers])
    assert (await citizen.http.send(raw)).status_code in (400, 422)
