"""The content that ships: complete, without an error, and written as citizens need it."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from faq.checker import check, errors
from faq.pages import CITIZEN_PAGES
from faq.problems import Problem
from faq.schema import Book
from faq.wording import normal

PAGES = Path(__file__).parents[2] / "miniprogram-stub" / "src" / "pages.json"
FORMAL = ("请知悉", "予以", "之规定", "贵单位", "兹", "特此")


@pytest.fixture(scope="module")
def problems() -> list[Problem]:
    return check()


def test_there_is_no_error(problems: list[Problem]) -> None:
    assert [str(problem) for problem in errors(problems)] == []


def test_only_doubts_about_facts_are_left_as_warnings(problems: list[Problem]) -> None:
    assert {problem.code for problem in problems} == {"unverified", "low_confidence", "fee_without_basis"}


def test_everything_is_there(shipped: Book) -> None:
    assert len(shipped.guides) == 128
    assert len(shipped.services) == 9
    assert len(shipped.departments) == 29
    assert len(shipped.stubs) >= 40
    assert shipped.centre.demo


def test_confidence_is_told_honestly(shipped: Book) -> None:
    counts = Counter(guide.confidence for guide in shipped.guides)

    assert counts == {"high": 70, "medium": 51, "low": 6, "memory-only": 1}


def test_what_rests_on_nothing_is_not_called_verified(shipped: Book) -> None:
    for guide in shipped.guides:
        facts = (
            guide.conditions,
            guide.materials,
            guide.steps,
            guide.statutory,
            guide.promised,
            guide.fee,
            guide.basis,
        )
        assert not [fact for fact in facts if fact.verified and fact.source in ("demo", "unverified")], guide.code


def test_doubtful_items_say_so_to_the_citizen(shipped: Book) -> None:
    for guide in shipped.guides:
        if guide.confidence in ("low", "memory-only"):
            assert any("以窗口答复为准" in caution for caution in guide.cautions), guide.code


def test_every_department_with_items_has_a_window_that_takes_them(shipped: Book) -> None:
    served = {code for window in shipped.windows for code in window.departments}

    assert {guide.department for guide in shipped.guides} <= served


def test_window_numbers_are_called_only_once(shipped: Book) -> None:
    numbers = [window.number for window in shipped.windows]

    assert len(numbers) == len(set(numbers))


def test_every_item_has_at_least_seven_ways_of_asking(shipped: Book) -> None:
    few = {guide.code: len(guide.aliases) for guide in shipped.guides if len(guide.aliases) < 7}

    assert few == {}


def test_people_are_told_that_the_last_step_gives_them_something(shipped: Book) -> None:
    for guide in shipped.guides:
        assert any(step.result for step in guide.steps.items), guide.code


def test_the_voice_is_plain(shipped: Book) -> None:
    text = json.dumps(shipped.model_dump(mode="json"), ensure_ascii=False)

    assert [word for word in FORMAL if word in text] == []


def test_short_names_are_short_and_belong_to_one_item(shipped: Book) -> None:
    names = Counter(normal(guide.short_name) for guide in shipped.guides)

    assert [name for name, count in names.items() if count > 1] == []
    assert [guide.short_name for guide in shipped.guides if len(guide.short_name) > 12] == []


def test_pages_that_content_may_name_exist_in_the_citizen_app() -> None:
    app = {f"/{path}" for path in re.findall(r'"path":\s*"([^"]+)"', PAGES.read_text(encoding="utf-8"))}

    assert app >= CITIZEN_PAGES
