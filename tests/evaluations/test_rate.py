"""A citizen is asked once and rates once, or never."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from backend.common.clock import FixedClock
from backend.evaluations.service import asking
from backend.evaluations.states import Matter
from tests.consultations.talking import answered, ask_person
from tests.evaluations.rated import API, BAD, RunJobs, give, names, ok, pending, refused, visited
from tests.support.people import Person
from tests.support.product import Product


async def _asked(citizen: Person) -> list[str]:
    notices = (await ok(await citizen.get(f"{API}/me/notices")))["items"]
    return [notice["text"] for notice in notices if notice["title"] == "请您评价"]


async def test_a_visit_is_asked_about_once(
    citizen: Person, clerk: Person, run_jobs: RunJobs, clock: FixedClock
) -> None:
    row = await visited(citizen, clerk, run_jobs)
    assert (row["kind_label"], row["given"], names(row)) == ("窗口办事", None, ["rate"])
    assert len(await _asked(citizen)) == 1
    detail = await ok(await citizen.get(f"{API}/ratings/{row['id']}"))
    assert [choice["label"] for choice in detail["choices"]] == ["非常满意", "满意", "基本满意", "不满意", "非常不满意"]
    assert "等太久" in [tag["label"] for tag in detail["choices"][4]["tags"]]
    rated = await ok(await give(citizen, row, grade=5, tags=["kind", "fast"], words="  快  "))
    assert rated["given"]["tags"] == ["办得快", "态度好"]
    assert (rated["given"]["words"], rated["actions"], rated["rectification"]) == ("快", [], None)
    assert await pending(citizen) == []
    assert len(await pending(citizen, "done")) == 1


async def test_the_job_may_run_again(app: Product, citizen: Person, clerk: Person, run_jobs: RunJobs) -> None:
    row = await visited(citizen, clerk, run_jobs)
    from backend.evaluations.models import Rating

    matter = (await Rating.get(id=row["id"])).matter_id
    await asking.ask(Matter.TICKET, matter, 30, app.clock.now())
    assert [one["id"] for one in await pending(citizen)] == [row["id"]]
    assert len(await _asked(citizen)) == 1


async def test_a_case_and_a_question_are_matters_too(
    citizen: Person, clerk: Person, head: Person, run_jobs: RunJobs
) -> None:
    _, question = await ask_person(citizen)
    await answered(clerk, question)
    await run_jobs()
    [row] = await pending(citizen)
    assert (row["kind"], row["number"]) == ("consultation", question["number"])
    assert await _asked(citizen) == [], "the reply itself was told; the rating is asked for when it is settled"
    await ok(await citizen.post(f"{API}/consultations/{question['id']}/solved", {}))
    await run_jobs()
    assert len(await _asked(citizen)) == 1


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"grade": 0}, "grade"),
    ({"grade": 6}, "grade"),
    ({"grade": None}, "grade"),
    ({"grade": "满意"}, "grade"),
    ({"tags": ["kind"]}, "tags"),
    ({"tags": ["nonsense"]}, "tags"),
    ({"tags": ["slow"] * 7}, "tags"),
    ({"words": "长" * 501}, "words"),
    ({"words": "\u0000"}, "words"),
    ({"citizen_id": "x"}, "citizen_id"),
]


async def test_bad_input_changes_nothing(citizen: Person, clerk: Person, run_jobs: RunJobs) -> None:
    row = await visited(citizen, clerk, run_jobs)
    for change, field in WRONG:
        answer = await give(citizen, row, **(BAD | change))
        assert answer.status_code == 422, answer.text
        assert f'"{field}' in answer.text
    assert [one["given"] for one in await pending(citizen)] == [None]


async def test_one_rating_per_matter_and_nobody_elses(
    citizen: Person, stranger: Person, clerk: Person, run_jobs: RunJobs
) -> None:
    row = await visited(citizen, clerk, run_jobs)
    refused(await give(stranger, row, grade=5), 404, "not_found")
    refused(await stranger.get(f"{API}/ratings/{row['id']}"), 404, "not_found")
    await ok(await give(citizen, row, grade=4))
    refused(await give(citizen, row, grade=1), 409, "already_rated")
    refused(await citizen.post(f"{API}/ratings/{row['id']}/follow", {"grade": 5}), 409, "not_rectified_yet")


async def test_the_window_for_rating_closes(
    app: Product, citizen: Person, clerk: Person, run_jobs: RunJobs, clock: FixedClock
) -> None:
    row = await visited(citizen, clerk, run_jobs)
    clock.advance(timedelta(days=30, minutes=1))
    again = await app.citizen()
    assert await pending(again) == []
    refused(await give(again, row, grade=5), 409, "rating_closed")
    assert (await ok(await again.get(f"{API}/ratings/{row['id']}")))["actions"] == []
