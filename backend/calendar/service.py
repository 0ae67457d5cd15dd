"""The verbs of the calendar: seed it, and import what was announced. Each is one transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

import orjson

from backend.calendar import seeding, sql
from backend.calendar.announcements import AnnouncedDay, check_announcement, whole_year
from backend.calendar.models import CalendarVersion
from backend.calendar.snapshot import columns_of, rule_of, sessions_of
from backend.common.errors import Conflict, InvalidInput
from backend.common.ids import new_id
from backend.common.workcalendar import DayRule, Session
from backend.database import fetch, fetch_one, transactional

USUAL_HOURS = (Session(time(9), time(12)), Session(time(13, 30), time(17)))
"""Opening hours of a centre that names none."""


class NotSeeded(Conflict):
    """An announcement came before the calendar itself."""

    code = "calendar_not_seeded"
    message = "工作日历还没建立。请先初始化，再导入。"


class YearMissing(Conflict):
    """The notice of a year in between was never imported."""

    code = "calendar_year_missing"
    message = "请先导入{year}年的放假安排。"


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: the version now in force, the days that changed and the new horizon."""

    version: int
    changed: tuple[date, ...]
    announced_until: date


@transactional
async def seed(centre_id: int, now: datetime, hours: tuple[Session, ...] = USUAL_HOURS) -> Imported:
    """Fill the calendar with every announced year known to the package; again after the package learnt a year.

    Days that are already there stay as they are, so what a clerk imported is never overwritten. Running it
    again changes nothing.

    Parameters:
        centre_id: the centre.
        now: the instant written into the rows.
        hours: the usual hours, taken over at the first run only.
    """
    head = await _lock(centre_id)
    until = head["announced_until"] if head else None
    known = await _days(centre_id)
    days = {day: rule for day, rule in seeding.announced_days(after=until) if day not in known}
    horizon = max(until or seeding.horizon(), seeding.horizon())
    return await _write(centre_id, now, seeding.SOURCE, head, days, horizon, sessions_of(head) if head else hours)


@transactional
async def import_announcement(
    days: Sequence[AnnouncedDay],
    *,
    centre_id: int,
    now: datetime,
    source: str,
    covers_year: int | None = None,
) -> Imported:
    """Take over an announcement, all of it or nothing. Importing it again changes nothing.

    Parameters:
        days: the days that differ from the plain week (:func:`announcements.read_announcement`).
        centre_id: the centre.
        now: the instant written into the rows.
        source: where it was announced, e.g. ``国办发明电〔2026〕…号``.
        covers_year: the year whose yearly notice this is: its other days follow the week, and the horizon moves
            to its end. None for single days of the centre's own; the horizon stays.

    Raises:
        InvalidInput: the announcement cannot be right.
        NotSeeded: the calendar was never seeded.
        YearMissing: the year before ``covers_year`` is not announced yet.
    """
    if not source.strip():
        raise InvalidInput("来源", "请填写放假通知的名称或文号。")
    check_announcement(days, covers_year)
    head = await _lock(centre_id)
    if head is None:
        raise NotSeeded
    given = whole_year(days, covers_year) if covers_year else {item.day: item.rule for item in days}
    known = await _days(centre_id)
    changed = {day: rule for day, rule in given.items() if known.get(day) != rule}
    return await _write(centre_id, now, source, head, changed, _horizon(head, covers_year), sessions_of(head))


def _horizon(head: Mapping[str, Any], covers_year: int | None) -> date:
    until: date = head["announced_until"]
    if covers_year is None:
        return until
    if covers_year > until.year + 1:
        raise YearMissing(year=until.year + 1)
    return max(until, date(covers_year, 12, 31))


async def _lock(centre_id: int) -> Mapping[str, Any] | None:
    await fetch(sql.LOCK, [centre_id])
    return await fetch_one(sql.LATEST, [centre_id])


async def _days(centre_id: int) -> dict[date, DayRule]:
    return {row["day"]: rule_of(row) for row in await fetch(sql.DAYS, [centre_id])}


async def _write(
    centre_id: int,
    now: datetime,
    source: str,
    head: Mapping[str, Any] | None,
    days: Mapping[date, DayRule],
    horizon: date,
    hours: tuple[Session, ...] | None,
) -> Imported:
    """Write a new version with these days, unless it would say the same as the last one."""
    if head and not days and horizon == head["announced_until"]:
        return Imported(head["version"], (), horizon)
    version = head["version"] + 1 if head else 1
    rows = [_record(day, rule) for day, rule in days.items()]
    await fetch(sql.WRITE_DAYS, [orjson.dumps(rows).decode(), centre_id, now, source, version])
    row = CalendarVersion(
        centre_id=centre_id,
        created_at=now,
        version=version,
        announced_until=horizon,
        source=source,
        **columns_of(hours),
    )
    await row.save(force_create=True)
    return Imported(version, tuple(sorted(days)), horizon)


def _record(day: date, rule: DayRule) -> dict[str, object]:
    return {"id": new_id(), "day": day, "kind": rule.kind, "name": rule.name} | columns_of(rule.sessions)
