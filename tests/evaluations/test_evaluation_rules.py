"""The pure parts as tables."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import pytest

from backend.common.clock import SHANGHAI, local
from backend.common.errors import InvalidInput
from backend.evaluations import rules, terms
from backend.evaluations.opinions import without_names
from backend.evaluations.phrases import PHRASES
from backend.evaluations.rules import Given, Official
from backend.evaluations.states import Appealing, Complaining, Grade, Rectifying, Target
from tests.common.calendars import year_2026

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=SHANGHAI)
CALENDAR = year_2026()
R = Rectifying


def _given(grade: int | None = 1, task: Rectifying | None = R.WAITING, **changes: object) -> Given:
    facts: dict[str, object] = {
        "open_until": NOW + timedelta(days=1),
        "counted": True,
        "followed": False,
        "published": False,
        "has_words": True,
        "appealing": None,
    }
    return Given(grade=grade, rectifying=task, **(facts | changes))  # type: ignore[arg-type]


def _official(**rights: object) -> Official:
    facts: dict[str, object] = {
        "id": UUID(int=1),
        "actor": "staff:1",
        "called": "周建平(0100)",
        "departments": frozenset({"GA-HZ"}),
        "windows": frozenset({"W01"}),
        "whole_department": False,
        "own": frozenset(),
        "may_call_back": False,
        "may_decide_appeals": False,
        "may_publish": False,
        "may_see_person": False,
        "may_handle_complaints": False,
        "may_handle_integrity": False,
        "may_read_complaints": False,
    }
    return Official(**(facts | rights))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("given", "verbs"),
    [
        (_given(None, None), ("rate",)),
        (_given(None, None, open_until=NOW), ("rate",)),
        (_given(None, None, open_until=NOW - timedelta(seconds=1)), ()),
        (_given(5, None), ()),
        (_given(1, R.WAITING), ()),
        (_given(1, R.RECTIFIED), ("follow",)),
        (_given(1, R.CLOSED), ("follow",)),
        (_given(1, R.CLOSED, followed=True), ()),
        (_given(1, R.WITHDRAWN), ()),
    ],
)
def test_what_a_citizen_may_do(given: Given, verbs: tuple[str, ...]) -> None:
    assert rules.citizens_verbs(given, NOW) == verbs


HEAD = _official(own=frozenset({"GA-HZ"}), whole_department=True)
COORDINATOR = _official(may_call_back=True, may_publish=True)
SUPERVISOR = _official(may_decide_appeals=True)


@pytest.mark.parametrize(
    ("who", "given", "verbs"),
    [
        (HEAD, _given(), ("contact", "miss", "appeal")),
        (HEAD, _given(task=R.CONTACTED), ("plan", "appeal")),
        (HEAD, _given(task=R.PLANNED, appealing=Appealing.REJECTED), ("plan", "rectify")),
        (HEAD, _given(task=R.RECTIFIED), ("appeal",)),
        (HEAD, _given(5, None), ()),
        (COORDINATOR, _given(), ("publish",)),
        (COORDINATOR, _given(task=R.RECTIFIED, published=True), ("call_back", "miss_call_back", "unpublish")),
        (COORDINATOR, _given(5, None, has_words=False), ()),
        (COORDINATOR, _given(counted=False, task=R.WITHDRAWN), ()),
        (SUPERVISOR, _given(appealing=Appealing.ASKED), ("uphold", "reject")),
        (SUPERVISOR, _given(appealing=Appealing.UPHELD), ()),
        (_official(), _given(), ()),
    ],
)
def test_what_staff_may_do(who: Official, given: Given, verbs: tuple[str, ...]) -> None:
    assert rules.officials_verbs(given, "GA-HZ", who) == verbs


@pytest.mark.parametrize(
    ("who", "window", "reads"),
    [
        (_official(), "W01", True),
        (_official(), "W02", False),
        (_official(), None, False),
        (HEAD, "W02", True),
        (HEAD, None, True),
        (_official(departments=frozenset({"BDC"}), whole_department=True), "W01", False),
        (_official(departments=None), "W09", True),
    ],
)
def test_who_reads_a_rating(who: Official, window: str | None, reads: bool) -> None:
    assert who.reads("GA-HZ", window) is reads


@pytest.mark.parametrize(
    ("state", "reopened", "verbs"),
    [
        (Complaining.RECEIVED, False, ()),
        (Complaining.HANDLING, False, ()),
        (Complaining.REPLIED, False, ("close", "reopen")),
        (Complaining.REPLIED, True, ("close",)),
        (Complaining.CLOSED, False, ("reopen",)),
        (Complaining.CLOSED, True, ()),
    ],
)
def test_what_a_complainant_may_do(state: Complaining, reopened: bool, verbs: tuple[str, ...]) -> None:
    assert rules.complainants_verbs(state, reopened=reopened) == verbs


def test_phrases_belong_to_grades() -> None:
    assert set(PHRASES) == set(Grade)
    assert rules.check_tags(Grade.BAD, ["rude", "slow", "rude"]) == ["slow", "rude"]
    with pytest.raises(InvalidInput):
        rules.check_tags(Grade.GOOD, ["rude"])


def test_terms_count_working_days_and_remind_before_the_end() -> None:
    term = terms.term(CALENDAR, Target.CONTACT, NOW, 1)
    assert (local(term.due_at).day, term.provisional) == (24, False)
    assert NOW < term.remind_at < term.due_at
    assert terms.light(CALENDAR, NOW, term.due_at) == "ok"
    assert terms.light(CALENDAR, term.due_at - timedelta(hours=2), term.due_at) == "soon"
    assert terms.light(CALENDAR, term.due_at + timedelta(seconds=1), term.due_at) == "late"


@pytest.mark.parametrize(
    ("said", "masked"),
    [
        ("很满意", "很满意"),
        ("找王小明办的,王小明很好", "找王*办的,王*很好"),
        ("李科长和张建国主任", "李*科长和张*主任"),
        ("我是欧阳娜娜,谢谢", "我是欧阳*,谢谢"),
        ("电话 138 0000 0001", "电话 138****0001"),
        ("身份证110101199003070011", "身份证11**************11"),
        ("我是来办身份证的", "我是来办身份证的"),
    ],
)
def test_opinions_name_nobody(said: str, masked: str) -> None:
    assert without_names(said, ["王小明"]) == masked


@pytest.mark.parametrize(("part", "whole", "share"), [(0, 0, None), (1, 3, 33.3), (3, 3, 100.0)])
def test_shares(part: int, whole: int, share: float | None) -> None:
    assert rules.share(part, whole) == share
