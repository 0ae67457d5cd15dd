"""Working time around 春节 and 国庆 2026, half days, and the year nobody has announced."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from backend.common import workdays
from backend.common.clock import local
from backend.common.workcalendar import DayKind, DayRule, Session, WorkCalendar
from tests.common.calendars import AFTERNOON, MORNING, at, year_2026

CALENDAR = year_2026()
HALF = DayRule(DayKind.WORK, (MORNING,), "年前半天")


def _wall(instant: datetime) -> str:
    return f"{local(instant):%Y-%m-%d %H:%M}"


@pytest.mark.parametrize(
    ("start", "n", "due"),
    [
        ("2026-11-16 10:00", 1, "2026-11-17 17:00"),
        ("2026-11-20 16:59", 1, "2026-11-23 17:00"),
        ("2026-11-21 10:00", 1, "2026-11-23 17:00"),
        ("2026-11-20 23:59", 2, "2026-11-24 17:00"),
        ("2026-02-13 10:00", 1, "2026-02-14 17:00"),
        ("2026-02-13 10:00", 2, "2026-02-24 17:00"),
        ("2026-02-14 10:00", 1, "2026-02-24 17:00"),
        ("2026-02-18 10:00", 5, "2026-02-28 17:00"),
        ("2026-02-27 10:00", 2, "2026-03-02 17:00"),
        ("2026-09-18 10:00", 1, "2026-09-20 17:00"),
        ("2026-09-24 10:00", 3, "2026-09-30 17:00"),
        ("2026-09-30 10:00", 1, "2026-10-08 17:00"),
        ("2026-09-30 10:00", 3, "2026-10-10 17:00"),
        ("2026-09-30 10:00", 4, "2026-10-12 17:00"),
        ("2026-11-16 10:00", 20, "2026-12-14 17:00"),
        ("2026-11-16 10:00", 0, "2026-11-16 17:00"),
        ("2026-11-16 17:00", 0, "2026-11-17 17:00"),
        ("2026-11-21 10:00", 0, "2026-11-23 17:00"),
    ],
)
def test_working_days_end_at_the_close_of_the_nth(start: str, n: int, due: str) -> None:
    assert _wall(workdays.add_working_days(CALENDAR, at(start), n).due_at) == due


@pytest.mark.parametrize(
    ("start", "n", "due"),
    [
        ("2026-11-16 10:00", 3, "2026-11-19 17:00"),
        ("2026-11-16 10:00", 5, "2026-11-23 17:00"),
        ("2026-09-20 10:00", 15, "2026-10-08 17:00"),
        ("2026-02-09 10:00", 5, "2026-02-14 17:00"),
        ("2026-02-09 10:00", 6, "2026-02-24 17:00"),
        ("2026-11-21 10:00", 0, "2026-11-23 17:00"),
    ],
)
def test_natural_days_move_off_a_day_off(start: str, n: int, due: str) -> None:
    assert _wall(workdays.add_days(CALENDAR, at(start), n, "自然日").due_at) == due


def test_units_are_told_apart() -> None:
    start = at("2026-11-20 10:00")
    assert workdays.add_days(CALENDAR, start, 2, "工作日") == workdays.add_working_days(CALENDAR, start, 2)


@pytest.mark.parametrize(
    ("start", "minutes", "due"),
    [
        ("2026-11-16 09:00", 180, "2026-11-16 12:00"),
        ("2026-11-16 09:00", 181, "2026-11-16 13:31"),
        ("2026-11-16 12:30", 0, "2026-11-16 13:30"),
        ("2026-11-16 10:00", 0, "2026-11-16 10:00"),
        ("2026-11-16 17:00", 1, "2026-11-17 09:01"),
        ("2026-11-20 16:30", 180, "2026-11-23 11:30"),
        ("2026-02-14 16:00", 180, "2026-02-24 11:00"),
        ("2026-09-30 16:00", 61, "2026-10-08 09:01"),
    ],
)
def test_working_minutes_run_only_while_open(start: str, minutes: int, due: str) -> None:
    assert _wall(workdays.add_working_minutes(CALENDAR, at(start), minutes).due_at) == due


@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [
        ("2026-11-16 09:00", "2026-11-16 17:00", 390),
        ("2026-11-16 12:00", "2026-11-16 13:30", 0),
        ("2026-11-16 11:59", "2026-11-16 13:31", 2),
        ("2026-11-20 16:00", "2026-11-23 10:00", 120),
        ("2026-10-01 00:00", "2026-10-08 00:00", 0),
        ("2026-11-16 17:00", "2026-11-16 09:00", 0),
    ],
)
def test_working_minutes_between(start: str, end: str, minutes: int) -> None:
    assert workdays.working_minutes_between(CALENDAR, at(start), at(end)) == minutes


@pytest.mark.parametrize(
    ("now", "due", "left"),
    [
        ("2026-11-16 10:00", "2026-11-16 17:00", 0),
        ("2026-11-16 10:00", "2026-11-20 17:00", 4),
        ("2026-02-13 10:00", "2026-02-24 17:00", 2),
        ("2026-11-21 10:00", "2026-11-20 17:00", 0),
        ("2026-11-24 10:00", "2026-11-20 17:00", -2),
        ("2026-10-07 10:00", "2026-09-30 17:00", 0),
    ],
)
def test_working_days_left(now: str, due: str, left: int) -> None:
    assert workdays.working_days_left(CALENDAR, at(now), at(due)) == left


@pytest.mark.parametrize(
    ("now", "is_open", "opening"),
    [
        ("2026-11-16 08:59", False, "2026-11-16 09:00"),
        ("2026-11-16 09:00", True, "2026-11-16 09:00"),
        ("2026-11-16 12:00", False, "2026-11-16 13:30"),
        ("2026-11-16 16:59", True, "2026-11-16 16:59"),
        ("2026-11-16 17:00", False, "2026-11-17 09:00"),
        ("2026-02-14 10:00", True, "2026-02-14 10:00"),
        ("2026-02-15 10:00", False, "2026-02-24 09:00"),
        ("2026-10-07 18:00", False, "2026-10-08 09:00"),
    ],
)
def test_doors(now: str, is_open: bool, opening: str) -> None:
    assert workdays.is_open(CALENDAR, at(now)) is is_open
    assert _wall(workdays.next_opening(CALENDAR, at(now))) == opening


def test_a_half_day_is_a_working_day_that_closes_at_noon() -> None:
    calendar = year_2026(d0213=HALF)
    assert workdays.is_working_day(calendar, date(2026, 2, 13))
    assert _wall(workdays.add_working_days(calendar, at("2026-02-12 10:00"), 1).due_at) == "2026-02-13 12:00"
    assert _wall(workdays.add_working_minutes(calendar, at("2026-02-13 11:30"), 60).due_at) == "2026-02-14 09:30"
    assert not workdays.is_open(calendar, at("2026-02-13 14:00"))


def test_every_day_is_explained() -> None:
    deadline = workdays.add_working_days(CALENDAR, at("2026-02-13 10:00"), 2)
    told = [(f"{line.day:%m-%d}", line.reason, line.counted, line.total) for line in deadline.explanation]
    assert told[:4] == [
        ("02-13", "收到当天不计", 0, 0),
        ("02-14", "调休上班", 1, 1),
        ("02-15", "春节", 0, 1),
        ("02-16", "春节", 0, 1),
    ]
    assert told[-1] == ("02-24", "工作日", 1, 2)
    minutes = workdays.add_working_minutes(CALENDAR, at("2026-11-20 16:30"), 180).explanation
    assert [line.counted for line in minutes] == [30, 0, 0, 150]
    assert minutes[-1].total == 180


@pytest.mark.parametrize(
    ("start", "n", "due", "provisional"),
    [
        ("2026-12-30 10:00", 1, "2026-12-31 17:00", False),
        ("2026-12-30 10:00", 2, "2027-01-04 17:00", True),
        ("2027-02-03 10:00", 2, "2027-02-09 17:00", True),
        ("2027-04-29 10:00", 2, "2027-05-03 17:00", True),
        ("2027-09-30 10:00", 1, "2027-10-04 17:00", True),
    ],
)
def test_beyond_the_announcement_weekends_and_statutory_days_are_off(
    start: str, n: int, due: str, provisional: bool
) -> None:
    deadline = workdays.add_working_days(CALENDAR, at(start), n)
    assert (_wall(deadline.due_at), deadline.provisional) == (due, provisional)


def test_booking_ends_with_the_announcement_and_says_why() -> None:
    workdays.check_bookable(CALENDAR, date(2026, 12, 31))
    with pytest.raises(workdays.NotYetAnnounced) as refused:
        workdays.check_bookable(CALENDAR, date(2027, 1, 4))
    assert refused.value.message == "2027年放假安排还没公布。请选12月31日及以前的日子。"
    assert refused.value.details == {"bookable_until": "2026-12-31"}


def test_a_short_horizon_is_counted_in_days() -> None:
    assert workdays.announced_days_left(CALENDAR, at("2026-11-21 23:59")) == 40 < workdays.SHORT_HORIZON
    assert workdays.announced_days_left(CALENDAR, at("2027-03-01 00:00")) == 0


@pytest.mark.parametrize("sessions", [(), (AFTERNOON, MORNING), (MORNING, Session(time(11), time(15)))])
def test_sessions_that_cannot_be(sessions: tuple[Session, ...]) -> None:
    with pytest.raises(ValueError, match="sessions"):
        WorkCalendar({}, sessions, date(2026, 12, 31), 1)


def test_periods_are_not_negative() -> None:
    start = at("2026-11-16 10:00")
    with pytest.raises(ValueError, match="negative"):
        workdays.add_working_days(CALENDAR, start, -1)
    with pytest.raises(ValueError, match="negative"):
        workdays.add_days(CALENDAR, start, -1, "自然日")
    with pytest.raises(ValueError, match="negative"):
        workdays.add_working_minutes(CALENDAR, start, -1)


def test_the_hand_written_year_is_the_packages_year() -> None:
    chinese_calendar = pytest.importorskip("chinese_calendar")
    for number in range(365):
        day = date.fromordinal(date(2026, 1, 1).toordinal() + number)
        assert workdays.is_working_day(CALENDAR, day) == chinese_calendar.is_workday(day), day
