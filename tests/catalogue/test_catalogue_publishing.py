"""Publishing: versions, what stays, what nodes hear."""

from __future__ import annotations

import asyncio

import pytest

from backend.catalogue import live, queries, service
from backend.catalogue.publishing import Known, content_of, plan
from backend.common.errors import NotFound
from backend.database import fetch
from faq.loader import book_from_data, load_book
from faq.schema import Book
from tests.support.people import Person
from tests.support.product import MONDAY_NINE, Product

BOOK = load_book()
FIRST, SECOND = BOOK.guides[0], BOOK.guides[1]


def changed(book: Book, *, result: str | None = None, without: str | None = None) -> Book:
    """A book in which the first guide has another result, or one guide is gone."""
    data = book.model_dump(mode="json", by_alias=True, exclude={"version"})
    if result:
        data["guides"][0]["result"] = result
    data["guides"] = [guide for guide in data["guides"] if guide["code"] != without]
    return book_from_data(data)


def test_a_first_plan_adds_everything_at_version_one() -> None:
    steps = plan(BOOK, {})
    assert len(steps.added) == len(BOOK.guides)
    assert set(steps.versions.values()) == {1}
    assert steps.written == steps.added


def test_a_plan_counts_up_only_what_changed() -> None:
    known = {guide.code: Known(3, True, content_of(guide)) for guide in BOOK.guides}
    steps = plan(changed(BOOK, result="新结果", without=SECOND.code), known)
    assert steps.changed == (FIRST.code,)
    assert steps.withdrawn == (SECOND.code,)
    assert steps.versions[FIRST.code] == 4
    assert SECOND.code not in steps.versions


def test_a_guide_that_comes_back_unchanged_keeps_its_version() -> None:
    known = {FIRST.code: Known(2, False, content_of(FIRST))}
    steps = plan(BOOK, known)
    assert FIRST.code in steps.added
    assert steps.revived == (FIRST.code,)
    assert FIRST.code not in steps.written
    assert steps.versions[FIRST.code] == 2


async def test_the_same_book_again_changes_nothing(app: Product) -> None:
    report = await service.publish(BOOK, MONDAY_NINE, actor="system")
    assert (report.added, report.changed, report.withdrawn, report.number) == ((), (), (), 1)
    assert len(report.unchanged) == len(BOOK.guides)
    assert await fetch("SELECT count(*) AS n FROM catalogue_version") == [{"n": 1}]


async def test_a_change_is_a_new_version_and_the_old_one_stays(app: Product) -> None:
    report = await service.publish(changed(BOOK, result="新结果"), MONDAY_NINE, actor="system")
    assert (report.changed, report.number) == ((FIRST.code,), 2)
    assert (await queries.guide_version(FIRST.code, 1)).result == FIRST.result
    assert (await queries.guide_version(FIRST.code, 2)).result == "新结果"
    with pytest.raises(NotFound):
        await queries.guide_version(FIRST.code, 3)


async def test_only_one_version_is_in_force(app: Product) -> None:
    await service.publish(changed(BOOK, result="新结果"), MONDAY_NINE, actor="system")
    await service.publish(changed(BOOK, without=SECOND.code), MONDAY_NINE, actor="system")
    rows = await fetch("SELECT code, count(*) AS n FROM guide_version WHERE effective GROUP BY code")
    assert {row["n"] for row in rows} == {1}
    assert SECOND.code not in {row["code"] for row in rows}


async def test_two_publishers_at_once_get_versions_in_a_row(app: Product) -> None:
    books = [changed(BOOK, result=f"结果{number}") for number in range(4)]
    reports = await asyncio.gather(*(service.publish(book, MONDAY_NINE, actor="system") for book in books))
    assert sorted(report.number for report in reports) == [2, 3, 4, 5]
    versions = await fetch("SELECT version FROM guide_version WHERE code = $1 ORDER BY version", [FIRST.code])
    assert [row["version"] for row in versions] == [1, 2, 3, 4, 5]


async def test_a_publication_is_on_record(app: Product) -> None:
    await service.publish(changed(BOOK, result="新结果"), MONDAY_NINE, actor="staff:1")
    lines = await fetch(
        "SELECT actor, subject FROM audit_line WHERE act = 'catalogue.publish' ORDER BY id DESC LIMIT 1"
    )
    assert lines == [{"actor": "staff:1", "subject": "catalogue:2"}]


async def test_every_node_serves_a_publication_at_once(app: Product, anonymous: Person) -> None:
    before = (await anonymous.get(f"/api/v1/guides/{FIRST.code}")).json()
    await service.publish(changed(BOOK, result="新结果"), MONDAY_NINE, actor="system")
    after = await _until_version(anonymous, 2)
    assert (before["version"], before["result"]) == (1, FIRST.result)
    assert after["result"] == "新结果"


async def test_one_content_is_built_once_per_process(app: Product) -> None:
    first = live.current()
    assert await live.load() is first


async def test_nothing_published_is_said_so(app: Product) -> None:
    kept = live.current()
    assert await live.load(centre_id=99) is None
    with pytest.raises(live.NotPublished):
        live.current()
    assert await live.load() is kept


def test_other_messages_wake_nobody() -> None:
    live.on_message({"to": "staff", "kind": "case", "id": None})
    live.on_message({"to": "nodes", "kind": "catalogue", "id": None})


async def _until_version(person: Person, version: int) -> dict[str, object]:
    for _ in range(100):
        guide: dict[str, object] = (await person.get(f"/api/v1/guides/{FIRST.code}")).json()
        if guide["version"] == version:
            return guide
        await asyncio.sleep(0.05)
    raise AssertionError("the publication was not taken over")
