"""The public look-up: nothing can be guessed, not even which numbers exist."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import httpx

from backend.common.clock import FixedClock
from backend.database import fetch
from tests.cases.desk import act, register
from tests.support.people import Person

LOOKUPS = "/api/v1/progress-lookups"


async def look(person: Person, number: str, code: str) -> httpx.Response:
    return await person.post(LOOKUPS, {"number": number, "query_code": code})


def without_request(answer: httpx.Response) -> tuple[int, dict[str, object]]:
    return answer.status_code, {key: value for key, value in answer.json().items() if key != "request_id"}


async def test_both_numbers_show_the_progress(anonymous: Person, clerk: Person) -> None:
    case = await register(clerk)
    await act(clerk, case, "accept")
    typed = f"{case['number'][:6]} {case['number'][6:].lower()}"
    answer = await look(anonymous, typed, case["query_code"].lower())
    assert answer.status_code == 200
    found = answer.json()
    assert found["state"] == "accepted"
    assert not {"id", "version", "applicant_masked", "actions", "query_code", "applicant"} & set(found)
    assert "王" not in answer.text


async def test_every_miss_is_the_same(anonymous: Person, clerk: Person) -> None:
    case = await register(clerk)
    other = case["number"][:-2] + "ZZ"
    misses = [
        await look(anonymous, case["number"], "000000"),
        await look(anonymous, other, case["query_code"]),
        await look(anonymous, "随便", "什么"),
        await look(anonymous, case["number"], "!"),
    ]
    assert len({str(without_request(miss)) for miss in misses}) == 1
    assert without_request(misses[0])[0] == 404
    assert misses[0].json()["code"] == "case_not_found"


async def test_ten_wrong_codes_close_a_number_for_the_day(anonymous: Person, clerk: Person, clock: FixedClock) -> None:
    case = await register(clerk)
    await asyncio.gather(*(look(anonymous, case["number"], f"00000{digit}") for digit in range(10)))
    right = await look(anonymous, case["number"], case["query_code"])
    assert without_request(right) == without_request(await look(anonymous, case["number"], "000000"))
    clock.advance(timedelta(days=1))
    assert (await look(anonymous, case["number"], case["query_code"])).status_code == 200


async def test_right_codes_do_not_count(anonymous: Person, clerk: Person) -> None:
    case = await register(clerk)
    answers = [await look(anonymous, case["number"], case["query_code"]) for _ in range(12)]
    assert {answer.status_code for answer in answers} == {200}


async def test_a_source_that_guesses_is_stopped(anonymous: Person, clerk: Person) -> None:
    case = await register(clerk)
    await look(anonymous, "随便", "什么")
    await fetch("UPDATE case_lookup_count SET failures = 100 WHERE kind = 'source'")
    answer = await look(anonymous, case["number"], case["query_code"])
    assert answer.status_code == 429
    assert answer.json()["details"]["retry_after"] > 0


async def test_counts_name_nobody(anonymous: Person, clerk: Person) -> None:
    await look(anonymous, "990100", "000000")
    rows = await fetch("SELECT subject FROM case_lookup_count")
    assert rows
    assert all(len(row["subject"]) == 64 for row in rows)
