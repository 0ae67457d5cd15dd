"""A clerk's table is read whole or refused with the line."""

from __future__ import annotations

from datetime import date, time

import pytest

from backend.calendar.announcements import AnnouncedDay, check_announcement, read_announcement, whole_year
from backend.common.errors import InvalidInput
from backend.common.workcalendar import DayKind, DayRule, Session

HEADER = "日期,类别,名称,上午,下午\n"
TABLE = HEADER + "2027-01-01,节假日,元旦,,\n2027/2/20,调休上班,,,\n2027-02-04,工作日,年前半天,9:00-12:00,\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_reads_what_spreadsheets_save(encoding: str) -> None:
    holiday, makeup, half = read_announcement(TABLE.encode(encoding))
    assert holiday == AnnouncedDay(date(2027, 1, 1), DayRule(DayKind.HOLIDAY, name="元旦"))
    assert makeup == AnnouncedDay(date(2027, 2, 20), DayRule(DayKind.MAKEUP_WORK))
    assert half.rule.sessions == (Session(time(9), time(12)),)


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ("2027-02-30,节假日,,,", "第2行日期"),
        ("明天,节假日,,,", "第2行日期"),
        ("2027-01-01,放假,,,", "第2行类别"),
        ("2027-01-01,工作日,,9点,", "第2行上午"),
        ("2027-01-01,工作日,,12:00-9:00,", "第2行上午"),
        ("2027-01-01,工作日,,25:00-26:00,", "第2行上午"),
        ("2027-01-01,工作日,,09:00-12:00,11:00-17:00", "第2行下午"),
        ("2027-01-01,节假日," + "长" * 41 + ",,", "第2行名称"),
    ],
)
def test_names_the_line_and_column(line: str, field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_announcement((HEADER + line).encode())
    assert refused.value.field == field


@pytest.mark.parametrize("data", [b"", b"a,b\n1,2", b"\xff\xff\xff"])
def test_refuses_what_is_no_table(data: bytes) -> None:
    with pytest.raises(InvalidInput):
        read_announcement(data)


def _off(*days: date) -> list[AnnouncedDay]:
    return [AnnouncedDay(day, DayRule(DayKind.HOLIDAY)) for day in days]


@pytest.mark.parametrize(
    ("days", "year", "reason"),
    [
        ([], None, "没有日子"),
        (_off(date(2027, 1, 1), date(2027, 1, 1)), None, "两次"),
        ([AnnouncedDay(date(2027, 1, 4), DayRule(DayKind.MAKEUP_WORK))], None, "周六或周日"),
        (_off(date(2028, 1, 1)), 2027, "不在2027年"),
        (_off(date(2027, 1, 1)), 2027, "应当放假"),
    ],
)
def test_refuses_what_cannot_be_right(days: list[AnnouncedDay], year: int | None, reason: str) -> None:
    with pytest.raises(InvalidInput, match=reason):
        check_announcement(days, year)


def test_a_year_is_filled_by_its_weekdays() -> None:
    year = whole_year(_off(date(2028, 1, 3)), 2028)
    assert len(year) == 366
    assert year[date(2028, 1, 3)].kind is DayKind.HOLIDAY
    assert year[date(2028, 1, 4)].kind is DayKind.WORK
    assert year[date(2028, 2, 26)].kind is DayKind.REST
