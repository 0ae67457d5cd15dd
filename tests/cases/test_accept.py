"""Acceptance, what is missing, and refusing to accept."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from backend.common.clock import FixedClock
from backend.database import fetch
from tests.cases.desk import act, names, register, show_card
from tests.support.people import Person

BOOK, FORM = "居民户口簿", "居民身份证申领登记表"


async def test_accepting_starts_the_promise(citizen: Person, clerk: Person, clock: FixedClock) -> None:
    await show_card(citizen, clock.now())
    case = await act(clerk, await register(clerk), "accept")
    assert case["state"] == "accepted"
    assert case["accepted_at"] == "2026-11-23T09:00:00+08:00"
    assert case["promised_at"] == "2026-12-14T17:00:00+08:00"
    assert case["promised_text"] == "最迟 12月14日(周一) 办完"
    assert (case["days_left"], case["light"], case["provisional"]) == (15, "ok", False)
    assert [step["state"] for step in case["steps"]] == ["done", "done", "current", "waiting", "waiting"]
    mine = (await citizen.get(f"/api/v1/cases/{case['id']}")).json()
    assert mine["state"] == "accepted"
    assert mine["applicant_masked"] == "王*"
    notices = (await citizen.get("/api/v1/me/notices")).json()["items"]
    assert [notice["title"] for notice in notices] == ["已受理"]
    assert notices[0]["text"].endswith("最迟 12月14日(周一) 办完。")


async def test_the_light_changes_with_the_days(citizen: Person, clerk: Person, clock: FixedClock) -> None:
    await show_card(citizen, clock.now())
    case = await act(clerk, await register(clerk), "accept")
    seen = []
    for days in (18, 3, 1):
        clock.advance(timedelta(days=days))
        mine = (await citizen.get(f"/api/v1/cases/{case['id']}")).json()
        seen.append((mine["days_left"], mine["light"]))
    assert seen == [(1, "soon"), (0, "soon"), (-1, "late")]


async def test_incomplete_applications_are_not_accepted(clerk: Person) -> None:
    case = await register(clerk, without=(BOOK,))
    assert "accept" not in names(case)
    answer = await clerk.post(f"/api/v1/staff/cases/{case['id']}/accept", {"version": 1})
    assert (answer.status_code, answer.json()["code"]) == (409, "materials_missing")
    assert answer.json()["details"]["missing"] == [BOOK]


async def test_supplement_once_and_complete(citizen: Person, clerk: Person, clock: FixedClock) -> None:
    await show_card(citizen, clock.now())
    case = await register(clerk, without=(BOOK, FORM))
    url = f"/api/v1/staff/cases/{case['id']}/supplement"
    half = await clerk.post(url, {"version": 1, "materials": [{"name": BOOK, "reason": "没有带来"}]})
    assert half.status_code == 422
    assert FORM in half.json()["details"]["fields"][0]["reason"]
    both = [{"name": BOOK, "reason": "没有带来"}, {"name": FORM, "reason": "没有签字"}]
    asked = await act(clerk, case, "supplement", materials=both, note="周末也可以来")
    assert asked["state"] == "supplementing"
    mine = (await citizen.get(f"/api/v1/cases/{case['id']}")).json()
    assert [line["supplied"] for line in mine["supplement"]["materials"]] == [False, False]
    assert mine["supplement"]["note"] == "周末也可以来"
    assert mine["next_text"] == "请把缺的材料带到原窗口。收齐后我们接着办。"
    assert mine["days_left"] is None
    part = await act(clerk, asked, "supplied", materials=[BOOK])
    assert part["state"] == "supplementing"
    whole = await act(clerk, part, "supplied", materials=[FORM])
    assert whole["state"] == "registered"
    assert "accept" in names(whole)
    titles = [notice["title"] for notice in (await citizen.get("/api/v1/me/notices")).json()["items"]]
    assert titles == ["请补材料"]


async def test_a_second_supplement_says_why(clerk: Person) -> None:
    case = await register(clerk, without=(BOOK,))
    asked = await act(clerk, case, "supplement", materials=[{"name": BOOK, "reason": "没有带来"}])
    back = await act(clerk, asked, "supplied", materials=[BOOK])
    again = {"version": back["version"], "materials": [{"name": BOOK, "reason": "缺页"}]}
    url = f"/api/v1/staff/cases/{case['id']}/supplement"
    silent = await clerk.post(url, again)
    assert silent.status_code == 422
    assert silent.json()["details"]["fields"][0]["field"] == "note"
    assert (await clerk.post(url, again | {"note": "复核时发现缺第 3 页"})).status_code == 200


async def test_only_what_was_asked_for_is_supplied(clerk: Person) -> None:
    case = await register(clerk, without=(BOOK,))
    asked = await act(clerk, case, "supplement", materials=[{"name": BOOK, "reason": "没有带来"}])
    url = f"/api/v1/staff/cases/{case['id']}/supplied"
    for name in ("彩票", FORM):
        answer = await clerk.post(url, {"version": asked["version"], "materials": [name]})
        assert answer.status_code == 422


async def test_nothing_is_supplied_where_nothing_was_asked(clerk: Person) -> None:
    case = await register(clerk)
    answer = await clerk.post(f"/api/v1/staff/cases/{case['id']}/supplied", {"version": 1, "materials": [BOOK]})
    assert (answer.status_code, answer.json()["code"]) == (409, "wrong_state")


async def test_refusing_to_accept_gives_reason_and_remedy(citizen: Person, clerk: Person, clock: FixedClock) -> None:
    await show_card(citizen, clock.now())
    case = await act(clerk, await register(clerk), "refuse-acceptance", reason="户口不在本市。")
    assert case["state"] == "not_accepted"
    assert names(case) == []
    last = (await citizen.get(f"/api/v1/cases/{case['id']}")).json()["timeline"][-1]
    assert last["text"].startswith("户口不在本市。")
    assert "60 日" in last["text"]
    assert "6 个月" in last["text"]


async def test_two_clerks_at_once(clerk: Person) -> None:
    case = await register(clerk)
    url = f"/api/v1/staff/cases/{case['id']}"
    answers = await asyncio.gather(
        clerk.post(f"{url}/accept", {"version": 1}),
        clerk.post(f"{url}/refuse-acceptance", {"version": 1, "reason": "不属于本窗口。"}),
    )
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    events = (await clerk.get(url)).json()["events"]
    assert len(events) == 2


async def test_events_are_never_changed(clerk: Person) -> None:
    await register(clerk)
    with pytest.raises(Exception, match="never changed"):
        await fetch("UPDATE case_event SET title = 'x'")
    with pytest.raises(Exception, match="never changed"):
        await fetch("DELETE FROM case_event")
