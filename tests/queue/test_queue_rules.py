"""Whose turn it is, and what the hall decides about people."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.queue import estimating, rules, wording
from backend.queue.policy import HallPolicy
from backend.queue.rules import Lane, Waiting
from backend.queue.states import Origin, Priority
from tests.common.calendars import at

NOW = at("2026-11-23 10:00")
POLICY = HallPolicy()
P, B, W = Lane.PRIORITY, Lane.BOOKED, Lane.WALK_IN
Person = tuple[str, int] | tuple[str, int, int]


def _person(name: str, due: int, lets_pass: int = 0) -> Waiting:
    """``b1``: booked, ``w1``: walk-in, ``p1``: walk-in of a priority group, ``q1``: booked one; ``due`` in minutes."""
    origin = Origin.APPOINTMENT if name[0] in "bq" else Origin.WALK_IN
    identity = UUID(int=ord(name[0]) * 100 + int(name[1:]))
    return Waiting(identity, origin, NOW + timedelta(minutes=due), 20, lets_pass, name[0] in "pq")


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
        # who rejoined
        ([("w1", -60, 3), ("w2", -9), ("w3", -8), ("w4", -7), ("w5", -6)], [], "w2 w3 w4 w1 w5"),
        ([("w1", -60, 1), ("w2", -9), ("w3", -8)], [], "w2 w1 w3"),
        ([("w1", -60, 3), ("w2", -9)], [], "w2 w1"),
        ([("b1", -60, 3), ("b2", -30), ("w1", -20), ("w2", -10), ("b3", -5)], [], "b2 b3 w1 b1 w2"),
        # priority groups: first, two at most, and the others' own share stays
        ([("w1", -60), ("p1", -1)], [], "p1 w1"),
        ([("b1", -60), ("w1", -60), ("p1", -1)], [], "p1 b1 w1"),
        ([("w1", -60), ("w2", -50), ("p1", -9), ("p2", -8), ("p3", -7)], [], "p1 p2 w1 p3 w2"),
        ([("w1", -60), ("p1", -9)], [P, P], "w1 p1"),
        ([("p1", -9), ("p2", -8), ("p3", -7)], [P, P], "p1 p2 p3"),
        ([("b1", -9), ("w1", -8), ("p1", -1)], [B, P, B], "p1 w1 b1"),
        ([("b1", -9), ("w1", -8)], [P, B, P, B], "w1 b1"),
        # a booked priority person has the booked time, too
        ([("q1", 30), ("w1", -5)], [], "w1 q1"),
        ([("q1", -1), ("b1", -5)], [], "q1 b1"),
    ],
)
def test_order(people: list[Person], recent: list[Lane], order: str) -> None:
    assert _names(rules.call_order([_person(*one) for one in people], NOW, recent)) == order


def test_among_many_booked_people_every_third_call_is_a_walk_in() -> None:
    people = [_person(f"b{n}", -n) for n in range(1, 31)] + [_person(f"w{n}", -n) for n in range(1, 16)]
    order = rules.call_order(people, NOW, [])
    assert len(order) == 45
    assert all(order[place].origin is Origin.WALK_IN for place in range(2, 45, 3))


_kinds = st.sampled_from("bwpq")
_crowd = st.lists(st.tuples(_kinds, st.integers(-200, 60), st.integers(0, 5)), max_size=40)
_policies = st.builds(HallPolicy, booked_in_a_row=st.integers(1, 4), priority_in_a_row=st.integers(1, 4))


@settings(max_examples=60, deadline=None)
@given(_crowd, st.lists(st.sampled_from([P, B, W]), max_size=12), _policies)
def test_nobody_is_lost_and_nobody_comes_twice(
    crowd: list[tuple[str, int, int]], recent: list[Lane], policy: HallPolicy
) -> None:
    people = [_person(f"{kind}{n}", due, passes) for n, (kind, due, passes) in enumerate(crowd)]
    order = rules.call_order(people, NOW, recent, policy)
    assert sorted(one.id for one in order) == sorted(one.id for one in people)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from("bwp"), st.integers(0, 6), st.lists(_kinds, min_size=150, max_size=150), _policies)
def test_nobody_starves_while_others_keep_coming(mine: str, before: int, comers: list[str], policy: HallPolicy) -> None:
    """However many others come, whoever has ``n`` of the own lane ahead is called within the documented calls."""
    me = _person(f"{mine}99", -100)
    waiting = [me, *(_person(f"{mine}{n}", -200) for n in range(before))]
    recent: list[Lane] = []
    bound = (before + 1) * (policy.priority_in_a_row + 1) * (policy.booked_in_a_row + 1)
    for calls in range(1, bound + 1):
        waiting.append(Waiting(UUID(int=10**6 + calls), *_coming(comers[calls % len(comers)])))
        called = rules.call_order(waiting, NOW, recent, policy)[0]
        if called.id == me.id:
            return
        waiting.remove(called)
        recent = [rules.lane_called(called.origin, called.priority), *recent][: policy.memory]
    pytest.fail(f"not called within {bound} calls")


def _coming(kind: str) -> tuple[Origin, object, int, int, bool]:
    one = _person(f"{kind}1", -50)
    return one.origin, one.due_at, 20, 0, one.priority


@pytest.mark.parametrize(
    ("minutes", "free_in", "calls"),
    [
        ([20, 20, 20, 20], [0], [0, 20, 40, 60]),
        ([20, 20, 20, 20], [0, 0], [0, 0, 20, 20]),
        ([20, 5, 20], [10, 0], [0, 10, 15]),
        ([30, 10, 10, 10], [0, 0], [0, 0, 10, 20]),
        ([], [5], []),
    ],
)
def test_in_how_many_minutes_each_is_called(minutes: list[float], free_in: list[float], calls: list[float]) -> None:
    assert estimating.calls_in(minutes, free_in) == calls


def test_who_has_been_there_longer_than_usual_goes_soon() -> None:
    assert estimating.remaining(20, NOW - timedelta(minutes=5), NOW) == 15
    assert estimating.remaining(20, NOW - timedelta(minutes=50), NOW) == estimating.LEAST_MINUTES


def test_who_is_early_is_not_told_less_than_the_time_to_the_slot() -> None:
    assert estimating.told_minutes(_person("b1", 45), 1, 10.2, NOW) == 45
    assert estimating.told_minutes(_person("b1", 45), 0, 0, NOW) == 0
    assert estimating.told_minutes(_person("w1", -5), 1, 10.2, NOW) == 11


@pytest.mark.parametrize(
    ("time", "origin", "early"),
    [
        ("07:29", Origin.APPOINTMENT, True),
        ("07:30", Origin.APPOINTMENT, False),
        ("10:00", Origin.APPOINTMENT, False),
        ("10:15", Origin.APPOINTMENT, False),
        ("10:16", Origin.LATE, False),
    ],
)
def test_early_and_late_for_half_past_nine(time: str, origin: Origin, early: bool) -> None:
    now = at(f"2026-11-23 {time}")
    starts, ends = at("2026-11-23 09:30"), at("2026-11-23 10:00")
    assert (rules.arrival_origin(ends, now, POLICY), rules.is_too_early(starts, now, POLICY)) == (origin, early)


@pytest.mark.parametrize(
    ("number", "priority"),
    [
        ("110101195405120028", Priority.ELDER),
        ("110101199003070011", None),
        ("11010119661123001X", Priority.ELDER),
        ("110101196611240010", None),
        (None, None),
    ],
)
def test_sixty_is_old_enough(number: str | None, priority: Priority | None) -> None:
    assert rules.priority_by_age(number, date(2026, 11, 23), POLICY) is priority


@pytest.mark.parametrize(("rejoins", "left"), [(0, 2), (1, 1), (2, 0), (3, 0)])
def test_how_often_one_may_come_back(rejoins: int, left: int) -> None:
    assert rules.rejoins_left(rejoins, POLICY) == left


def test_what_the_hall_says() -> None:
    letters = {wording.letter(place) for place in range(40)}
    assert letters == set("ABCDEFGHJKLMNPQRSTUVWXYZ")
    assert wording.speech("A012", 3) == "请 A 零一二 号到 3 号窗口"
    assert wording.rejoin_rule(2, POLICY) == "过号可重新排队,等 3 位后再叫您。还可 2 次。"
    assert wording.rejoin_rule(0, POLICY) == "再过号要重新取号。"
    assert wording.ahead_text(0, 0) == "下一个就是您,请留意叫号。"
    assert wording.ahead_text(3, 20) == "前面 3 人,约 20 分钟。"
    assert wording.ahead_text(3, None) == "前面 3 人。"
