"""The published month: counted from rows, few ratings shown as such, nobody named."""

from __future__ import annotations

import io

import openpyxl

from backend.evaluations.models import Rating, Rectification
from backend.evaluations.states import Rectifying
from tests.evaluations.october import IN_OCTOBER, given
from tests.evaluations.rated import API, ok, refused
from tests.support.people import Person
from tests.support.product import Product


async def _given(citizen: Person, *grades: int, **facts: str) -> list[Rating]:
    return await given((await ok(await citizen.get(f"{API}/me")))["id"], *grades, **facts)


async def test_nothing_rated_yet(anonymous: Person) -> None:
    empty = await ok(await anonymous.get(f"{API}/ratings/results"))
    assert (empty["month"], empty["months"], empty["total"]) == (None, [], 0)


async def test_a_month_in_figures(
    app: Product, citizen: Person, anonymous: Person, coordinator: Person, supervisor: Person, clerk: Person
) -> None:
    rows = await _given(citizen, 5, 5, 4, 3, 2)
    await _given(citizen, 5, 1, department="BDC")
    await Rating.filter(id=rows[0].id).update(counted=False)
    task = {"contact_due_at": IN_OCTOBER, "rectify_due_at": IN_OCTOBER, "department": "GA-HZ"}
    await Rectification.create(
        created_at=IN_OCTOBER,
        rating_id=rows[4].id,
        state=Rectifying.RECTIFIED,
        contacted_at=IN_OCTOBER,
        measure="x",
        result="x",
        rectified_at=IN_OCTOBER,
        **task,
    )
    month = await ok(await anonymous.get(f"{API}/ratings/results"))
    assert (month["month"], month["total"], month["few"], month["share"]) == ("2026-10", 6, False, 66.7)
    assert [row["count"] for row in month["grades"]] == [2, 1, 1, 1, 1]
    assert [(row["department"]["code"], row["total"], row["share"]) for row in month["departments"]] == [
        ("GA-HZ", 4, None),
        ("BDC", 2, None),
    ]
    assert (month["tasks"], month["rectified"], month["rectified_share"]) == (1, 1, 100.0)
    refused(await anonymous.get(f"{API}/ratings/results", month="2026-11"), 404, "not_found")
    assert (await anonymous.get(f"{API}/ratings/results", month="2026-13")).status_code == 422

    answer = await supervisor.get(f"{API}/staff/ratings/report.xlsx", month="2026-10")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content))["好差评"]
    assert [cell.value for cell in sheet[2]][1:8] == [4, 1, 1, 1, 1, 0, 75]
    refused(await clerk.get(f"{API}/staff/ratings/report.xlsx", month="2026-10"), 403, "forbidden")


async def test_few_ratings_are_shown_as_few(citizen: Person, anonymous: Person) -> None:
    await _given(citizen, 5, 1)
    month = await ok(await anonymous.get(f"{API}/ratings/results", month="2026-10"))
    assert (month["total"], month["few"], month["share"]) == (2, True, None)


async def test_a_quoted_opinion_names_nobody(
    citizen: Person, anonymous: Person, coordinator: Person, supervisor: Person
) -> None:
    said = "我叫王小明,赵敏态度好,李科长也来帮忙。电话13800000001,身份证110101199003070011"
    [row] = await _given(citizen, 5, words=said)
    path = f"{API}/staff/ratings/{row.id}/publish"
    refused(await supervisor.post(path, {"version": 1, "published": True}), 403, "forbidden")
    shown = await ok(await coordinator.post(path, {"version": 1, "published": True}))
    refused(await coordinator.post(path, {"version": 1, "published": False}), 409, "stale")
    month = await ok(await anonymous.get(f"{API}/ratings/results"))
    assert month["opinions"] == ["我叫王*,赵*态度好,李*科长也来帮忙。电话138****0001,身份证11**************11"]
    await ok(await coordinator.post(path, {"version": shown["version"], "published": False}))
    assert (await ok(await anonymous.get(f"{API}/ratings/results")))["opinions"] == []
