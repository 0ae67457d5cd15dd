"""A rating tapped ten times at once; two people at one rectification; a sweep against the contact."""

from __future__ import annotations

import asyncio
from collections import Counter

import httpx

from backend.evaluations.models import Rating, RatingEvent, Rectification
from tests.evaluations.rated import API, RunJobs, give, rated, visited
from tests.support.people import Person


def _codes(answers: list[httpx.Response]) -> Counter[int]:
    return Counter(answer.status_code for answer in answers)


async def test_one_of_ten_taps_counts(citizen: Person, clerk: Person, run_jobs: RunJobs) -> None:
    row = await visited(citizen, clerk, run_jobs)
    answers = await asyncio.gather(*(give(citizen, row, grade=1 + tap % 5) for tap in range(10)))
    assert _codes(list(answers)) == {200: 1, 409: 9}
    assert await RatingEvent.filter(verb="rate").count() == 1
    rating = await Rating.get(id=row["id"])
    assert await Rectification.filter(rating_id=row["id"]).count() == int(rating.grade in (1, 2))


async def test_two_people_at_one_rectification(
    citizen: Person, clerk: Person, head: Person, supervisor: Person, run_jobs: RunJobs
) -> None:
    row = await rated(citizen, clerk, run_jobs)
    path = f"{API}/staff/ratings/{row['id']}"
    talk = {"version": 1, "channel": "message", "reached": True, "words": "对不起"}
    answers = await asyncio.gather(*(head.post(f"{path}/contact", talk) for _ in range(6)))
    assert _codes(list(answers)) == {200: 1, 409: 5}
    appeals = await asyncio.gather(*(head.post(f"{path}/appeal", {"words": "评错了"}) for _ in range(4)))
    assert [answer.status_code for answer in appeals].count(200) == 1
    uphold = supervisor.post(f"{path}/decide-appeal", {"upheld": True, "words": "属实"})
    reject = supervisor.post(f"{path}/decide-appeal", {"upheld": False, "words": "不实"})
    decided = await asyncio.gather(uphold, reject)
    assert [answer.status_code for answer in decided].count(200) == 1
    rating, task = await Rating.get(id=row["id"]), await Rectification.get(rating_id=row["id"])
    assert rating.counted is (task.state != "withdrawn")
