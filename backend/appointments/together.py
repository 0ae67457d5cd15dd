"""Holds for many citizens in one step. The rules are those of `service.holding`, asked for all at once; who cannot be
served here for whatever reason is left to it, and it says why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import orjson

from backend.appointments import many_sql, rendering, rules
from backend.appointments.schemas import Appointment, HoldRequest
from backend.appointments.service.crediting import blocked
from backend.appointments.states import AppointmentState, PartyKind
from backend.appointments.wishes import bookable
from backend.catalogue.live import PublishedGuide
from backend.catalogue.schemas import Named
from backend.common.errors import Refusal
from backend.common.ids import new_code, new_id
from backend.database import fetch
from backend.database.notify import CHANNEL
from backend.settings import Settings
from backend.web.gathering import Pending

S = AppointmentState


@dataclass(frozen=True)
class _Wanted:
    """One citizen's wish for oneself: an item from a slot on."""

    pending: Pending
    citizen_id: UUID
    slot_id: UUID
    item: PublishedGuide
    id: UUID
    code: str


async def hold_many(pending: Sequence[Pending]) -> Mapping[Pending, Appointment]:
    """Hold places for those who want one item for themselves and whom nothing stands in the way of."""
    wanted = _wanted(pending)
    if not wanted:
        return {}
    now, settings = max(one.call.now for one in pending), pending[0].call.settings
    closed = await blocked([one.citizen_id for one in wanted], now, settings)
    open_to = [one for one in wanted if one.citizen_id not in closed]
    expires_at = now + timedelta(minutes=settings.hold_minutes)
    rows = await fetch(many_sql.HOLD, [*_common(now, settings, expires_at), *_columns(open_to)])
    by_id = {one.id: one for one in open_to}
    return {by_id[row["id"]].pending: _shown(by_id[row["id"]], row, now, expires_at) for row in rows}


def _wanted(pending: Iterable[Pending]) -> list[_Wanted]:
    """The simple wishes among these, the first of each citizen."""
    found = (_simple(one) for one in pending)
    first: dict[UUID, _Wanted] = {}
    for wish in found:
        if wish is not None:
            first.setdefault(wish.citizen_id, wish)
    return list(first.values())


def _simple(pending: Pending) -> _Wanted | None:
    body: HoldRequest = pending.arguments["body"]
    if len(body.item_codes) != 1 or body.party.kind is not PartyKind.SELF:
        return None
    try:
        item = bookable(body.item_codes[0])
    except Refusal:
        return None
    return _Wanted(pending, pending.call.citizen.id, body.slot_id, item, new_id(), new_code(rules.CODE_LENGTH))


def _common(now: datetime, settings: Settings, expires_at: datetime) -> list[Any]:
    last = rules.last_open_day(now, settings.booking_days, settings.booking_release_hour)
    return [now, last, settings.centre_id, rules.MOST_AHEAD, expires_at, CHANNEL]


def _columns(wanted: Sequence[_Wanted]) -> list[list[Any]]:
    rows = [
        (
            one.id,
            one.citizen_id,
            one.slot_id,
            one.code,
            one.item.guide.code,
            one.item.guide.name,
            one.item.version,
            one.item.guide.minutes,
            one.item.guide.department,
            new_id(),
            *_messages(one),
        )
        for one in wanted
    ]
    return [list(column) for column in zip(*rows, strict=True)] if rows else [[] for _ in range(12)]


def _messages(one: _Wanted) -> tuple[str, str]:
    """What `service.recording.record` tells the screens."""
    citizen = {"to": f"citizen:{one.citizen_id}", "kind": "appointment", "id": str(one.id), "state": S.HELD}
    staff = {"to": "staff", "kind": "queue", "id": str(one.id), "department": one.item.guide.department}
    return orjson.dumps(citizen).decode(), orjson.dumps(staff).decode()


@dataclass(frozen=True)
class _Held:
    """The row as it was written."""

    id: UUID
    code: str
    day: date
    minutes: int
    item_code: str
    item_name: str
    department: str
    hold_expires_at: datetime
    created_at: datetime
    state: AppointmentState = S.HELD
    version: int = 1
    party_kind: PartyKind = PartyKind.SELF
    party_relation: str = ""
    party_name: None = None
    party_number: None = None


def _shown(one: _Wanted, row: Mapping[str, Any], now: datetime, expires_at: datetime) -> Appointment:
    guide = one.item.guide
    named = guide.minutes, guide.code, guide.name, guide.department
    held = _Held(one.id, one.code, row["day"], *named, expires_at, now)
    place = rules.Place(
        one.slot_id, row["pool_id"], row["day"], row["starts_at"], row["ends_at"], row["free"], row["seats"]
    )
    return rendering.shown(held, place, [Named(code=guide.code, name=guide.name)], [guide], now)
