"""What anybody can read of the catalogue, through HTTP."""

from __future__ import annotations

from datetime import timedelta

import pytest

from backend.common.clock import FixedClock
from faq.loader import load_book
from tests.support.people import Person

BOOK = load_book()


async def test_the_centre(anonymous: Person, clock: FixedClock) -> None:
    centre = (await anonymous.get("/api/v1/centre")).json()
    assert centre["name"] == BOOK.centre.name
    assert centre["open"] == {"open": True, "text": "正在办公,12:00 午休"}
    assert centre["release_text"] == "每天 8:00 放新号"
    assert (centre["today"], centre["now"]) == ("2026-11-23", "2026-11-23T09:00:00+08:00")
    assert centre["content_version"] == BOOK.version
    clock.advance(timedelta(hours=9))
    assert (await anonymous.get("/api/v1/centre")).json()["open"]["open"] is False


async def test_departments_with_their_guides(anonymous: Person) -> None:
    rows = (await anonymous.get("/api/v1/departments")).json()["items"]
    assert [row["code"] for row in rows] == [department.code for department in BOOK.departments]
    assert sum(row["guide_count"] for row in rows) == len(BOOK.guides)


async def test_every_guide_can_be_read(anonymous: Person) -> None:
    for guide in BOOK.guides:
        answer = await anonymous.get(f"/api/v1/guides/{guide.code}")
        assert answer.status_code == 200, guide.code
        assert answer.json()["place"]["text"]


async def test_a_guide_says_what_is_not_verified(anonymous: Person) -> None:
    guide = (await anonymous.get("/api/v1/guides/HZ03")).json()
    known = BOOK.guide("HZ03")
    assert known is not None
    for group in ("conditions", "materials", "steps", "fee", "basis", "online", "promised", "statutory"):
        assert (guide[group]["note"] is None) == getattr(known, group).verified
    assert [one["name"] for one in guide["materials"]["items"]] == [one.name for one in known.materials.items]
    assert all(isinstance(step["days"], float) for step in guide["steps"]["items"])
    assert guide["version"] == 1


async def test_an_unknown_guide_is_not_found(anonymous: Person) -> None:
    assert (await anonymous.get("/api/v1/guides/XX99")).status_code == 404


async def test_all_guides_page_by_page(anonymous: Person) -> None:
    seen: list[str] = []
    cursor: str | None = None
    while True:
        page = (await anonymous.get("/api/v1/guides", cursor=cursor, limit=50)).json()
        seen += [item["code"] for item in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert sorted(seen) == sorted(guide.code for guide in BOOK.guides)


async def test_guides_by_audience_and_department(anonymous: Person) -> None:
    page = (await anonymous.get("/api/v1/guides", audience="法人", department="MZ", limit=100)).json()
    expected = {guide.code for guide in BOOK.guides if guide.department == "MZ" and "法人" in guide.subjects}
    assert {item["code"] for item in page["items"]} == expected


async def test_a_bad_query_names_its_field(anonymous: Person) -> None:
    for name, value in (("cursor", "x"), ("limit", 101), ("audience", "神仙"), ("colour", "red")):
        answer = await anonymous.get("/api/v1/guides", **{name: value})
        assert answer.status_code == 422
        assert answer.json()["details"]["fields"][0]["field"] == name


async def test_guides_by_words_and_by_code(anonymous: Person) -> None:
    words = (await anonymous.get("/api/v1/guides", q="身份证丢了")).json()["items"]
    code = (await anonymous.get("/api/v1/guides", q="hz03")).json()["items"]
    assert words[0]["code"] == code[0]["code"] == "HZ03"


async def test_popular_guides_are_of_different_departments(anonymous: Person) -> None:
    items = (await anonymous.get("/api/v1/guides/popular")).json()["items"]
    assert len({item["department_code"] for item in items}) == len(items) == 8


async def test_search_finds_guides_departments_and_services(anonymous: Person) -> None:
    found = (await anonymous.get("/api/v1/search", q="护照")).json()
    assert {"CRJ01", "CRJ02"} <= {guide["code"] for guide in found["guides"]}
    assert found["guides"][0]["matched"]
    assert found["departments"] == [{"code": "GA-CRJ", "name": "公安局(出入境)", "matched": []}]
    booking = (await anonymous.get("/api/v1/search", q="取消预约")).json()
    assert booking["services"][0]["code"] == "SVC-BOOK"


async def test_search_for_nothing_finds_nothing(anonymous: Person) -> None:
    for words in ("", "   ", "asdfghjk", "%_'\";--", "🙂"):
        answer = await anonymous.get("/api/v1/search", q=words)
        assert (answer.status_code, answer.json()["guides"]) == (200, []), words


async def test_search_marks_what_matched_in_every_group(anonymous: Person) -> None:
    found = (await anonymous.get("/api/v1/search", q="预约")).json()
    for group in ("guides", "services", "questions"):
        for one in found[group]:
            text = one["text"] if group == "questions" else one["name"]
            assert all(text[start:end] in "预约" for start, end in one["matched"])
    assert found["questions"][0]["matched"]
    assert (await anonymous.get("/api/v1/search", q="公安")).json()["departments"][0]["matched"] == [[0, 2]]


@pytest.mark.parametrize(("typed", "code"), [("身分证丢了", "HZ03"), ("公积今提取", "GJJ01"), ("户口薄丢了", "HZ11")])
async def test_search_forgives_a_wrong_character(anonymous: Person, typed: str, code: str) -> None:
    found = (await anonymous.get("/api/v1/search", q=typed)).json()
    assert code in [guide["code"] for guide in found["guides"][:3]]


async def test_suggestions_by_initials(anonymous: Person) -> None:
    first = (await anonymous.get("/api/v1/search/suggest", q="sfz")).json()["items"][0]
    assert (first["kind"], first["text"][:3], first["matched"]) == ("guide", "身份证", [[0, 3]])
    assert "身份证" in first["name"]


async def test_suggestions_of_every_kind(anonymous: Person) -> None:
    words = (await anonymous.get("/api/v1/search/suggest", q="公安")).json()["items"]
    line = {"text": "公安局(户政)", "kind": "department", "code": "GA-HZ", "name": "公安局(户政)"}
    assert line | {"link": None, "matched": [[0, 2]]} in words
    found = (await anonymous.get("/api/v1/search/suggest", q="预约")).json()["items"]
    assert {"question", "service", "guide"} <= {item["kind"] for item in found}
    assert next(item for item in found if item["kind"] == "service")["link"].startswith("/pages/")
    for item in found:
        assert [item["text"][start:end] for start, end in item["matched"]] == ["预约"], item
    assert len(found) <= 10
    assert len({item["text"] for item in found}) == len(found)


async def test_nothing_is_suggested_for_nothing(anonymous: Person) -> None:
    for words in ("", "  ", "🙂", "%"):
        assert (await anonymous.get("/api/v1/search/suggest", q=words)).json()["items"] == []
