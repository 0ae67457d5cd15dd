"""The calendar in a real database: seeded, imported, read back, twice and at once."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime, time, timedelta

import pytest

from backend.calendar import service, snapshot
from backend.calendar.announcements import AnnouncedDay
from backend.calendar.seeding import announced_days, horizon
from backend.common import workdays
from backend.common.clock import at_local
from backend.common.errors import InvalidInput
from backend.common.statutory import statutory_holiday
from backend.common.workcalendar import DayKind, DayRule, Session
from backend.database import fetch_one

pytestmark = [pytest.mark.asyncio, pytest.mark.usefixtures("tables")]

NOW = datetime(2026, 11, 21, 1, 0, tzinfo=UTC)
NEXT = horizon().year + 1


def _notice(year: int, *more: AnnouncedDay) -> list[AnnouncedDay]:
    first = date(year, 1, 1)
    days = [first + timedelta(days=n) for n in range(365)]
    off = [AnnouncedDay(day, DayRule(DayKind.HOLIDAY, name=statutory_holiday(day) or "")) for day in days]
    return [item for item in off if item.rule.name] + list(more)


async def test_seed_holds_every_announced_day() -> None:
    done = await service.seed(1, NOW)
    calendar = await snapshot.load(1)
    assert calendar.days == dict(announced_days())
    assert (calendar.version, calendar.announced_until) == (1, horizon())
    assert done.announced_until == horizon()
    assert calendar.default_sessions == service.USUAL_HOURS


async def test_seeding_again_changes_nothing() -> None:
    await service.seed(1, NOW)
    assert await service.seed(1, NOW) == service.Imported(1, (), horizon())


async def test_centres_do_not_meet() -> None:
    await service.seed(1, NOW)
    await service.seed(2, NOW, (Session(time(8, 30), time(17)),))
    assert (await snapshot.load(2)).default_sessions == (Session(time(8, 30), time(17)),)
    assert (await snapshot.load(1)).default_sessions == service.USUAL_HOURS
    with pytest.raises(snapshot.NoCalendar):
        await snapshot.load(3)


async def test_next_years_notice_moves_the_horizon_and_settles_deadlines() -> None:
    await service.seed(1, NOW)
    start = at_local(horizon() - timedelta(days=1), time(10))
    assert workdays.add_working_days(await snapshot.load(1), start, 5).provisional
    bridge = AnnouncedDay(date(NEXT, 1, 4), DayRule(DayKind.HOLIDAY, name="元旦"))
    done = await service.import_announcement(
        _notice(NEXT, bridge), centre_id=1, now=NOW, source="国办发明电", covers_year=NEXT
    )
    calendar = await snapshot.load(1)
    assert (done.version, calendar.version) == (2, 2)
    assert workdays.bookable_until(calendar) == date(NEXT, 12, 31)
    assert not workdays.add_working_days(calendar, start, 5).provisional
    assert not workdays.is_working_day(calendar, date(NEXT, 1, 4))


async def test_importing_twice_changes_nothing_the_second_time() -> None:
    await service.seed(1, NOW)
    for expected in (2, 2):
        done = await service.import_announcement(_notice(NEXT), centre_id=1, now=NOW, source="通知", covers_year=NEXT)
        assert done.version == expected
    assert done.changed == ()


async def test_a_half_day_of_the_centre_is_kept_and_the_horizon_stays() -> None:
    await service.seed(1, NOW)
    half = AnnouncedDay(date(2026, 12, 31), DayRule(DayKind.WORK, (Session(time(9), time(12)),)))
    done = await service.import_announcement([half], centre_id=1, now=NOW, source="中心通知")
    calendar = await snapshot.load(1)
    assert done.changed == (date(2026, 12, 31),)
    assert calendar.announced_until == horizon()
    assert workdays.sessions(calendar, date(2026, 12, 31)) == (Session(time(9), time(12)),)
    await service.seed(1, NOW)
    assert (await snapshot.load(1)).days[date(2026, 12, 31)] == half.rule


async def test_refused_imports_change_nothing() -> None:
    with pytest.raises(service.NotSeeded):
        await service.import_announcement(_notice(NEXT), centre_id=1, now=NOW, source="通知", covers_year=NEXT)
    await service.seed(1, NOW)
    year = NEXT + 1
    with pytest.raises(service.YearMissing, match=str(NEXT)):
        await service.import_announcement(_notice(year), centre_id=1, now=NOW, source="通知", covers_year=year)
    with pytest.raises(InvalidInput):
        await service.import_announcement(_notice(NEXT), centre_id=1, now=NOW, source=" ", covers_year=NEXT)
    assert (await snapshot.load(1)).version == 1


async def test_imports_at_once_wait_for_each_other() -> None:
    await service.seed(1, NOW)
    days = [date(2026, 12, number) for number in (7, 8, 9, 10)]
    closed = [[AnnouncedDay(day, DayRule(DayKind.REST, name="停电"))] for day in days]
    done = await asyncio.gather(
        *(service.import_announcement(item, centre_id=1, now=NOW, source="中心通知") for item in closed)
    )
    assert sorted(item.version for item in done) == [2, 3, 4, 5]
    calendar = await snapshot.load(1)
    assert calendar.version == 5
    assert not any(workdays.is_working_day(calendar, day) for day in days)


async def test_one_row_a_day() -> None:
    await service.seed(1, NOW)
    await service.import_announcement(_notice(NEXT), centre_id=1, now=NOW, source="通知", covers_year=NEXT)
    row = await fetch_one("SELECT count(*) AS rows, count(DISTINCT day) AS days FROM work_day")
    assert row is not None
    assert row["rows"] == row["days"] == len(list(announced_days())) + 365
