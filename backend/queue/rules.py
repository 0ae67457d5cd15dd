"""Pure decisions of the hall: whose turn it is, who may check in as what, who comes first."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from uuid import UUID

from backend.common.numbers import birth_date
from backend.queue.policy import HallPolicy
from backend.queue.states import Origin, Priority


class Lane(Enum):
    """Which of the queues in front of a window somebody stands in."""

    PRIORITY = "priority"
    BOOKED = "booked"
    WALK_IN = "walk_in"
    EARLY = "early"


def lane_called(origin: Origin, priority: bool) -> Lane:
    """The lane a call is counted for."""
    if priority:
        return Lane.PRIORITY
    return Lane.BOOKED if origin is Origin.APPOINTMENT else Lane.WALK_IN


@dataclass(frozen=True, slots=True)
class Waiting:
    """A waiting ticket as the order needs it. ``lets_pass``: calls that must come first (0: none)."""

    id: UUID
    origin: Origin
    due_at: datetime
    minutes: int = 20
    lets_pass: int = 0
    priority: bool = False

    def is_early(self, now: datetime) -> bool:
        """Whether the booked time has not come."""
        return self.origin is Origin.APPOINTMENT and self.due_at > now


def call_order(
    waiting: Sequence[Waiting], now: datetime, recent: Sequence[Lane], policy: HallPolicy | None = None
) -> list[Waiting]:
    """In which order these people would be called if nobody else came (docs/decisions/0018).

    Priority people first, at most ``priority_in_a_row`` of them. Then booked people at their time, before walk-ins,
    at most ``booked_in_a_row`` of them (priority calls between them do not count). A booked person who is early is
    called when nobody else waits. Who rejoined lets the next calls pass first, then comes first in the lane.

    Parameters:
        recent: lanes of the last calls, newest first; `HallPolicy.memory` of them are enough.
    """
    line = _Line(now, recent, policy or HallPolicy())
    ordered = sorted(waiting, key=lambda one: (one.due_at, one.id))
    held_back = deque(sorted((one for one in ordered if one.lets_pass > 0), key=lambda one: one.lets_pass))
    for one in ordered:
        if one.lets_pass <= 0:
            line.add(one)
    result: list[Waiting] = []
    while held_back or line:
        while held_back and (held_back[0].lets_pass <= len(result) or not line):
            line.add(held_back.popleft(), first=True)
        result.append(line.take())
    return result


class _Line:
    """The queues in front of a window, and how many of a kind came in a row."""

    def __init__(self, now: datetime, recent: Sequence[Lane], policy: HallPolicy) -> None:
        self._now = now
        self._policy = policy
        self._lanes: dict[Lane, deque[Waiting]] = {lane: deque() for lane in Lane}
        self._priority_streak = _streak(recent, Lane.PRIORITY)
        self._booked_streak = _streak([lane for lane in recent if lane is not Lane.PRIORITY], Lane.BOOKED)

    def __bool__(self) -> bool:
        return any(self._lanes.values())

    def add(self, one: Waiting, *, first: bool = False) -> None:
        lane = self._lanes[self._lane_of(one)]
        if first:
            lane.appendleft(one)
        else:
            lane.append(one)

    def take(self) -> Waiting:
        chosen = self._next_lane()
        if chosen is Lane.PRIORITY:
            self._priority_streak += 1
        else:
            self._priority_streak = 0
            self._booked_streak = 0 if chosen is Lane.WALK_IN else self._booked_streak + 1
        return self._lanes[chosen].popleft()

    def _next_lane(self) -> Lane:
        priority, booked = self._lanes[Lane.PRIORITY], self._lanes[Lane.BOOKED]
        walk_ins = self._lanes[Lane.WALK_IN]
        others = booked or walk_ins
        if priority and not (others and self._priority_streak >= self._policy.priority_in_a_row):
            return Lane.PRIORITY
        if not others:
            return Lane.EARLY
        if walk_ins and (not booked or self._booked_streak >= self._policy.booked_in_a_row):
            return Lane.WALK_IN
        return Lane.BOOKED

    def _lane_of(self, one: Waiting) -> Lane:
        return Lane.EARLY if one.is_early(self._now) else lane_called(one.origin, one.priority)


def _streak(recent: Sequence[Lane], lane: Lane) -> int:
    for count, called in enumerate(recent):
        if called is not lane:
            return count
    return len(recent)


def is_too_early(starts_at: datetime, now: datetime, policy: HallPolicy) -> bool:
    """Whether it is too early to check in for a booked time."""
    return now < starts_at - policy.early


def arrival_origin(ends_at: datetime, now: datetime, policy: HallPolicy) -> Origin:
    """As what somebody with an appointment queues: after the end of the time and the grace among the walk-ins."""
    return Origin.APPOINTMENT if now <= ends_at + policy.grace else Origin.LATE


def priority_by_age(id_number: str | None, today: date, policy: HallPolicy) -> Priority | None:
    """老年人 by the birth date in the identity number."""
    born = birth_date(id_number) if id_number else None
    if born is None:
        return None
    years = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    return Priority.ELDER if years >= policy.elder_age else None


def last_place(verbs: Sequence[str], wanted: Sequence[str]) -> int | None:
    """Where the last of these verbs stands in a ticket's life, or None."""
    return max((place for place, verb in enumerate(verbs) if verb in wanted), default=None)


def rejoins_left(rejoins: int, policy: HallPolicy) -> int:
    """How often somebody who missed the call may still come back."""
    return max(policy.rejoin_times - rejoins, 0)
