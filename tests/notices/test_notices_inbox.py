"""The inbox: told once, by its owner alone read."""

from __future__ import annotations

import asyncio
from typing import Any
from uuid import UUID

import pytest

from backend.database import fetch, transaction
from backend.notices import service


async def test_a_notice_is_in_the_inbox_with_what_to_do_next(citizen: Any, send: Any) -> None:
    notice_id = await send(citizen)
    page = (await citizen.get("/api/v1/me/notices")).json()
    assert page == {
        "items": [
            {
                "id": str(notice_id),
                "group": "办件",
                "title": "办件受理了",
                "text": "受理号是202611230001。7个工作日内办结。",
                "link": "/pages/cases/detail?id=1",
                "at": "2026-11-23T09:00:00+08:00",
                "read": False,
            }
        ],
        "next": None,
        "unread": 1,
    }
    assert (await citizen.get("/api/v1/me")).json()["unread"] == 1


async def test_one_event_is_told_once_even_by_two_at_once(citizen: Any, send: Any) -> None:
    ids = await asyncio.gather(*(send(citizen, key="case:1:accepted") for _ in range(8)))
    assert len([one for one in ids if one]) == 1
    assert (await citizen.get("/api/v1/me/notices")).json()["unread"] == 1


async def test_a_notice_goes_with_the_transaction_that_sends_it(citizen: Any, send: Any) -> None:
    async def work() -> None:
        await send(citizen)
        raise ValueError("the case could not be accepted")

    with pytest.raises(ValueError, match="could not"):
        await transaction(work)
    assert (await citizen.get("/api/v1/me/notices")).json()["items"] == []
    assert await fetch("SELECT 1 FROM pgqueuer WHERE entrypoint = 'notices.deliver'") == []


async def test_what_a_notice_says_is_not_readable_in_the_database(citizen: Any, send: Any) -> None:
    await send(citizen)
    rows = await fetch("SELECT * FROM notice") + await fetch("SELECT * FROM notice_send")
    assert "202611230001" not in str(rows)


async def test_a_field_without_a_text_is_a_mistake(citizen: Any, send: Any, clock: Any) -> None:
    me = UUID((await citizen.get("/api/v1/me")).json()["id"])
    with pytest.raises(KeyError):
        await service.send(me, "test.quiet", {}, now=clock.now(), link="/", dedupe_key="1")
    assert (await citizen.get("/api/v1/me/notices")).json()["items"] == []


async def test_pages_have_no_gaps_and_no_repeats(citizen: Any, send: Any) -> None:
    for at in range(7):
        await send(citizen, "test.quiet", key=str(at), what=f"第{at}条")
    seen, cursor = [], None
    while True:
        page = (await citizen.get("/api/v1/me/notices", limit=3, cursor=cursor)).json()
        seen += [one["text"] for one in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break
        await send(citizen, "test.quiet", key=f"while reading {cursor}")
    assert seen == [f"明天第{at}条。" for at in reversed(range(7))]


async def test_reading_one_and_reading_all(citizen: Any, send: Any) -> None:
    first, _ = await send(citizen, key="1"), await send(citizen, key="2")
    for _ in range(2):
        assert (await citizen.post(f"/api/v1/me/notices/{first}/read")).json() == {"unread": 1}
    assert (await citizen.post("/api/v1/me/notices/read-all")).json() == {"unread": 0}
    assert all(one["read"] for one in (await citizen.get("/api/v1/me/notices")).json()["items"])


async def test_a_stranger_neither_sees_nor_reads_it(citizen: Any, stranger: Any, anonymous: Any, send: Any) -> None:
    path = f"/api/v1/me/notices/{await send(citizen)}/read"
    assert (await stranger.get("/api/v1/me/notices")).json()["items"] == []
    assert (await stranger.post(path)).status_code == 404
    assert (await anonymous.post(path)).status_code == 401
    await stranger.post("/api/v1/me/notices/read-all")
    assert (await citizen.get("/api/v1/me/notices")).json()["unread"] == 1
