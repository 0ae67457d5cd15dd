"""Rows to what the plan screens show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from backend.appointments.models import Pool
from backend.appointments.plans import loading, previewing, schemas, wording
from backend.appointments.plans.models import ReconciliationReport, SlotException, WindowLeave
from backend.appointments.plans.rules import KnownSlot
from backend.appointments.plans.states import ExceptionKind
from backend.appointments.rendering import department_name
from backend.appointments.rules import Template
from backend.appointments.wording import day_label, when_text
from backend.catalogue import live
from backend.catalogue.schemas import Named
from backend.settings import Settings
from backend.staff.roles import Permission
from backend.web.access import Staff
from backend.web.schemas import Action

WITHDRAW = Action(name="withdraw", label="撤销", kind="danger", confirm="撤销后,号源会按原来的安排放出。要撤销吗?")
ENTER = (
    Action(name="closure", label="停号", kind="danger"),
    Action(name="exception", label="改某天安排"),
    Action(name="leave", label="窗口请假"),
    Action(name="template", label="改模板"),
)
SHOWN_HITS = 50


def pool_brief(row: Pool, staff: Staff) -> schemas.PoolBrief:
    """A pool with the names of what it serves."""
    book = live.current()
    windows = [book.windows[code] for code in loading.windows_of(row) if code in book.windows]
    return schemas.PoolBrief(
        id=row.id,
        code=row.code,
        name=loading.name_of(row),
        version=row.version,
        departments=[Named(code=code, name=department_name(code)) for code in row.departments],
        windows=[Named(code=window.code, name=f"{window.number} 号 {window.name}") for window in windows],
        all_windows=not row.windows,
        actions=[Action(name="change_pool", label="改号池")] if staff.may(Permission.PLANS_MANAGE) else [],
    )


def entering(staff: Staff) -> list[Action]:
    """What this person may enter."""
    return list(ENTER) if staff.may(Permission.PLANS_MANAGE) else []


async def pool_plan(row: Pool, now: datetime, staff: Staff, settings: Settings) -> schemas.PoolPlan:
    """Everything about one pool."""
    frame = await loading.frame(now, settings)
    templates = await loading.templates(row.id)
    return schemas.PoolPlan(
        pool=pool_brief(row, staff),
        weekdays=_in_force(templates, frame.first),
        coming=[
            _weekday(weekday, since, rows)
            for since, generation in sorted(templates.items())
            if since > frame.first
            for weekday, rows in _by_weekday(generation).items()
        ],
        entries=await _entries(row, frame.first, staff),
        days=_days(await _all_slots(row.id, frame), frame),
    )


async def _all_slots(pool_id: UUID, frame: loading.Frame) -> list[KnownSlot]:
    """Also those of this morning: the day is shown whole."""
    whole = loading.Frame(frame.calendar, frame.first, frame.until, frame.now - timedelta(days=1))
    return [slot for slot in await loading.known(pool_id, whole) if slot.is_open or slot.taken]


def _in_force(templates: Mapping[date, Sequence[Template]], today: date) -> list[schemas.WeekdayRows]:
    found: dict[int, tuple[date, list[Template]]] = {}
    for since, generation in sorted(templates.items()):
        if since <= today:
            found |= {weekday: (since, rows) for weekday, rows in _by_weekday(generation).items()}
    return [_weekday(weekday, *found[weekday]) for weekday in sorted(found)]


def _by_weekday(generation: Sequence[Template]) -> dict[int, list[Template]]:
    found: defaultdict[int, list[Template]] = defaultdict(list)
    for row in generation:
        found[row.weekday].append(row)
    return dict(sorted(found.items()))


def _weekday(weekday: int, since: date, rows: Sequence[Template]) -> schemas.WeekdayRows:
    shown = [_row(row) for row in sorted(rows, key=lambda row: row.start)]
    return schemas.WeekdayRows(weekday=weekday, label=wording.weekday_text(weekday), valid_from=since, rows=shown)


def _row(row: Template) -> schemas.Row:
    return schemas.Row(**loading.kept_row(row))


async def _entries(row: Pool, today: date, staff: Staff) -> list[schemas.PlanEntry]:
    own = await SlotException.filter(pool_id=row.id, day__gte=today, withdrawn_at=None).order_by("day", "id")
    away = await WindowLeave.filter(
        centre_id=row.centre_id, window__in=loading.windows_of(row), last_day__gte=today, withdrawn_at=None
    ).order_by("first_day", "id")
    actions = [WITHDRAW] if staff.may(Permission.PLANS_MANAGE) else []
    return [_exception(entry, actions) for entry in own] + [_leave(entry, actions) for entry in away]


def _exception(entry: SlotException, actions: list[Action]) -> schemas.PlanEntry:
    rows = [_row(loading.row_of(given, entry.day.weekday())) for given in entry.rows]
    return schemas.PlanEntry(
        id=entry.id,
        kind="closed" if entry.kind is ExceptionKind.CLOSED else "rows",
        first_day=entry.day,
        last_day=entry.day,
        text=wording.exception_text(entry.day, entry.kind, entry.start, entry.end),
        reason=entry.reason,
        rows=rows,
        actions=actions,
    )


def _leave(entry: WindowLeave, actions: list[Action]) -> schemas.PlanEntry:
    window = live.current().windows.get(entry.window)
    name = f"{window.number} 号窗口" if window else entry.window
    return schemas.PlanEntry(
        id=entry.id,
        kind="leave",
        first_day=entry.first_day,
        last_day=entry.last_day,
        text=wording.leave_text(name, entry.first_day, entry.last_day),
        reason=entry.reason,
        rows=[],
        actions=actions,
    )


def _days(slots: Sequence[KnownSlot], frame: loading.Frame) -> list[schemas.PlanDay]:
    by_day: defaultdict[date, list[KnownSlot]] = defaultdict(list)
    for slot in slots:
        by_day[slot.day].append(slot)
    count = (frame.until - frame.first).days + 1
    return [_day(frame.first + timedelta(days=n), by_day, frame) for n in range(count)]


def _day(day: date, by_day: Mapping[date, Sequence[KnownSlot]], frame: loading.Frame) -> schemas.PlanDay:
    slots = by_day.get(day, ())
    found = frame.calendar.on(day)
    return schemas.PlanDay(
        day=day,
        label=day_label(day),
        works=found.works,
        reason=found.reason,
        slots=sum(slot.is_open for slot in slots),
        places_online=sum(slot.cap_online for slot in slots if slot.is_open),
        used_online=sum(slot.used_online for slot in slots),
        places_staff=sum(slot.cap_staff for slot in slots if slot.is_open),
        used_staff=sum(slot.used_staff for slot in slots),
    )


def preview(found: Sequence[previewing.PoolPreview]) -> schemas.Preview:
    """What a change would do."""
    hit = sum(len(one.hits) for one in found)
    return schemas.Preview(
        pools=[_pool_preview(one) for one in found if one.days],
        hit=hit,
        text=wording.preview_text(hit, any(one.days for one in found)),
    )


def _pool_preview(found: previewing.PoolPreview) -> schemas.PoolPreview:
    return schemas.PoolPreview(
        pool=Named(code=found.pool.code, name=loading.name_of(found.pool)),
        days=[
            schemas.PreviewDay(
                day=one.day,
                label=day_label(one.day),
                added=one.added,
                changed=one.changed,
                removed=one.removed,
                before=one.before,
                after=one.after,
            )
            for one in found.days
        ],
        hits=[
            schemas.PreviewHit(
                when_text=when_text(one.starts_at, one.ends_at),
                item_name=one.item_name,
                department_name=department_name(one.department),
                over=one.over,
            )
            for one in found.hits[:SHOWN_HITS]
        ],
    )


def reconciliation(row: ReconciliationReport) -> schemas.Reconciliation:
    """The report in a sentence, with what differs."""
    return schemas.Reconciliation(
        at=row.created_at,
        slots=row.slots,
        differing=row.differing,
        differences=[schemas.Difference(**one) for one in row.differences[:SHOWN_HITS]],
        text=wording.reconciliation_text(row.slots, row.differing),
    )
