"""The verbs of the plans: enter something, take it back. The slots follow in a job per pool."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID

import orjson

from backend import audit
from backend.appointments.models import Pool, SlotTemplate
from backend.appointments.plans import loading, sql
from backend.appointments.plans.changes import Change, ClosureChange, ExceptionChange, LeaveChange, TemplateChange
from backend.appointments.plans.models import SlotException, WindowLeave
from backend.appointments.plans.rules import problem_of
from backend.appointments.plans.states import ExceptionKind
from backend.appointments.rules import Template
from backend.calendar import snapshot
from backend.catalogue import live
from backend.common.clock import local_day
from backend.common.errors import InvalidInput, NotFound, Stale
from backend.common.ids import new_id
from backend.database import fetch, fetch_one, transactional
from backend.outbox import enqueue
from backend.settings import Settings

MOST_AHEAD = timedelta(days=366)


@transactional
async def enter(
    change: Change, pools: Mapping[UUID, int], now: datetime, *, actor: str, settings: Settings
) -> list[UUID]:
    """Write a change down and have the slots of its pools follow, each pool in a transaction of its own.

    Parameters:
        pools: id to the version that the caller saw; empty for a leave, which finds its pools itself.

    Returns:
        The pools whose slots follow.

    Raises:
        InvalidInput: a day that is past, too far ahead or not worked; rows that cannot be.
        NotFound: no such pool or window.
        Stale: somebody else changed a pool meanwhile.
    """
    await check(change, now, settings)
    touched = await pools_of(change, list(pools), settings.centre_id)
    for pool in touched:
        await _touch(pool.id, pools.get(pool.id))
        await _write(pool, change, now, actor)
        await _follow(pool, now, actor, type(change).__name__)
    if isinstance(change, LeaveChange):
        await _write_leave(change, now, actor, settings.centre_id)
    return [pool.id for pool in touched]


async def pools_of(change: Change, pool_ids: Sequence[UUID], centre_id: int) -> list[Pool]:
    """The pools a change is about, in ascending order of id. Raises NotFound."""
    if not isinstance(change, LeaveChange):
        return [await loading.pool(pool_id, centre_id) for pool_id in sorted(pool_ids)]
    live.current().window(change.window)
    every = await Pool.filter(centre_id=centre_id).order_by("id")
    return [pool for pool in every if change.window in loading.windows_of(pool)]


async def check(change: Change, now: datetime, settings: Settings) -> None:
    """Raises InvalidInput with the field that is wrong."""
    today = local_day(now)
    match change:
        case TemplateChange():
            _check_days([change.valid_from], today, "valid_from")
            _check_rows(change.rows)
        case LeaveChange():
            _check_days([change.first_day, change.last_day], today, "last_day")
            if change.last_day < change.first_day:
                raise InvalidInput("last_day", "最后一天要在第一天以后。")
        case ExceptionChange():
            _check_days(change.days, today, "days")
            _check_rows(change.rows)
            await _check_worked(change.days, settings.centre_id)
        case ClosureChange():
            _check_days(change.days, today, "days")
            if (change.start is None) != (change.end is None):
                raise InvalidInput("end", "请同时填开始和结束时间。")
            if change.start is not None and change.end is not None and change.start >= change.end:
                raise InvalidInput("end", "结束时间要晚于开始时间。")


def _check_days(days: Sequence[date], today: date, field: str) -> None:
    if any(day < today for day in days):
        raise InvalidInput(field, "这一天已经过去了。请选今天或以后。")
    if any(day > today + MOST_AHEAD for day in days):
        raise InvalidInput(field, "最多提前一年安排。请选近一点的日子。")


def _check_rows(rows: Sequence[Template]) -> None:
    problem = problem_of(rows)
    if problem:
        raise InvalidInput("rows", problem)


async def _check_worked(days: Sequence[date], centre_id: int) -> None:
    calendar = await snapshot.load(centre_id)
    for day in days:
        if not calendar.on(day).works:
            raise InvalidInput("days", f"{day.month}月{day.day}日休息。请先改工作日历。")


@transactional
async def withdraw(kind: str, entry_id: UUID, now: datetime, *, actor: str, centre_id: int = 1) -> None:
    """Take back an exception (``kind`` "exception") or a leave ("leave"); the slots follow.

    Raises:
        NotFound: no such entry.
        Stale: it was taken back already.
    """
    model = WindowLeave if kind == "leave" else SlotException
    row = await model.get_or_none(id=entry_id, centre_id=centre_id)
    if row is None:
        raise NotFound()
    if not await model.filter(id=entry_id, withdrawn_at=None).update(withdrawn_at=now):
        raise Stale()
    for pool in await _pools_after(row, centre_id):
        await _touch(pool.id, None)
        await _follow(pool, now, actor, f"withdraw_{kind}")


async def _pools_after(row: SlotException | WindowLeave, centre_id: int) -> list[Pool]:
    if isinstance(row, SlotException):
        return [await loading.pool(row.pool_id, centre_id)]
    every = await Pool.filter(centre_id=centre_id).order_by("id")
    return [pool for pool in every if row.window in loading.windows_of(pool)]


async def _touch(pool_id: UUID, version: int | None) -> None:
    if await fetch_one(sql.BUMP, [pool_id, version]) is None:
        raise Stale()


async def _follow(pool: Pool, now: datetime, actor: str, what: str) -> None:
    await audit.record(actor, "appointments.plan", f"pool:{pool.id}", now, centre_id=pool.centre_id, what=what)
    await enqueue("appointments.rebuild", {"pool_id": str(pool.id)})


async def _write(pool: Pool, change: Change, now: datetime, actor: str) -> None:
    match change:
        case TemplateChange():
            await _write_templates(pool, change, now)
        case ExceptionChange():
            await _replace_rows(pool, change, now, actor)
        case ClosureChange():
            for day in change.days:
                row = _entry(pool, day, change.reason, now, actor)
                row.kind, row.start, row.end = ExceptionKind.CLOSED, _text(change.start), _text(change.end)
                await row.save(force_create=True)
        case LeaveChange():
            pass  # one row for all pools


async def _replace_rows(pool: Pool, change: ExceptionChange, now: datetime, actor: str) -> None:
    """A day has one set of other rows: the newest."""
    old = SlotException.filter(pool_id=pool.id, day__in=change.days, kind=ExceptionKind.ROWS, withdrawn_at=None)
    await old.update(withdrawn_at=now)
    for day in change.days:
        row = _entry(pool, day, change.reason, now, actor)
        row.kind, row.rows = ExceptionKind.ROWS, [loading.kept_row(one) for one in change.rows]
        await row.save(force_create=True)


def _entry(pool: Pool, day: date, reason: str, now: datetime, actor: str) -> SlotException:
    return SlotException(centre_id=pool.centre_id, created_at=now, pool_id=pool.id, day=day, reason=reason, actor=actor)


async def _write_leave(change: LeaveChange, now: datetime, actor: str, centre_id: int) -> None:
    await WindowLeave.create(
        centre_id=centre_id,
        created_at=now,
        window=change.window,
        first_day=change.first_day,
        last_day=change.last_day,
        reason=change.reason,
        actor=actor,
    )


async def _write_templates(pool: Pool, change: TemplateChange, now: datetime) -> None:
    await SlotTemplate.filter(pool_id=pool.id, valid_from=change.valid_from, weekday__in=change.weekdays).delete()
    for row in change.generation():
        await write_template(pool.id, change.valid_from, row, now, pool.centre_id)


async def write_template(pool_id: UUID, valid_from: date, row: Template, now: datetime, centre_id: int) -> None:
    """Write one template; one that is there already stays as it is."""
    span = [f"{row.start:%H:%M}", f"{row.end:%H:%M}", row.minutes, row.cap_online, row.cap_staff]
    breaks = orjson.dumps(loading.pairs_of(row.breaks)).decode()
    await fetch(sql.WRITE_TEMPLATE, [new_id(), centre_id, now, pool_id, row.weekday, valid_from, *span, breaks])


def _text(at: time | None) -> str | None:
    return f"{at:%H:%M}" if at else None
