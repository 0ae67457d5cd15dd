"""When a reply is due: terms, pauses, extensions and levels, as tables of cases."""

from __future__ import annotations

from datetime import timedelta

import pytest

from backend.consultations.clocks import rules
from backend.consultations.clocks.rules import Pause, Term
from tests.common.calendars import at, year_2026

WORK = year_2026()


def term(start: str, days: int = 2, extended: int = 0, *pauses: tuple[str, str | None]) -> Term:
    spans = tuple(Pause(at(begins), at(ends) if ends else None) for begins, ends in pauses)
    return Term(at(start), days, extended, spans)


@pytest.mark.parametrize(
    ("start", "days", "extended", "due"),
    [
        ("2026-11-23 09:00", 2, 0, "2026-11-25 17:00"),
        ("2026-11-23 23:59", 2, 0, "2026-11-25 17:00"),
        ("2026-11-20 16:00", 2, 0, "2026-11-24 17:00"),
        ("2026-11-21 10:00", 2, 0, "2026-11-24 17:00"),
        ("2026-02-13 16:30", 2, 0, "2026-02-24 17:00"),
        ("2026-09-30 10:00", 2, 0, "2026-10-09 17:00"),
        ("2026-11-23 09:00", 3, 0, "2026-11-26 17:00"),
        ("2026-11-23 09:00", 2, 2, "2026-11-27 17:00"),
    ],
)
def test_a_term_ends_at_the_close_of_its_last_working_day(start: str, days: int, extended: int, due: str) -> None:
    assert rules.count(WORK, term(start, days, extended)).due_at == at(due)


@pytest.mark.parametrize(
    ("pauses", "due"),
    [
        ([("2026-11-23 10:00", "2026-11-23 11:00")], "2026-11-26 10:00"),
        ([("2026-11-23 11:30", "2026-11-23 14:00")], "2026-11-26 10:00"),
        ([("2026-11-23 17:00", "2026-11-24 09:00")], "2026-11-25 17:00"),
        ([("2026-11-24 16:00", "2026-11-25 09:30")], "2026-11-26 10:30"),
        ([("2026-11-23 10:00", "2026-11-23 11:00"), ("2026-11-26 09:00", "2026-11-26 09:30")], "2026-11-26 10:30"),
        ([("2026-11-26 09:00", "2026-11-26 12:00")], "2026-11-25 17:00"),
        ([("2026-11-23 10:00", None)], "2026-11-25 17:00"),
        ([("2026-11-23 09:00", "2026-11-25 17:00")], "2026-11-30 17:00"),
    ],
)
def test_what_was_waited_for_the_citizen_is_given_back(pauses: list[tuple[str, str | None]], due: str) -> None:
    assert rules.count(WORK, term("2026-11-23 09:00", 2, 0, *pauses)).due_at == at(due)


def test_the_explanation_counts_every_day() -> None:
    counted = rules.count(WORK, term("2026-11-20 16:00", 1, 1, ("2026-11-23 16:00", "2026-11-24 10:00")))
    assert [(line["day"][-2:], line["text"], line["minutes"], line["paused"]) for line in counted.lines] == [
        ("20", "收到当天不计", 60, 0),
        ("21", "休息日", 0, 0),
        ("22", "休息日", 0, 0),
        ("23", "第 1 个工作日", 330, 60),
        ("24", "第 2 个工作日(延期)", 330, 60),
        ("25", "补回等您补充的时间", 120, 0),
    ]
    assert sum(line["minutes"] for line in counted.lines) == counted.budget // timedelta(minutes=1)


@pytest.mark.parametrize(
    ("level", "reached"),
    [(50, "2026-11-24 13:45"), (80, "2026-11-25 11:36"), (100, "2026-11-25 17:00")],
)
def test_levels_are_shares_of_the_working_time(level: int, reached: str) -> None:
    plain = term("2026-11-23 09:00")
    assert rules.at_level(WORK, plain, rules.count(WORK, plain).budget, level) == at(reached)


def test_a_level_counts_whole_minutes() -> None:
    assert rules.share(timedelta(minutes=7), 50) == timedelta(minutes=4)
    assert rules.share(timedelta(minutes=7, seconds=30), 100) == timedelta(minutes=7, seconds=30)
