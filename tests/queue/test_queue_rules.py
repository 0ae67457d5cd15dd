"""Whose turn it is."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from backend.queue import rules
from backend.queue.rules import Waiting
from backend.queue.states import Origin
from tests.common.calendars import at

NOW = at("2026-11-23 10:00")
B, W = Origin.APPOINTMENT, Origin.WALK_IN


def _person(name: str, due: int, lets_pass: int = 0) -> Waiting:
    """``b1``: booked, ``w1``: walk-in; ``due`` in minutes from now."""
    origin = B if name[0] == "b" else W
    return Waiting(UUID(int=ord(name[0]) * 100 + int(name[1:])), origin, NOW + timedelta(minutes=due), 20, lets_pass)


def _names(order: list[Waiting]) -> str:
    return " ".join(f"{chr(one.id.int // 100)}{one.id.int % 100}" for one in order)


@pytest.mark.parametrize(
    ("people", "recent", "order"),
    [
        ([], [], ""),
        ([("w1", -5), ("w2", -9)], [], "w2 w1"),
        ([("w1", -50), ("b1", 0)], [], "b1 w1"),
        ([("w1", -5), ("b1", 30)], [], "w1 b1"),
        ([("b1", 30)], [], "b1"),
        ([("b1", -30), ("b2", -20), ("b3", -10), ("w1", -60)], [], "b1 b2 w1 b3"),
        ([("b1", -30), ("b2", -20), ("b3", -10), ("w1", -60)], [B], "b1 w1 b2 b3"),
        ([("b1", -30), ("b2", -20), ("w1", -1)], [B, B], "w1 b1 b2"),
        ([("b1", -30), ("b2", -20), ("w1", -1)], [B, W], "b1 w1 b2"),
        ([("b1", -30), ("b2", -20), ("b3", -10)], [B, B], "b1 b2 b3"),
        ([("w1", -60, 3), ("w2", -9), ("w3", -8), ("w4", -7), ("w5", -6)], [], "w2 w3 w4 w1 w5"),
        ([("w1", -60, 1), ("w2", -9), ("w3", -8)], [], "w2 w1 w3"),
        ([("w1", -60, 3), ("w2", -9)], [], "w2 w1"),
        ([("b1", -60, 3), ("b2", -30), ("w1", -20), ("w2", -10), ("b3", -5)], [], "b2 b3 w1 b1 w2"),
    ],
)
def test_order(people: list[tuple[str, int] | tuple[str, int, int]], recent: list[Origin], order: str) -> None:
    assert _names(rules.call_order([_person(*one) for one in people], NOW, recent)) == order


def test_among_many_booked_people_every_third_call_is_a_walk_in() -> None:
    people = [_person(f"b{n}", -n) for n in range(1, 31)] + [_person(f"w{n}", -n) for n in range(1, 16)]
    order = rules.call_order(people, NOW, [])
    assert len(order) == 45
    assert all(order[place].origin is W for place in range(2, 45, 3))


@pytest.mark.parametrize(("ahead", "windows", "minutes"), [(0, 1, 0), (1, 1, 20), (3, 2, 30), (3, 4, 15), (2, 0, None)])
def test_estimate(ahead: int, windows: int, minutes: int | None) -> None:
    order = [_person(f"w{n}", -n) for n in range(1, 6)]
    assert rules.estimated_minutes(order, ahead, windows, NOW) == minutes


def test_who_is_early_is_not_told_less_than_the_time_to_the_slot() -> None:
    order = [_person("w1", -5), _person("b1", 45)]
    assert rules.estimated_minutes(order, 1, 2, NOW) == 45


def test_letters_leave_out_what_looks_like_a_digit() -> None:
    letters = {rules.letter(place) for place in range(40)}
    assert letters == set("ABCDEFGHJKLMNPQRSTUVWXYZ")
    assert rules.speech("A012", 3) == "请 A012 号到 3 号窗口"
