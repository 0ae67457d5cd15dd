"""The table as a value for :mod:`backend.common.workdays`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from typing import Any
from uuid import UUID

from backend.calendar import sql
from backend.common.errors import Unavailable
from backend.common.workcalendar import DayKind, DayRule, Session, WorkCalendar
from backend.database import fetch, fetch_one

_loaded: dict[int, tuple[UUID, WorkCalendar]] = {}


class NoCalendar(Unavailable):
    """The centre's calendar was never seeded."""

    code = "no_calendar"
    message = "工作日历还没准备好。请联系中心管理员。"


async def load(centre_id: int = 1) -> WorkCalendar:
    """Return the centre's calendar at its latest version.

    Asks for the version each time (one index look-up), so every node sees an import at once; reads the days only
    when the version is new.

    Raises:
        NoCalendar: the calendar was never seeded.
    """
    head = await fetch_one(sql.LATEST, [centre_id])
    if head is None:
        raise NoCalendar
    kept = _loaded.get(centre_id)
    if kept is None or kept[0] != head["id"]:
        kept = _loaded[centre_id] = head["id"], await _read(centre_id, head)
    return kept[1]


def sessions_of(row: Mapping[str, Any]) -> tuple[Session, ...] | None:
    """Return the sessions written in a row's four columns; None when all are empty."""
    pairs = [(row["am_start"], row["am_end"]), (row["pm_start"], row["pm_end"])]
    return tuple(Session(time.fromisoformat(start), time.fromisoformat(end)) for start, end in pairs if start) or None


def columns_of(sessions: tuple[Session, ...] | None) -> dict[str, str | None]:
    """Return the four columns for at most one morning and one afternoon session.

    A single session that begins before noon stands in the morning columns.

    Raises:
        ValueError: more than two sessions, or two that do not part into morning and afternoon columns.
    """
    given = list(sessions or ())
    if len(given) > 2:
        raise ValueError("a day has one morning and one afternoon session")
    morning = given.pop(0) if len(given) == 2 or (given and given[0].start < time(12)) else None
    afternoon = given[0] if given else None
    return _pair("am", morning) | _pair("pm", afternoon)


def rule_of(row: Mapping[str, Any]) -> DayRule:
    """Return a day's rule from its row."""
    return DayRule(DayKind(row["kind"]), sessions_of(row), row["name"])


def _pair(half: str, session: Session | None) -> dict[str, str | None]:
    return {
        f"{half}_start": f"{session.start:%H:%M}" if session else None,
        f"{half}_end": f"{session.end:%H:%M}" if session else None,
    }


async def _read(centre_id: int, head: Mapping[str, Any]) -> WorkCalendar:
    days: dict[date, DayRule] = {row["day"]: rule_of(row) for row in await fetch(sql.DAYS, [centre_id])}
    return WorkCalendar(days, sessions_of(head) or (), head["announced_until"], head["version"])
