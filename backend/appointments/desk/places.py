"""Places that are kept for the windows."""

from __future__ import annotations

from datetime import date, datetime
from typing import NoReturn

from backend.appointments import queries, rendering, rules, sql
from backend.appointments.models import Slot
from backend.appointments.refusals import SlotTaken
from backend.appointments.rules import Place, starts
from backend.appointments.wishes import Wish
from backend.common.clock import local_day
from backend.database import fetch
from backend.settings import Settings


async def of(wish: Wish, first: date, now: datetime, settings: Settings) -> list[Place]:
    """Where the items can begin on a place kept for the windows, from ``first`` to the last released day."""
    last = rules.last_open_day(now, settings.booking_days, settings.booking_release_hour)
    found = await fetch(sql.DESK_BOARD, [now, settings.centre_id, wish.departments, first, last])
    return starts([Place(**row) for row in found], wish.minutes)


async def refuse(slot: Slot, wish: Wish, now: datetime, settings: Settings) -> NoReturn:
    """Raises SlotTaken with the nearest starts that have such a place."""
    found = [one for one in await of(wish, local_day(now), now, settings) if one.free and one.id != slot.id]
    near = sorted(found, key=lambda one: (abs(one.starts_at - slot.starts_at), one.starts_at))[: queries.NEAREST]
    shown = [rendering.slot(one).model_dump(mode="json") for one in near]
    raise SlotTaken(details={"alternatives": shown})
