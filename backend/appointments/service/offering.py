"""Giving places that came free to whoever waits longest for them.

Each wish is a transaction of its own: it is claimed, a place is held and the citizen told, or nothing happens. A second
sweep at the same time skips a claimed wish, and a killed one leaves nothing behind.
"""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from backend.appointments import parties, queries, rules, seat_sql, waiting_sql, wording
from backend.appointments.rules import Place
from backend.appointments.service.changing import confirm
from backend.appointments.service.crediting import require_credit
from backend.appointments.service.holding import take
from backend.appointments.service.recording import SYSTEM, notify
from backend.appointments.service.wished import change, tell_wisher
from backend.appointments.states import WaitState
from backend.appointments.waiting_models import WaitlistEntry
from backend.appointments.wishes import Wish, wish
from backend.common.clock import local_day
from backend.common.errors import Refusal
from backend.database import fetch, fetch_one, transaction, transactional
from backend.settings import Settings


class _NothingFree(Exception):
    """Roll the wish's transaction back: somebody was faster, or the citizen cannot take a place now."""


async def offer_places(now: datetime, *, settings: Settings) -> int:
    """Ask the waiting list, who came first is asked first; returns how many places were offered or booked."""
    done = 0
    for found in await fetch(waiting_sql.WAITING, [settings.centre_id, local_day(now)]):
        done += await _offer_one(found["id"], now, settings)
    return done


@transactional
async def end_wishes(now: datetime, *, settings: Settings) -> int:
    """Close the wishes whose last day is over and say so; returns how many."""
    over = await fetch(waiting_sql.OVER, [settings.centre_id, rules.missed_through(now)])
    for found in over:
        row = await WaitlistEntry.get(id=found["id"])
        if await change(row.id, WaitState.WAITING, "end", SYSTEM, now):
            await tell_wisher(row, "appointments.waited_in_vain", now)
    return len(over)


async def _offer_one(entry_id: UUID, now: datetime, settings: Settings) -> bool:
    try:
        return await transaction(lambda: _offer(entry_id, now, settings))
    except (_NothingFree, Refusal):
        return False


async def _offer(entry_id: UUID, now: datetime, settings: Settings) -> bool:
    if await fetch_one(waiting_sql.CLAIM, [entry_id]) is None:
        return False
    row = await WaitlistEntry.get(id=entry_id)
    wanted = await wish(row.item_codes, row.centre_id)
    place = await _free_for(row, wanted, now, settings)
    if place is None:
        return False
    await require_credit(row.citizen_id, now, settings)
    held = await _hold(row, wanted, place, now, settings)
    await fetch(waiting_sql.OFFER, [row.id, held])
    await change(row.id, WaitState.WAITING, "offer", SYSTEM, now)
    await _tell_or_book(row, held, now, settings)
    return True


async def _free_for(row: WaitlistEntry, wanted: Wish, now: datetime, settings: Settings) -> Place | None:
    """The earliest start that suits, late enough to be answered before it begins."""
    first, last = date.fromisoformat(row.days[0]), date.fromisoformat(row.days[-1])
    last = min(last, rules.last_open_day(now, settings.booking_days, settings.booking_release_hour))
    answered = rules.offer_until(now, settings.offer_minutes)
    places = [Place(**found) for found in await fetch(waiting_sql.PLACES, [row.pool_id, first, last, answered])]
    suits = (one for one in rules.starts(places, wanted.minutes) if one.free and _suits(row, one))
    return next(suits, None)


def _suits(row: WaitlistEntry, place: Place) -> bool:
    return place.day.isoformat() in row.days and rules.period(place.starts_at) in row.periods


async def _hold(row: WaitlistEntry, wanted: Wish, place: Place, now: datetime, settings: Settings) -> UUID:
    slots = [found["id"] for found in await fetch(waiting_sql.SPAN, [place.pool_id, place.starts_at, place.ends_at])]
    await fetch(seat_sql.LOCK_SLOTS, [slots])
    await fetch(seat_sql.RELEASE_FOR_LIST, [now, slots])
    until = rules.offer_until(now, settings.offer_minutes)
    party = parties.of_row(row)
    held = await take(row.citizen_id, place.id, wanted, party, now, until, settings=settings, waitlist_id=row.id)
    if held is None:
        raise _NothingFree()
    return held


async def _tell_or_book(row: WaitlistEntry, held: UUID, now: datetime, settings: Settings) -> None:
    """A place the citizen asked to be booked at once is; any other is offered."""
    if row.auto_confirm:
        await confirm(row.citizen_id, held, now, settings=settings)
    else:
        until = wording.clock_text(rules.offer_until(now, settings.offer_minutes))
        await notify(await queries.find(held), "appointments.offered", "offered", now, until=until)
