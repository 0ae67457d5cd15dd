"""What citizens and staff do with ratings and complaints, for their tests."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import httpx

from tests.support.people import Person
from tests.walks.steps import book, serve

API = "/api/v1"
Json = dict[str, Any]
RunJobs = Callable[[], Awaitable[int]]
BAD: Json = {"grade": 1, "tags": ["slow"], "words": "等了一个小时,我叫王小明,电话13800000001。", "may_call": False}


async def ok(answer: httpx.Response, status: int = 200) -> Json:
    assert answer.status_code == status, answer.text
    return dict(answer.json())


def refused(answer: httpx.Response, status: int, code: str) -> None:
    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text


async def visited(citizen: Person, clerk: Person, run_jobs: RunJobs) -> Json:
    """A visit that ended; returns what the citizen may rate."""
    ticket = await serve(clerk, await book(citizen))
    body = {"version": ticket["version"], "outcome": "办结"}
    await ok(await clerk.post(f"{API}/staff/tickets/{ticket['id']}/finish", body))
    await run_jobs()
    [row] = await pending(citizen)
    return row


async def pending(citizen: Person, part: str = "pending") -> list[Json]:
    return list((await ok(await citizen.get(f"{API}/ratings", part=part)))["items"])


async def give(citizen: Person, row: Json, **opinion: Any) -> httpx.Response:
    return await citizen.post(f"{API}/ratings/{row['id']}/rate", opinion)


async def rated(citizen: Person, clerk: Person, run_jobs: RunJobs, **opinion: Any) -> Json:
    """A visit, rated: badly, unless told otherwise."""
    row = await visited(citizen, clerk, run_jobs)
    return await ok(await give(citizen, row, **(opinion or BAD)))


async def seen(staff: Person, row: Json) -> Json:
    return await ok(await staff.get(f"{API}/staff/ratings/{row['id']}"))


async def act(staff: Person, row: Json, verb: str, **body: Any) -> httpx.Response:
    """A verb on the rectification as this person sees it now."""
    task = (await seen(staff, row))["rectification"]
    return await staff.post(f"{API}/staff/ratings/{row['id']}/{verb}", {"version": task["version"]} | body)


async def contacted(head: Person, row: Json) -> Json:
    return await ok(await act(head, row, "contact", channel="message", reached=True, words="对不起,让您久等了。"))


async def rectified(head: Person, row: Json) -> Json:
    await contacted(head, row)
    await ok(await act(head, row, "plan", words="上午加开一个窗口"))
    return await ok(await act(head, row, "rectify", words="从今天起上午加开二号窗口。"))


def names(row: Json) -> list[str]:
    return [action["name"] for action in row["actions"]]


async def complain(citizen: Person, kind: str = "complaint", **changes: Any) -> Json:
    body = {"kind": kind, "words": "跑了三趟还没办成", "wanted": "请告诉我还差什么"} | changes
    return await ok(await citizen.post(f"{API}/complaints", body), 201)


async def handle(staff: Person, row: Json, verb: str, **body: Any) -> httpx.Response:
    return await staff.post(f"{API}/staff/complaints/{row['id']}/{verb}", {"version": row["version"]} | body)


async def inbox(staff: Person, view: str = "waiting") -> Json:
    return await ok(await staff.get(f"{API}/staff/complaints", view=view))
