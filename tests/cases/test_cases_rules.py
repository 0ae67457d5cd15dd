"""Rules of the cases as tables."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest

from backend.cases import rules, wording
from backend.cases.states import CASE, DECIDED, OPEN, CaseState
from backend.common.errors import InvalidInput


@dataclass
class Line:
    name: str
    necessity: str = "必要"
    received: bool = False
    any_of: str | None = None
    condition: str | None = None


@dataclass
class Step:
    position: int
    who: str
    stage: str = ""
    name: str = "一步"


def steps(*given: tuple[str, str]) -> list[Step]:
    return [Step(position, who, stage) for position, (who, stage) in enumerate(given)]


IDENTITY_CARD = steps(("申请人", ""), ("窗口", "接件"), ("部门", "审查"), ("部门", "制证"), ("申请人", "发证"))
PERMIT = steps(
    ("申请人", ""), ("窗口", "接件"), ("部门", "审查"), ("部门", "签批"), ("部门", "制证"), ("申请人", "发证")
)
AT_ONCE = steps(("申请人", ""), ("窗口", "接件"), ("窗口", "审查"), ("申请人", "发证"))
NOTHING_AFTER = steps(("申请人", ""), ("窗口", "接件"))
UNNAMED = steps(("窗口", ""), ("部门", ""))


@pytest.mark.parametrize(
    ("lines", "missing"),
    [
        ([Line("甲")], ["甲"]),
        ([Line("甲", received=True)], []),
        ([Line("甲", "非必要"), Line("乙", "容缺")], []),
        ([Line("甲", condition="代办时")], []),
        ([Line("甲", any_of="证"), Line("乙", any_of="证", received=True)], []),
        ([Line("甲", any_of="证"), Line("乙", any_of="证")], ["甲", "乙"]),
    ],
)
def test_what_is_missing(lines: list[Line], missing: list[str]) -> None:
    assert rules.missing(lines) == missing


@pytest.mark.parametrize(
    ("named", "untold"),
    [(["甲"], ["乙", "丙"]), (["甲", "乙"], []), (["甲", "丙"], []), (["甲", "乙", "丙", "丁"], [])],
)
def test_a_supplement_names_everything(named: list[str], untold: list[str]) -> None:
    lines = [Line("甲"), Line("乙", any_of="证"), Line("丙", any_of="证"), Line("丁", "非必要")]
    assert rules.untold(lines, named) == untold


@pytest.mark.parametrize(
    ("given", "first", "accepted", "deciding"),
    [
        (IDENTITY_CARD, 1, 2, 2),
        (PERMIT, 1, 2, 3),
        (AT_ONCE, 1, 2, 2),
        (NOTHING_AFTER, 1, None, None),
        (UNNAMED, 0, 0, 1),
        ([], None, None, None),
    ],
)
def test_steps_of_the_centre(given: list[Step], first: int | None, accepted: int | None, deciding: int | None) -> None:
    assert rules.first_step(given) == first
    assert rules.step_after_acceptance(given) == accepted
    assert rules.deciding_step(given) == deciding


@pytest.mark.parametrize(
    ("given", "position", "advance", "decide", "after"),
    [
        (PERMIT, 2, True, False, 3),
        (PERMIT, 3, False, True, 4),
        (PERMIT, 4, True, True, 5),
        (PERMIT, 5, False, True, None),
        (NOTHING_AFTER, None, False, True, None),
    ],
)
def test_walking_the_steps(
    given: list[Step], position: int | None, advance: bool, decide: bool, after: int | None
) -> None:
    assert rules.can_advance(given, position) is advance
    assert rules.can_decide(given, position) is decide
    assert rules.step_after(given, position if position is not None else 99) == after


NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("hours", "left", "light"),
    [(48, 2, "ok"), (24, 1, "soon"), (1, 0, "soon"), (-1, 0, "late"), (-48, -2, "late")],
)
def test_lights(hours: int, left: int, light: str) -> None:
    assert rules.light(NOW, NOW + timedelta(hours=hours), left) == light


def test_no_light_where_nothing_runs() -> None:
    assert rules.light(NOW, None, None) is None
    assert rules.light(NOW, NOW, None) is None


@pytest.mark.parametrize(
    ("kind", "given", "number"),
    [
        ("居民身份证", "110101 19900307 0011", "110101199003070011"),
        ("护照", "e 1234567", "E1234567"),
        ("统一社会信用代码", "91350100m000100y43", "91350100M000100Y43"),
    ],
)
def test_identity_numbers_are_read(kind: str, given: str, number: str) -> None:
    assert rules.checked_id_number(kind, given, date(2026, 11, 23)) == number


@pytest.mark.parametrize(("kind", "given"), [("居民身份证", "110101199003070012"), ("统一社会信用代码", "91350100")])
def test_wrong_identity_numbers(kind: str, given: str) -> None:
    with pytest.raises(InvalidInput) as problem:
        rules.checked_id_number(kind, given, date(2026, 11, 23))
    assert problem.value.field == "applicant.id_number"


@pytest.mark.parametrize(
    ("one", "other", "same"), [("E1234-5678", "e12345678", True), ("12 34", "1234", True), ("1234", "1235", False)]
)
def test_certificate_numbers(one: str, other: str, same: bool) -> None:
    assert rules.same_certificate(one, other) is same


@pytest.mark.parametrize("state", list(CaseState))
def test_every_state_says_what_comes_next(state: CaseState) -> None:
    text = wording.next_text(state, deliverable=True, chosen=None)
    assert text.endswith("。")
    assert all(len(sentence) <= 25 for sentence in text.split("。"))


def test_every_state_is_open_or_decided() -> None:
    assert set(OPEN) | set(DECIDED) == set(CaseState)
    assert {state for state in CaseState if CASE.is_final(state)} == {CaseState.NOT_ACCEPTED, CaseState.CLOSED}


def test_promise_in_words() -> None:
    assert wording.promised_text(datetime(2026, 12, 14, 9, 0, tzinfo=UTC)) == "最迟 12月14日(周一) 办完"
    assert wording.promise_sentence(None) == "办理时间请问窗口。"
