"""The weeks of 春节 and 国庆 and every 调休 weekend of 2026: which days have slots, and why the others have none."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from backend.appointments import rules, wording
from backend.appointments.plans.rules import Closed, KnownSlot, Leave, OtherRows, PoolPlan, compare, problem_of
from backend.appointments.rules import Template
from backend.common.clock import at_local
from backend.common.ids import new_id
from tests.common.calendars import at, year_2026

LONG_AGO = at("2025-12-01 00:00")
WEEK = tuple(Template(weekday, time(9), time(12), 30, 2, 1) for weekday in range(7))
PLAN = PoolPlan({date(2000, 1, 1): WEEK})
SLOTS_A_DAY = 6


def _open_days(first: str, last: str) -> str:
    """``+`` for each day with slots, ``-`` for the others."""
    day, end = date.fromisoformat(first), date.fromisoformat(last)
    calendar = year_2026()
    marks = ""
    while day <= end:
        slots = PLAN.slots_on(calendar.on(day), LONG_AGO)
        assert len(slots) in (0, SLOTS_A_DAY)
        closed = rules.closed_reason(calendar, day, end)
        assert (closed is None) == bool(slots), day
        marks += "+" if slots else "-"
        day += timedelta(days=1)
    return marks


@pytest.mark.parametrize(
    ("first", "last", "open_days"),
    [
        ("2026-01-01", "2026-01-04", "---+"),  # 元旦; Sunday 4 January is worked
        (
            "2026-02-09",
            "2026-03-01",
            "++++++-" + "-------" + "-++++" + "+-",
        ),  # 春节 15 to 23 February; 14 and 28 worked
        ("2026-04-03", "2026-04-07", "+---+"),  # 清明
        ("2026-05-01", "2026-05-10", "-----++++-"),  # 劳动节; Saturday 9 May is worked
        ("2026-06-18", "2026-06-22", "+---+"),  # 端午
        ("2026-09-19", "2026-09-28", "-+++++" + "---" + "+"),  # 中秋; Sunday 20 September is worked
        ("2026-09-28", "2026-10-11", "+++" + "-------" + "++" + "+-"),  # 国庆; Saturday 10 October is worked
    ],
)
def test_the_holidays_of_2026(first: str, last: str, open_days: str) -> None:
    assert _open_days(first, last) == open_days


def test_2027_before_its_announcement_books_nothing_and_says_why() -> None:
    calendar = year_2026()
    assert calendar.announced_until == date(2026, 12, 31)
    for day in (date(2027, 1, 1), date(2027, 1, 4), date(2027, 2, 8)):
        assert rules.closed_reason(calendar, day, date(2027, 3, 1)) == "放假安排未公布"
    assert wording.horizon_text(calendar.announced_until) == "2027年放假安排还没公布。最晚可约到12月31日。"


MONDAY = date(2026, 11, 23)
TEN = Template(0, time(10), time(11), 30, 1, 0)


def _starts(plan: PoolPlan, day: date = MONDAY) -> list[str]:
    return [wording.clock_text(slot.starts_at) for slot in plan.slots_on(year_2026().on(day), LONG_AGO)]


@pytest.mark.parametrize(
    ("plan", "starts"),
    [
        (PoolPlan({date(2000, 1, 1): WEEK, MONDAY: (TEN,)}), ["10:00", "10:30"]),
        (
            PoolPlan({date(2000, 1, 1): WEEK, date(2026, 11, 24): (TEN,)}),
            ["9:00", "9:30", "10:00", "10:30", "11:00", "11:30"],
        ),
        (PoolPlan({date(2000, 1, 1): WEEK}, closed=(Closed(MONDAY, "停电"),)), []),
        (
            PoolPlan({date(2000, 1, 1): WEEK}, closed=(Closed(MONDAY, "停电", time(9, 10), time(11)),)),
            ["11:00", "11:30"],
        ),
        (
            PoolPlan(
                {date(2000, 1, 1): WEEK},
                others=(OtherRows(MONDAY, "延时", (Template(0, time(18), time(19), 30, 1, 0),)),),
            ),
            ["18:00", "18:30"],
        ),
    ],
)
def test_what_holds_on_a_day(plan: PoolPlan, starts: list[str]) -> None:
    assert _starts(plan) == starts


@pytest.mark.parametrize(("away", "places"), [(0, (2, 1)), (1, (1, 1)), (2, (0, 1)), (3, (0, 0)), (9, (0, 0))])
def test_each_window_on_leave_takes_a_place(away: int, places: tuple[int, int]) -> None:
    leaves = tuple(Leave(f"W{n}", MONDAY, MONDAY, "培训") for n in range(away))
    slots = PoolPlan({date(2000, 1, 1): WEEK}, leaves=leaves).slots_on(year_2026().on(MONDAY), LONG_AGO)
    assert {(slot.cap_online, slot.cap_staff) for slot in slots} == {places}


def _known(hour: int, **changes: object) -> KnownSlot:
    start = at_local(MONDAY, time(hour))
    facts = {"cap_online": 2, "cap_staff": 1, "used_online": 0, "used_staff": 0, "is_open": True} | changes
    return KnownSlot(id=new_id(), day=MONDAY, starts_at=start, ends_at=start + timedelta(minutes=30), **facts)  # type: ignore[arg-type]


def test_what_is_taken_stays_as_it_is() -> None:
    hour = Template(0, time(9), time(12), 60, 1, 0)
    planned = PoolPlan({date(2000, 1, 1): (hour,)}).slots_on(year_2026().on(MONDAY), LONG_AGO)
    free, full, gone = _known(9), _known(10, used_online=2, used_staff=1), _known(14, used_online=1)
    found = compare([free, full, gone], planned)
    assert [slot.starts_at for slot in found.added] == [at_local(MONDAY, time(11))]
    assert [known for known, _ in found.changed] == [free], "the full one keeps its places, and so its end"
    assert [known for known, _ in found.over] == [full]
    assert found.removed == (gone,)
    assert not compare([_known(14, is_open=False)], [])


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ([Template(0, time(9), time(12), 30, 1, 1)], None),
        ([Template(0, time(12), time(9), 30, 1, 1)], "结束时间要晚于开始时间。"),
        ([Template(0, time(9), time(9, 20), 30, 1, 1)], "这段时间放不下一个时段。请改短时段。"),
        ([WEEK[0], Template(0, time(11), time(13), 30, 1, 1)], "两行时间重叠了。请分开。"),
    ],
)
def test_rows_that_cannot_be(rows: list[Template], problem: str | None) -> None:
    assert problem_of(rows) == problem
