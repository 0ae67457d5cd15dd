"""Who waits, in the order they are called, and how long it takes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson

from backend.common.clock import local_day
from backend.database import fetch
from backend.queue import estimating, hall, policy, rules, sql
from backend.queue.models import Ticket, WindowDesk
from backend.queue.rules import Lane, Waiting
from backend.queue.states import Origin, TicketState, WindowState
from faq.schema import Window


@dataclass(frozen=True, slots=True)
class Queued:
    """A waiting ticket with no more than the order and the screens need. ``near_told``: the phone was told."""

    id: UUID
    number: str
    department: str
    item_code: str
    citizen_id: UUID | None
    near_told: bool
    waiting: Waiting


@dataclass(frozen=True)
class Standing:
    """A ticket's place: how many are called before it, and in about how many minutes it is called."""

    ahead: int
    minutes: int | None


NOWHERE = Standing(0, None)


@dataclass(frozen=True)
class Takes:
    """Whom a window calls: ``departments`` all it may, ``chosen`` and ``items`` what the clerk chose (None: all)."""

    window: str
    departments: tuple[str, ...]
    chosen: Sequence[str] | None = None
    items: Sequence[str] | None = None


def takes_of(window: Window, departments: Any, items: Any) -> Takes:
    """What a window takes, from its desk's JSON columns as plain SQL or the model gives them."""
    return Takes(window.code, tuple(window.departments), _codes(departments), _codes(items))


def _codes(value: Any) -> list[str] | None:
    codes: list[str] | None = orjson.loads(value) if isinstance(value, str) else value
    return codes


async def line(departments: Iterable[str], now: datetime, centre_id: int = 1) -> list[Queued]:
    """Who waits for these departments today, in the order they would be called if one window called for all."""
    wanted, day = sorted(set(departments)), local_day(now)
    rows = await fetch(sql.LINE_OF_DEPARTMENTS, [centre_id, day, wanted])
    if not rows:
        return []
    memory = policy.current().memory
    recent = await fetch(sql.RECENT_CALLS_OF_DEPARTMENTS, [centre_id, day, wanted, memory])
    return await _ordered(rows, recent, now, centre_id)


async def line_at(takes: Takes, now: datetime, centre_id: int = 1) -> list[Queued]:
    """Who waits for a window, in the order it would call them; it depends on whom it called last."""
    day = local_day(now)
    values = [centre_id, day, list(takes.departments), takes.window, takes.chosen, takes.items]
    rows = await fetch(sql.LINE_OF_WINDOW, values)
    if not rows:
        return []
    recent = await fetch(sql.RECENT_CALLS, [centre_id, day, takes.window, policy.current().memory])
    return await _ordered(rows, recent, now, centre_id)


async def _ordered(
    rows: list[dict[str, Any]], recent: list[dict[str, Any]], now: datetime, centre_id: int
) -> list[Queued]:
    calls = await _calls_today(rows, now, centre_id)
    by_id = {row["id"]: _queued(row, calls) for row in rows}
    lanes = [rules.lane_called(Origin(row["origin"]), row["priority"]) for row in recent]
    return [by_id[one.id] for one in order([one.waiting for one in by_id.values()], now, lanes)]


def order(waiting: Sequence[Waiting], now: datetime, recent: Sequence[Lane]) -> list[Waiting]:
    """`rules.call_order` under the centre's policy."""
    return rules.call_order(waiting, now, recent, policy.current())


def _queued(row: dict[str, Any], calls: Mapping[str, int]) -> Queued:
    lets_pass = max(row["after_calls"] - calls.get(row["department"], 0), 0)
    waiting = Waiting(row["id"], Origin(row["origin"]), row["due_at"], row["minutes"], lets_pass, row["priority"])
    return Queued(
        id=row["id"],
        number=row["number"],
        department=row["department"],
        item_code=row["item_code"],
        citizen_id=row["citizen_id"],
        near_told=row["near_told"],
        waiting=waiting,
    )


async def _calls_today(rows: list[dict[str, Any]], now: datetime, centre_id: int) -> dict[str, int]:
    rejoined = sorted({row["department"] for row in rows if row["after_calls"]})
    if not rejoined:
        return {}
    found = await fetch(sql.CALLS_TODAY, [centre_id, local_day(now), rejoined])
    return {row["department"]: int(row["calls"]) for row in found}


async def standing(row: Ticket, now: datetime) -> Standing:
    """Where a ticket stands in its department's line."""
    if row.state is not TicketState.WAITING:
        return NOWHERE
    found = await line([row.department], now, row.centre_id)
    return (await standings(found, now, row.centre_id)).get(row.id, NOWHERE)


async def standings(found: Sequence[Queued], now: datetime, centre_id: int = 1) -> dict[UUID, Standing]:
    """The standing of every ticket of one line, shared by the open windows of its departments."""
    if not found:
        return {}
    medians = await recent_minutes({one.item_code for one in found}, centre_id)
    opened = await _open_windows({one.department for one in found}, centre_id)
    minutes = [medians.get(one.item_code, float(one.waiting.minutes)) for one in found]
    if not opened:
        return {one.id: Standing(place, None) for place, one in enumerate(found)}
    calls = estimating.calls_in(minutes, await _free_in(opened, now, centre_id))
    return {
        one.id: Standing(place, estimating.told_minutes(one.waiting, place, calls[place], now))
        for place, one in enumerate(found)
    }


async def recent_minutes(items: Collection[str], centre_id: int = 1) -> dict[str, float]:
    """How long these items took lately at the windows: the median in minutes, of items served often enough."""
    values = [centre_id, sorted(items), estimating.LAST_SERVED, estimating.ENOUGH_SERVED]
    return {row["item_code"]: row["seconds"] / 60 for row in await fetch(sql.MEDIAN_SECONDS, values)}


async def _open_windows(departments: Collection[str], centre_id: int) -> list[str]:
    """Codes of the open windows that call for any of these departments."""
    served = {window.code: window.departments for window in hall.windows()}
    rows = await WindowDesk.filter(centre_id=centre_id, state=WindowState.OPEN)
    chosen = {row.code: row.departments if row.departments is not None else served.get(row.code, []) for row in rows}
    return [code for code, taken in chosen.items() if not set(departments).isdisjoint(taken)]


async def _free_in(windows: Sequence[str], now: datetime, centre_id: int) -> list[float]:
    """Minutes until each of these windows is free; 0 for one where nobody is."""
    busy = {row["window_code"]: row for row in await fetch(sql.WINDOWS_BUSY, [centre_id, list(windows)])}
    medians = await recent_minutes({row["item_code"] for row in busy.values()}, centre_id) if busy else {}
    return [
        estimating.remaining(medians.get(busy[code]["item_code"], busy[code]["minutes"]), busy[code]["since"], now)
        if code in busy
        else 0.0
        for code in windows
    ]
