"""The waiting list, as citizens use it: write a wish down, take it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import asyncpg
from tortoise.exceptions import IntegrityError

from backend.appointments import rules, sql, wording
from backend.appointments.parties import Party
from backend.appointments.refusals import TooManyWishes, WishKnown
from backend.appointments.service.crediting import require_credit
from backend.appointments.service.wished import change
from backend.appointments.states import WAITING, WaitState
from backend.appointments.waiting_models import WaitlistEntry, WaitlistEvent
from backend.appointments.wishes import Wish
from backend.calendar import snapshot
from backend.common.clock import local_day
from backend.common.errors import InvalidInput, NotFound, Stale
from backend.database import fetch_one, transactional
from backend.settings import Settings
from backend.web.live import tell

MOST_WISHES = 3
_OPEN = (WaitState.WAITING, WaitState.OFFERED)


@dataclass(frozen=True)
class Times:
    """Days and periods (am, pm) that suit somebody."""

    days: Sequence[date]
    periods: Sequence[str]


@transactional
async def wait(
    citizen_id: UUID,
    wish: Wish,
    party: Party,
    times: Times,
    now: datetime,
    *,
    settings: Settings,
    auto_confirm: bool = False,
) -> WaitlistEntry:
    """Write a wish down.

    Parameters:
        auto_confirm: book at once when a place comes free; the citizen has confirmed what to bring.

    Raises:
        CreditBlocked: the citizen may not book on-line at present.
        InvalidInput: a day on which nothing can be booked, with its field.
        NotFound: nothing is opened for these items yet.
        WishKnown: there is one for the same people and place.
        TooManyWishes: three wait already.
    """
    await require_credit(citizen_id, now, settings)
    await _require_days(times.days, now, settings)
    pool = await fetch_one(sql.POOL_FOR, [settings.centre_id, wish.departments])
    if pool is None:
        raise NotFound()
    if await WaitlistEntry.filter(citizen_id=citizen_id, state__in=_OPEN).count() >= MOST_WISHES:
        raise TooManyWishes(most=MOST_WISHES)
    row = _row(citizen_id, wish, party, times, now, settings.centre_id)
    row.pool_id, row.auto_confirm = pool["id"], auto_confirm
    return await _write(row, now)


@transactional
async def leave(citizen_id: UUID, entry_id: UUID, now: datetime) -> None:
    """Take a wish back.

    Raises:
        NotFound: not this citizen's.
        WrongState: a place was offered (confirm or cancel that), or it is over.
        Stale: it changed meanwhile.
    """
    row = await WaitlistEntry.get_or_none(id=entry_id, citizen_id=citizen_id)
    if row is None:
        raise NotFound()
    WAITING.next(row.state, "leave")
    if not await change(row.id, row.state, "leave", f"citizen:{citizen_id}", now):
        raise Stale()


async def _require_days(days: Sequence[date], now: datetime, settings: Settings) -> None:
    calendar = await snapshot.load(settings.centre_id)
    last = rules.last_open_day(now, settings.booking_days, settings.booking_release_hour)
    for day in days:
        reason = "已经过去" if day < local_day(now) else rules.closed_reason(calendar, day, last)
        if reason:
            raise InvalidInput("days", f"{wording.day_label(day)}{reason},请选别的日子。")


def _row(citizen_id: UUID, wish: Wish, party: Party, times: Times, now: datetime, centre_id: int) -> WaitlistEntry:
    days = sorted(set(times.days))
    return WaitlistEntry(
        centre_id=centre_id,
        created_at=now,
        citizen_id=citizen_id,
        item_codes=[item.guide.code for item in wish.items],
        minutes=wish.minutes,
        days=[day.isoformat() for day in days],
        periods=sorted(set(times.periods)),
        last_day=days[-1],
        state=WaitState.WAITING,
        party_kind=party.kind,
        party_name=party.name,
        party_number=party.number,
        party_index=party.index,
        party_relation=party.relation,
    )


async def _write(row: WaitlistEntry, now: datetime) -> WaitlistEntry:
    try:
        await row.save(force_create=True)
    except (IntegrityError, asyncpg.UniqueViolationError):
        raise WishKnown() from None
    await WaitlistEvent.create(
        centre_id=row.centre_id,
        created_at=now,
        entry_id=row.id,
        verb="wait",
        state=row.state,
        actor=f"citizen:{row.citizen_id}",
    )
    await tell(f"citizen:{row.citizen_id}", "waitlist", row.id, state=row.state)
    return row
