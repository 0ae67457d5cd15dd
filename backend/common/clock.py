"""The only place that reads the time. Everybody else takes ``now`` as a parameter."""

from __future__ import annotations

import time as _time
from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


class Clock(Protocol):
    """Tells the present instant."""

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


class FixedClock:
    """Stands still until told to advance (tests)."""

    def __init__(self, instant: datetime) -> None:
        self.instant = _utc(instant)

    def now(self) -> datetime:
        return self.instant

    def advance(self, by: timedelta) -> datetime:
        """Move on by ``by`` and return the new instant."""
        self.instant += by
        return self.instant

    def set(self, instant: datetime) -> None:
        """Jump to ``instant`` (aware)."""
        self.instant = _utc(instant)


class RunningClock:
    """Starts at a given instant and then ticks like a real clock (demos, browser tests)."""

    def __init__(self, start: datetime) -> None:
        self._start = _utc(start)
        self._started = _time.monotonic()

    def now(self) -> datetime:
        return self._start + timedelta(seconds=_time.monotonic() - self._started)


def clock_of(start: datetime | None) -> Clock:
    """Return the machine's own clock, or in a demo one that starts at ``start`` and ticks."""
    return RunningClock(start) if start else SystemClock()


def local(instant: datetime) -> datetime:
    """Return the same instant as wall time in Shanghai. Raises ValueError for a naive value."""
    return _aware(instant).astimezone(SHANGHAI)


def local_day(instant: datetime) -> date:
    """Return the calendar day in Shanghai at ``instant``."""
    return local(instant).date()


def at_local(day: date, at: time) -> datetime:
    """Return the UTC instant at which clocks in Shanghai show ``day`` and ``at``."""
    return datetime.combine(day, at, SHANGHAI).astimezone(UTC)


def unix_nanoseconds() -> int:
    """Return nanoseconds since 1970; for time-ordered identifiers only, never for a rule."""
    return _time.time_ns()


def _utc(instant: datetime) -> datetime:
    return _aware(instant).astimezone(UTC)


def _aware(instant: datetime) -> datetime:
    if instant.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return instant
