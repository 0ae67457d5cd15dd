"""Announcements as a table a clerk can write: which days differ from the plain week.

A CSV file (UTF-8, or GB18030 as spreadsheets save it) with the columns 日期, 类别, 名称, 上午, 下午, e.g.::

    日期,类别,名称,上午,下午
    2027-01-01,节假日,元旦,,
    2027-02-20,调休上班,,,
    2027-02-05,工作日,除夕前半天,09:00-12:00,

Without hours the usual ones hold; with one half only, the other half is closed.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from backend.common.errors import InvalidInput
from backend.common.statutory import statutory_holiday
from backend.common.workcalendar import DAY_LABELS, DayKind, DayRule, Session

COLUMNS = ("日期", "类别", "名称", "上午", "下午")

_KINDS = {label: kind for kind, label in DAY_LABELS.items()}
_HOURS = re.compile(r"(\d{1,2})[:：](\d{2})\s*[-–—~至]\s*(\d{1,2})[:：](\d{2})")
_NAME_LENGTH = 40
_NOON = time(12, 30)
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class AnnouncedDay:
    """One day of an announcement."""

    day: date
    rule: DayRule


def read_announcement(data: bytes) -> tuple[AnnouncedDay, ...]:
    """Return the days of a CSV file.

    Raises:
        InvalidInput: a line breaks the form; ``field`` is ``第N行`` and the column.
    """
    reader = csv.DictReader(io.StringIO(_decode(data), newline=""))
    missing = set(COLUMNS[:2]) - set(reader.fieldnames or ())
    if missing:
        raise InvalidInput("第1行", f"缺少“{'、'.join(sorted(missing))}”这一列。")
    return tuple(_read_line(f"第{reader.line_num}行", row) for row in reader if any(row.values()))


def check_announcement(days: Sequence[AnnouncedDay], covers_year: int | None) -> None:
    """Refuse an announcement that cannot be right.

    Parameters:
        days: the days that differ from the plain week.
        covers_year: the year whose yearly notice this is; None for a centre's own single days.

    Raises:
        InvalidInput: no day at all, a day twice, a make-up day within the week, a day of another year,
            or a statutory holiday of the year that would be worked.
    """
    if not days:
        raise InvalidInput("日期", "表里没有日子。请填写后再导入。")
    twice = [day for day, times in Counter(item.day for item in days).items() if times > 1]
    if twice:
        raise InvalidInput(f"{twice[0]}", "这一天写了两次，请只留一行。")
    for item in days:
        _check_makeup(item)
    if covers_year is not None:
        _check_year(days, covers_year)


def whole_year(days: Iterable[AnnouncedDay], year: int) -> dict[date, DayRule]:
    """Return every day of ``year``: the announced ones, the others by their weekday."""
    first = date(year, 1, 1)
    plain = {day: _plain(day) for day in (first + timedelta(days=n) for n in range(366)) if day.year == year}
    return plain | {item.day: item.rule for item in days}


def _check_makeup(item: AnnouncedDay) -> None:
    if item.rule.kind is DayKind.MAKEUP_WORK and item.day.weekday() < _SATURDAY:
        raise InvalidInput(f"{item.day}", "调休上班应是周六或周日，请核对日期。")


def _check_year(days: Sequence[AnnouncedDay], year: int) -> None:
    other = [item.day for item in days if item.day.year != year]
    if other:
        raise InvalidInput(f"{other[0]}", f"这一天不在{year}年，请核对年份。")
    for day, rule in whole_year(days, year).items():
        holiday = statutory_holiday(day)
        if holiday and rule.kind.works:
            raise InvalidInput(f"{day}", f"这一天是{holiday}，应当放假。请核对。")


def _plain(day: date) -> DayRule:
    return DayRule(DayKind.REST if day.weekday() >= _SATURDAY else DayKind.WORK)


def _read_line(line: str, row: Mapping[str, str | None]) -> AnnouncedDay:
    text = {column: (row.get(column) or "").strip() for column in COLUMNS}
    kind = _KINDS.get(text["类别"])
    if kind is None:
        raise InvalidInput(f"{line}类别", f"请填写{'、'.join(_KINDS)}中的一个。")
    if len(text["名称"]) > _NAME_LENGTH:
        raise InvalidInput(f"{line}名称", f"名称最多{_NAME_LENGTH}个字。")
    return AnnouncedDay(_read_day(line, text["日期"]), DayRule(kind, _read_sessions(line, text), text["名称"]))


def _read_day(line: str, text: str) -> date:
    try:
        year, month, day = (int(part) for part in re.split(r"[-/.]", text))
        return date(year, month, day)
    except ValueError:
        raise InvalidInput(f"{line}日期", "请写成 2027-01-01 这样的日期。") from None


def _read_sessions(line: str, text: Mapping[str, str]) -> tuple[Session, ...] | None:
    morning, afternoon = (_read_session(f"{line}{half}", text[half]) for half in ("上午", "下午"))
    if morning and morning.end > _NOON:
        raise InvalidInput(f"{line}上午", "上午请在12:30以前结束。")
    if afternoon and afternoon.start < (morning.end if morning else time(12)):
        raise InvalidInput(f"{line}下午", "下午请在上午结束以后开始。")
    return tuple(session for session in (morning, afternoon) if session) or None


def _read_session(where: str, text: str) -> Session | None:
    if not text:
        return None
    match = _HOURS.fullmatch(text)
    try:
        if match is None:
            raise ValueError(text)
        start_hour, start_minute, end_hour, end_minute = (int(part) for part in match.groups())
        return Session(time(start_hour, start_minute), time(end_hour, end_minute))
    except ValueError:
        raise InvalidInput(where, "请写成 09:00-12:00 这样的时间。") from None


def _decode(data: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise InvalidInput("文件", "文件读不出来。请另存为 CSV 后再导入。")
