"""Booking credit (预约信用): whether somebody may book on-line, worked out from the lines of the record. Pure.

Nothing is ever "blocked" in the database: the answer is a sum over a rolling window, so it ends by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from backend.appointments.states import CreditKind
from backend.settings import Settings

K = CreditKind


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the record; ``day`` is local."""

    id: UUID
    kind: CreditKind
    day: date
    item_code: str = ""
    pardons: UUID | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """The centre's rule. A limit of 0 does not count."""

    window_days: int
    block_days: int
    missed: int
    cancelled: int
    item_day: int

    @classmethod
    def of(cls, settings: Settings) -> Limits:
        """As the centre set them."""
        return cls(
            settings.credit_window_days,
            settings.credit_block_days,
            settings.credit_missed_limit,
            settings.credit_cancelled_limit,
            settings.credit_item_day_limit,
        )


@dataclass(frozen=True, slots=True)
class Standing:
    """``missed`` and ``cancelled`` within the window; ``until`` is the day from which booking is open again, None
    when it is open."""

    missed: int
    cancelled: int
    until: date | None


def standing(lines: Sequence[Line], today: date, limits: Limits) -> Standing:
    """Where somebody stands.

    Parameters:
        lines: those of the last ``window_days + block_days`` days at least, oldest first.
    """
    counted = _counted(lines)
    ends = [line.day + timedelta(days=limits.block_days) for line in counted if _closes(line, counted, limits)]
    until = max((end for end in ends if end > today), default=None)
    return Standing(
        sum(line.kind is K.NO_SHOW and _within(line.day, today, limits) for line in counted),
        sum(line.kind is K.CANCEL and _within(line.day, today, limits) for line in counted),
        until,
    )


def _counted(lines: Sequence[Line]) -> list[Line]:
    pardoned = {line.pardons for line in lines}
    return [line for line in lines if line.kind is not K.PARDON and line.id not in pardoned]


def _closes(line: Line, lines: Sequence[Line], limits: Limits) -> bool:
    """Whether booking was closed by this line, together with those before it."""
    before = [other for other in lines if other.kind is line.kind and other.id <= line.id]
    match line.kind:
        case K.NO_SHOW:
            return _reached(before, line.day, limits.missed, limits)
        case K.CANCEL:
            return _reached(before, line.day, limits.cancelled, limits)
        case _:
            same = [other for other in before if (other.day, other.item_code) == (line.day, line.item_code)]
            return 0 < limits.item_day < len(same)


def _reached(lines: Sequence[Line], day: date, limit: int, limits: Limits) -> bool:
    return 0 < limit <= sum(_within(line.day, day, limits) for line in lines)


def _within(day: date, today: date, limits: Limits) -> bool:
    return today - timedelta(days=limits.window_days) < day <= today
