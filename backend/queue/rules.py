"""Pure decisions of the hall: whose turn it is, how long it takes, what a number looks and sounds like."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil
from uuid import UUID

from backend.queue.states import Origin

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Without I and O, which are read as digits."""

BOOKED_IN_A_ROW = 2
"""After so many booked people a walk-in is called, if one waits: every third call at least."""

REJOIN_AFTER = 3
"""People who are called before somebody who missed the call and came back."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A waiting ticket as the order needs it. ``lets_pass``: calls that must come first (0: none)."""

    id: UUID
    origin: Origin
    due_at: datetime
    minutes: int = 20
    lets_pass: int = 0


def call_order(waiting: Sequence[Waiting], now: datetime, recent: Sequence[Origin]) -> list[Waiting]:
    """In which order these people would be called if nobody else came.

    Booked people come at their time, before walk-ins; after two of them in a row one walk-in. A booked person who is
    early is called when nobody else waits. Who rejoined lets the next calls pass first, then keeps the old place.

    Parameters:
        recent: origins of the last calls, newest first.
    """
    ordered = sorted(waiting, key=lambda one: (one.due_at, one.id))
    lanes = _Lanes(now)
    held_back = deque(sorted((one for one in ordered if one.lets_pass > 0), key=lambda one: one.lets_pass))
    for one in ordered:
        if one.lets_pass <= 0:
            lanes.add(one)
    streak = _booked_streak(recent)
    result: list[Waiting] = []
    while held_back or lanes:
        while held_back and (held_back[0].lets_pass <= len(result) or not lanes):
            lanes.add(held_back.popleft(), first=True)
        chosen = lanes.take(streak)
        streak = streak + 1 if chosen.origin is Origin.APPOINTMENT else 0
        result.append(chosen)
    return result


class _Lanes:
    """The three queues in front of a window."""

    def __init__(self, now: datetime) -> None:
        self._now = now
        self._due: deque[Waiting] = deque()
        self._walk_ins: deque[Waiting] = deque()
        self._early: deque[Waiting] = deque()

    def __bool__(self) -> bool:
        return bool(self._due or self._walk_ins or self._early)

    def add(self, one: Waiting, *, first: bool = False) -> None:
        lane = self._lane(one)
        if first:
            lane.appendleft(one)
        else:
            lane.append(one)

    def take(self, streak: int) -> Waiting:
        if self._walk_ins and streak >= BOOKED_IN_A_ROW:
            return self._walk_ins.popleft()
        lane = self._due or self._walk_ins or self._early
        return lane.popleft()

    def _lane(self, one: Waiting) -> deque[Waiting]:
        if one.origin is Origin.WALK_IN:
            return self._walk_ins
        return self._due if one.due_at <= self._now else self._early


def _booked_streak(recent: Sequence[Origin]) -> int:
    for count, origin in enumerate(recent):
        if origin is not Origin.APPOINTMENT:
            return count
    return len(recent)


def estimated_minutes(order: Sequence[Waiting], ahead: int, open_windows: int, now: datetime) -> int | None:
    """Minutes until the ticket at place ``ahead`` is called, in whole minutes; None while no window is open.

    The work of those before it, shared by the open windows; a booked person is not told less than the time to the
    slot's start while others wait too.
    """
    if not open_windows:
        return None
    work = ceil(sum(one.minutes for one in order[:ahead]) / open_windows)
    mine = order[ahead]
    early = mine.origin is Origin.APPOINTMENT and mine.due_at > now and ahead > 0
    return max(work, ceil((mine.due_at - now).total_seconds() / 60)) if early else work


def letter(place: int) -> str:
    """The letter of the department at this place of the book; more departments than letters share one."""
    return LETTERS[place % len(LETTERS)]


def speech(number: str, window_number: int) -> str:
    """What the hall hears."""
    return f"请 {number} 号到 {window_number} 号窗口"


def place_text(floor: str, window_number: int) -> str:
    """``一楼 3 号窗口``"""
    return f"{floor} {window_number} 号窗口"
