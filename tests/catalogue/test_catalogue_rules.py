"""What is said about guides and hours, as tables of cases."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from backend.catalogue import rules
from backend.catalogue.places import place_of, window_text, windows_of
from backend.catalogue.searching import spans
from backend.common.clock import SHANGHAI
from backend.common.workcalendar import DayKind, DayRule, Session, WorkCalendar
from faq.loader import load_book
from faq.schema import Guide, LegalBasis, Material, Term

BOOK = load_book()
HOURS = (Session(time(9), time(12)), Session(time(13, 30), time(17)))
CALENDAR = WorkCalendar(
    {date(2026, 11, 24): DayRule(DayKind.HOLIDAY, name="测试节")}, HOURS, announced_until=date(2026, 12, 31), version=1
)


def guide(**changes: object) -> Guide:
    known = BOOK.guide("HZ03")
    assert known is not None
    return known.model_copy(update=changes)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("now", "is_open", "text"),
    [
        ("2026-11-23T09:00", True, "正在办公,12:00 午休"),
        ("2026-11-23T11:59", True, "正在办公,12:00 午休"),
        ("2026-11-23T12:00", False, "午休中,13:30 开门"),
        ("2026-11-23T13:30", True, "正在办公,17:00 下班"),
        ("2026-11-23T07:00", False, "还没开门,9:00 开门"),
        ("2026-11-25T17:00", False, "已下班,明天 9:00 开门"),
        ("2026-11-23T17:00", False, "已下班,11月25日(周三) 9:00 开门"),
        ("2026-11-24T10:00", False, "今天休息,明天 9:00 开门"),
        ("2026-11-28T10:00", False, "今天休息,11月30日(周一) 9:00 开门"),
    ],
)
def test_the_hall_says_what_comes_next(now: str, is_open: bool, text: str) -> None:
    assert rules.opening(CALENDAR, at(now)) == (is_open, text)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"visits": 1, "bookable": True, "deliverable": False}, "到场 1 次"),
        ({"visits": 0}, "不用到场"),
        ({"visits": 0}, "可网办"),
        ({"deliverable": True}, "可邮寄"),
        ({"bookable": True}, "可预约"),
        ({"promised": Term(source="demo", verified=True, days=0)}, "当场办结"),
        ({"promised": Term(source="demo", verified=True, days=3)}, "承诺 3 个工作日"),
        ({"promised": Term(source="demo", verified=True, days=60, unit="自然日")}, "承诺 60 天"),
        ({"promised": Term(source="demo", verified=True), "handling": "即办件"}, "当场办结"),
    ],
)
def test_a_badge_for_each_short_fact(changes: dict[str, object], expected: str) -> None:
    assert expected in rules.badges(guide(**changes))


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({"deliverable": False}, "可邮寄"),
        ({"bookable": False}, "可预约"),
        ({"promised": Term(source="demo", verified=True), "handling": "承诺件"}, "当场办结"),
    ],
)
def test_no_badge_for_what_is_not_so(changes: dict[str, object], missing: str) -> None:
    assert missing not in rules.badges(guide(**changes))


def test_online_only_in_some_cities_is_no_badge() -> None:
    online = guide().online.model_copy(update={"text": "试点城市可全程网办。本市是否试点,以窗口答复为准。"})
    assert not rules.is_online(guide(online=online))


@pytest.mark.parametrize(
    ("changes", "hint"),
    [
        ({"visits": 0}, "可以网上办,不用跑。"),
        ({"bookable": False}, "不用预约,到大厅取号即可。"),
        ({"bookable": True, "visits": 1}, None),
    ],
)
def test_hint_before_booking(changes: dict[str, object], hint: str | None) -> None:
    assert rules.book_hint(guide(**changes)) == hint


@pytest.mark.parametrize(
    ("term", "promised", "statutory"),
    [
        (Term(source="x", verified=True, days=5), "5 个工作日", "5 个工作日"),
        (Term(source="x", verified=True, days=0), "当场办结", "0 个工作日"),
        (Term(source="x", verified=True), "办理时间请问窗口", "法律没有规定期限"),
        (Term(source="x", verified=True, days=5, text="一周内"), "5 个工作日", "一周内"),
    ],
)
def test_terms_in_words(term: Term, promised: str, statutory: str) -> None:
    assert rules.promised_text(term) == promised
    assert rules.statutory_text(term) == statutory


@pytest.mark.parametrize(
    ("form", "copies", "text"),
    [
        ("原件", 0, "原件"),
        ("复印件", 2, "复印件 2 份"),
        ("现场填写", 0, "现场填写"),
        ("未核实", 0, "原件还是复印件,请问窗口"),
    ],
)
def test_forms_of_materials(form: str, copies: int, text: str) -> None:
    material = Material.model_validate({"name": "户口簿", "necessity": "必要", "form": form, "copies": copies})
    assert rules.form_text(material) == text


def test_a_law_with_its_number_and_article() -> None:
    law = LegalBasis(law="《护照法》", doc_no="主席令第50号", article="第5条")
    assert rules.law_text(law) == "《护照法》(主席令第50号)第5条"


def test_unverified_groups_carry_a_note() -> None:
    group = guide().conditions
    assert rules.note(group.model_copy(update={"verified": False})) == rules.NOTE
    assert rules.note(group.model_copy(update={"verified": True})) is None


def test_every_source_of_a_guide_has_a_text() -> None:
    for one in BOOK.guides:
        assert all(text and text != code for code, text in rules.sources(one, BOOK)), one.code


def test_hours_in_words() -> None:
    assert rules.hours_text(BOOK.centre) == "工作日 9:00–12:00,13:30–17:00"


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("居民身份证丢失补领", "身份证", [(2, 5)]),
        ("居民身份证丢失补领", "身份证丢了", [(2, 6)]),
        ("护照", "护", [(0, 1)]),
        ("护照", "社保", []),
        ("ETC 办理", "etc", [(0, 3)]),
        ("护照", "", []),
    ],
)
def test_what_is_highlighted(text: str, words: str, found: list[tuple[int, int]]) -> None:
    assert spans(text, words) == found


def test_a_place_names_every_window_of_the_floor() -> None:
    place = place_of(BOOK, windows_of(BOOK, guide(windows=("W05", "W06", "W21"))))
    assert (place.floor, place.window_numbers, place.text) == ("一楼", (5, 6), "一楼 5、6 号窗口")


def test_a_guide_without_windows_goes_to_its_department_or_the_coordination() -> None:
    assert [window.code for window in windows_of(BOOK, guide(windows=()))] == ["W01", "W02"]
    assert [window.code for window in windows_of(BOOK, guide(windows=(), department="XX"))] == ["W15"]


def test_without_any_window_one_asks_at_the_desk() -> None:
    assert place_of(BOOK, ()).text == "一楼导办台"
    assert window_text("二楼", [21]) == "二楼 21 号窗口"
