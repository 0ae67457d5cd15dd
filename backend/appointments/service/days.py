"""Keeping the slots of the coming days as the calendar says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID

from backend.appointments import queries, rules, seat_sql, sql
from backend.appointments.models import SlotTemplate
from backend.appointments.rules import PlannedSlot, Template
from backend.appointments.service.recording import SYSTEM, notify, record
from backend.appointments.service.wished import close_offer
from backend.appointments.states import AppointmentState
from backend.calendar import snapshot
from backend.catalogue import live
from backend.common.clock import local_day
from backend.common.ids import new_id
from backend.common.workcalendar import WorkCalendar
from backend.database import fetch, transactional
from backend.settings import Settings
from faq.schema import Book


async def open_days(now: datetime, *, settings: Settings) -> int:
    """Create pools, their first templates and the slots of the booking horizon; safe to repeat.

    Works from the published book (windows, departments, hours) and the calendar. What was booked stays; slots that
    the calendar no longer allows are closed and their citizens told. Each pool is a transaction of its own.

    Returns:
        How many slots were added or changed.

    Raises:
        NotPublished: nothing was published yet.
        NoCalendar: the calendar was never seeded.
    """
    book = live.current().book
    calendar = await snapshot.load(settings.centre_id)
    until = min(local_day(now) + timedelta(days=settings.booking_days), calendar.announced_until)
    changed = 0
    for department in rules.pooled_departments(book):
        changed += await _open_pool(department.code, book, calendar, until, now, settings.centre_id)
    return changed


@transactional
async def _open_pool(
    department: str, book: Book, calendar: WorkCalendar, until: date, now: datetime, centre_id: int
) -> int:
    [pool] = await fetch(sql.WRITE_POOL, [new_id(), centre_id, now, department])
    templates = await _templates(pool["id"], department, book, now, centre_id)
    days = (local_day(now) + timedelta(days=n) for n in range((until - local_day(now)).days + 1))
    planned = [slot for day in days for slot in rules.plan_day(templates, day, calendar.on(day).sessions, now)]
    written = await fetch(sql.WRITE_SLOTS, [centre_id, now, pool["id"], *_columns(planned)])
    closed = await fetch(sql.CLOSE_SLOTS, [pool["id"], now, until, [slot.starts_at for slot in planned]])
    await _call_off([row["id"] for row in closed], now)
    return len(written) + len(closed)


async def _templates(pool_id: UUID, department: str, book: Book, now: datetime, centre_id: int) -> list[Template]:
    """The pool's templates; made from the book the first time, kept as they are afterwards."""
    if not await SlotTemplate.exists(pool_id=pool_id):
        for row in rules.default_templates(book, department):
            values = [row.weekday, f"{row.start:%H:%M}", f"{row.end:%H:%M}", row.minutes, row.cap_online, row.cap_staff]
            await fetch(sql.WRITE_TEMPLATE, [new_id(), centre_id, now, pool_id, *values])
    return [_template(row) for row in await SlotTemplate.filter(pool_id=pool_id)]


def _template(row: SlotTemplate) -> Template:
    start, end = time.fromisoformat(row.start), time.fromisoformat(row.end)
    return Template(row.weekday, start, end, row.minutes, row.cap_online, row.cap_staff)


def _columns(planned: Sequence[PlannedSlot]) -> list[list[object]]:
    """Ids rise with time, so that whoever locks by id and whoever locks by time do it in the same order."""
    return [
        [new_id() for _ in planned],
        [slot.day for slot in planned],
        [slot.starts_at for slot in planned],
        [slot.ends_at for slot in planned],
        [slot.cap_online for slot in planned],
        [slot.cap_staff for slot in planned],
    ]


async def _call_off(slot_ids: Sequence[UUID], now: datetime) -> None:
    if not slot_ids:
        return
    for off in await fetch(seat_sql.CALL_OFF, [list(slot_ids), now]):
        row = await queries.find(off["id"])
        await close_offer(row, "return", SYSTEM, now)
        await record(row, "call_off", AppointmentState.CANCELLED_BY_CENTRE, SYSTEM, now)
        await notify(row, "appointments.called_off", "called_off", now)
