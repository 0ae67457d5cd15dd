"""The working calendar as a value: which days are worked, and when the doors are open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from itertools import pairwise

from backend.common.clock import at_local
from backend.common.statutory import statutory_holiday

_SATURDAY = 5


class DayKind(StrEnum):
    """What a day is."""

    WORK = "work"
    REST = "rest"
    HOLIDAY = "holiday"
    MAKEUP_WORK = "makeup_work"

    @property
    def works(self) -> bool:
        """Whether the centre works on such a day."""
        return self in (DayKind.WORK, DayKind.MAKEUP_WORK)


DAY_LABELS = {
    DayKind.WORK: "工作日",
    DayKind.REST: "休息日",
    DayKind.HOLIDAY: "节假日",
    DayKind.MAKEUP_WORK: "调休上班",
}


@dataclass(frozen=True, slots=True, order=True)
class Session:
    """Opening hours without a break, as wall time in Shanghai. Raises ValueError unless start < end."""

    start: time
    end: time

    def __post_init__(self) -> None:
        if self.start >= self.end:
            raise ValueError(f"a session ends after it starts: {self.start}–{self.end}")

    def on(self, day: date) -> tuple[datetime, datetime]:
        """Return the UTC instants of opening and closing on ``day``."""
        return at_local(day, self.start), at_local(day, self.end)


@dataclass(frozen=True, slots=True)
class DayRule:
    """One day of the table. ``sessions`` None means the usual ones; ``name`` is the holiday's Chinese name."""

    kind: DayKind
    sessions: tuple[Session, ...] | None = None
    name: str = ""

    def __post_init__(self) -> None:
        if self.sessions is not None:
            _check_sessions(self.sessions)


@dataclass(frozen=True, slots=True)
class Day:
    """A day looked up: its kind, its sessions (none on a day off) and the Chinese reason."""

    day: date
    kind: DayKind
    sessions: tuple[Session, ...]
    reason: str

    @property
    def works(self) -> bool:
        """Whether the centre works on this day."""
        return self.kind.works

    @property
    def closes_at(self) -> datetime:
        """The UTC instant the last session ends. Only for a working day."""
        return at_local(self.day, self.sessions[-1].end)


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """A centre's calendar at one version.

    Parameters:
        days: what is known day by day; a day that is missing follows its weekday.
        default_sessions: the usual opening hours of a working day.
        announced_until: the last day covered by an announcement. Later weekends and statutory holidays
            are days off, other days work, and every deadline there is 暂定.
        version: grows with every import.

    Raises:
        ValueError: the usual sessions are missing, overlap or are out of order.
    """

    days: Mapping[date, DayRule]
    default_sessions: tuple[Session, ...]
    announced_until: date
    version: int

    def __post_init__(self) -> None:
        _check_sessions(self.default_sessions)

    def on(self, day: date) -> Day:
        """Return what ``day`` is."""
        rule = self.days.get(day) or self._unlisted(day)
        if not rule.kind.works:
            return Day(day, rule.kind, (), rule.name or DAY_LABELS[rule.kind])
        return Day(day, rule.kind, rule.sessions or self.default_sessions, DAY_LABELS[rule.kind])

    def _unlisted(self, day: date) -> DayRule:
        holiday = statutory_holiday(day) if day > self.announced_until else None
        if holiday:
            return DayRule(DayKind.HOLIDAY, name=holiday)
        return DayRule(DayKind.REST if day.weekday() >= _SATURDAY else DayKind.WORK)


def _check_sessions(sessions: tuple[Session, ...]) -> None:
    if not sessions or any(later.start < earlier.end for earlier, later in pairwise(sessions)):
        raise ValueError("sessions must be there, in order and apart")
