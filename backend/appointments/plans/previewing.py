"""What a change would do, computed with the same rules as doing it, before anything is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from backend.appointments.models import Pool
from backend.appointments.plans import changing, loading, sql
from backend.appointments.plans.changes import Change, drafted
from backend.appointments.plans.rules import Difference, KnownSlot, compare, excess, per_day
from backend.appointments.rules import PlannedSlot
from backend.appointments.states import AppointmentState
from backend.database import fetch
from backend.settings import Settings


@dataclass(frozen=True)
class DayChange:
    """Slots of a day that would be added, changed and closed, and the day's places before and after."""

    day: date
    added: int
    changed: int
    removed: int
    before: int
    after: int


@dataclass(frozen=True)
class Hit:
    """A booking that would be in the conflict list; ``over``: it would keep its place."""

    appointment_id: UUID
    starts_at: datetime
    ends_at: datetime
    item_name: str
    department: str
    over: bool


@dataclass(frozen=True)
class PoolPreview:
    """What would change for one pool within the days that are open."""

    pool: Pool
    days: list[DayChange]
    hits: list[Hit]


async def preview(change: Change, pool_ids: Sequence[UUID], now: datetime, *, settings: Settings) -> list[PoolPreview]:
    """What `changing.enter` with the same change would do to slots and bookings.

    Raises:
        InvalidInput, NotFound: as `changing.enter`.
    """
    await changing.check(change, now, settings)
    frame = await loading.frame(now, settings)
    pools = await changing.pools_of(change, pool_ids, settings.centre_id)
    return [await _of_pool(pool, change, frame) for pool in pools]


async def _of_pool(pool: Pool, change: Change, frame: loading.Frame) -> PoolPreview:
    plan = drafted(await loading.plan_of(pool, frame.first), change, loading.windows_of(pool))
    known, planned = await loading.known(pool.id, frame), frame.planned(plan)
    difference = compare(known, planned)
    return PoolPreview(pool, _days(difference, known, planned), await _hits(difference))


def _days(difference: Difference, known: Sequence[KnownSlot], planned: Sequence[PlannedSlot]) -> list[DayChange]:
    changed = [before for before, _ in difference.changed]
    added, altered, removed = per_day(difference.added), per_day(changed), per_day(difference.removed)
    return [
        DayChange(
            day=day,
            added=added[day],
            changed=altered[day],
            removed=removed[day],
            before=sum(slot.cap_online + slot.cap_staff for slot in known if slot.day == day and slot.is_open),
            after=sum(slot.cap_online + slot.cap_staff for slot in planned if slot.day == day),
        )
        for day in sorted(added.keys() | altered.keys() | removed.keys())
    ]


async def _hits(difference: Difference) -> list[Hit]:
    over = {known.id: excess(known, planned) for known, planned in difference.over}
    closed = {slot.id for slot in difference.removed}
    seats = await fetch(sql.SEATED, [[*over, *closed], [AppointmentState.BOOKED]])
    hit: dict[UUID, Hit] = {}
    for seat in reversed(seats):
        if seat["slot_id"] in closed:
            hit[seat["id"]] = _hit(seat, over=False)
        elif over[seat["slot_id"]] > 0:
            over[seat["slot_id"]] -= 1
            hit.setdefault(seat["id"], _hit(seat, over=True))
    return sorted(hit.values(), key=lambda one: (one.starts_at, one.appointment_id))


def _hit(seat: dict[str, Any], *, over: bool) -> Hit:
    return Hit(seat["id"], seat["starts_at"], seat["ends_at"], seat["item_name"], seat["department"], over)
