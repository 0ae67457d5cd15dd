"""Which slots a day has, how full it is, what may be changed when."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from backend.appointments import rules, wording
from backend.appointments.rules import Template
from backend.appointments.states import AppointmentState, Fullness
from backend.common.workcalendar import DayKind, DayRule, Session
from faq.loader import load_book
from tests.common.calendars import AFTERNOON, MORNING, at, year_2026

MONDAY = date(2026, 11, 23)
BOTH = [Template(0, time(9), time(12), 30, 2, 1), Template(0, time(13, 30), time(17), 30, 2, 1)]
LONG_AGO = at("2026-01-01 00:00")


@pytest.mark.parametrize(
    ("sessions", "now", "first", "last", "count"),
    [
        ((MORNING, AFTERNOON), "2026-11-22 12:00", "9:00", "16:30", 13),
        ((MORNING,), "2026-11-22 12:00", "9:00", "11:30", 6),
        ((Session(time(9), time(11, 15)),), "2026-11-22 12:00", "9:00", "10:30", 4),
        ((AFTERNOON,), "2026-11-22 12:00", "13:30", "16:30", 7),
        ((MORNING, AFTERNOON), "2026-11-23 09:00", "9:30", "16:30", 12),
        ((MORNING, AFTERNOON), "2026-11-23 16:29", "16:30", "16:30", 1),
    ],
)
def test_slots_lie_within_the_hours_and_begin_later_than_now(
    sessions: tuple[Session, ...], now: str, first: str, last: str, count: int
) -> None:
    planned = rules.plan_day(BOTH, MONDAY, sessions, at(now))
    assert len(planned) == count
    assert wording.clock_text(planned[0].starts_at) == first
    assert wording.clock_text(planned[-1].starts_at) == last


def test_a_day_off_and_another_weekday_have_none() -> None:
    assert rules.plan_day(BOTH, MONDAY, (), LONG_AGO) == []
    assert rules.plan_day(BOTH, MONDAY + timedelta(days=1), (MORNING,), LONG_AGO) == []


def test_the_first_templates_give_each_window_one_person_per_slot_on_all_weekdays() -> None:
    book = load_book()
    rows = rules.default_templates(book, "GA-HZ")
    assert {row.weekday for row in rows} == set(range(7))
    assert {row.cap_online for row in rows} == {2}
    assert all(rules.default_templates(book, row.code)[0].cap_online >= 1 for row in rules.pooled_departments(book))


@pytest.mark.parametrize(
    ("now", "last"),
    [("2026-11-23 07:59", date(2026, 12, 5)), ("2026-11-23 08:00", date(2026, 12, 6))],
)
def test_a_new_day_opens_at_eight(now: str, last: date) -> None:
    assert rules.last_open_day(at(now), 14, 8) == last


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        (date(2026, 11, 23), None),
        (date(2026, 11, 28), "休息日"),
        (date(2026, 10, 1), "节假日"),
        (date(2026, 10, 10), None),
        (date(2026, 12, 7), "未放号"),
        (date(2027, 1, 4), "放假安排未公布"),
    ],
)
def test_a_closed_day_says_why(day: date, reason: str | None) -> None:
    assert rules.closed_reason(year_2026(), day, date(2026, 12, 6)) == reason


def test_a_day_taken_off_by_the_centre_is_closed() -> None:
    calendar = year_2026(d1124=DayRule(DayKind.HOLIDAY, name="停电"))
    assert rules.closed_reason(calendar, date(2026, 11, 24), date(2026, 12, 6)) == "节假日"


@pytest.mark.parametrize(
    ("free", "seats", "state"),
    [
        (0, 5, Fullness.FULL),
        (1, 5, Fullness.TIGHT),
        (2, 5, Fullness.PLENTY),
        (1, 2, Fullness.PLENTY),
        (5, 26, Fullness.TIGHT),
        (6, 26, Fullness.PLENTY),
        (0, 0, Fullness.FULL),
    ],
)
def test_fullness(free: int, seats: int, state: Fullness) -> None:
    assert rules.fullness(free, seats) is state


@pytest.mark.parametrize(("now", "allowed"), [("07:29", True), ("07:30", True), ("07:31", False), ("10:00", False)])
def test_changes_end_two_hours_before(now: str, allowed: bool) -> None:
    assert rules.may_change(at("2026-11-23 09:30"), at(f"2026-11-23 {now}")) is allowed


@pytest.mark.parametrize(
    ("state", "expires", "seen"),
    [
        (AppointmentState.HELD, "2026-11-23 09:08", AppointmentState.HELD),
        (AppointmentState.HELD, "2026-11-23 09:00", AppointmentState.EXPIRED),
        (AppointmentState.BOOKED, "2026-11-23 08:00", AppointmentState.BOOKED),
    ],
)
def test_a_lapsed_hold_has_expired_before_anybody_sweeps(
    state: AppointmentState, expires: str, seen: AppointmentState
) -> None:
    assert rules.state_now(state, at(expires), at("2026-11-23 09:00")) is seen


@pytest.mark.parametrize(
    ("now", "day"), [("2026-11-23 19:59", date(2026, 11, 22)), ("2026-11-23 20:00", date(2026, 11, 23))]
)
def test_who_has_not_come_by_the_evening_does_not_come(now: str, day: date) -> None:
    assert rules.missed_through(at(now)) == day


def test_times_are_said_as_people_say_them() -> None:
    start, end = at("2026-11-23 09:10"), at("2026-11-23 09:30")
    assert wording.when_text(start, end) == "11月23日(周一) 9:10–9:30"
    assert wording.day_label(date(2026, 6, 15)) == "6月15日 周一"
    assert wording.horizon_text(date(2026, 12, 31)) == "2027年放假安排还没公布。最晚可约到12月31日。"


@pytest.mark.parametrize("state", list(AppointmentState))
def test_every_state_says_what_happens_next(state: AppointmentState) -> None:
    text = wording.next_text(state, "一楼 1、2 号窗口", 5) + wording.too_late_text("000-88000001")
    assert all(len(sentence) <= 25 for sentence in text.split("。"))
