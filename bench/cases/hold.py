"""Holding a seat: every request another citizen and another key, spread over all open times of one department."""

from __future__ import annotations

import json
from collections.abc import Sequence

from backend.appointments import rules
from backend.database import fetch
from bench.load import KEY, Prepared
from bench.people import log_in_many
from bench.stage import Stage

ITEM = "HZ01"
MOST_PER_SECOND = 2_500
"""More citizens than this are never served in a second on one core; each is used once."""

_RAISE = "UPDATE slot SET cap_online = 32000 WHERE starts_at > $1::timestamptz RETURNING id"
_OPEN = """
SELECT slot.id FROM slot JOIN pool ON pool.id = slot.pool_id
WHERE pool.departments @> to_jsonb('GA-HZ'::text) AND slot.status = 'open' AND slot.starts_at > $1::timestamptz
  AND slot.day <= $2::date
ORDER BY slot.starts_at
"""


async def requests(stage: Stage, seconds: int) -> list[Prepared]:
    """Seats enough for everybody, so that each request is a sale."""
    return await _holds(stage, seconds, await _slots(stage))


async def hot(stage: Stage, seconds: int) -> list[Prepared]:
    """The same, and everybody wants the last slot."""
    return await _holds(stage, seconds, (await _slots(stage))[-1:])


async def _slots(stage: Stage) -> list[str]:
    settings, now = stage.runtime.settings, stage.runtime.clock.now()
    await fetch(_RAISE, [now])
    last = rules.last_open_day(now, settings.booking_days, settings.booking_release_hour)
    return [str(row["id"]) for row in await fetch(_OPEN, [now, last])]


async def _holds(stage: Stage, seconds: int, slots: Sequence[str]) -> list[Prepared]:
    tokens = await log_in_many(seconds * MOST_PER_SECOND, stage.runtime.clock.now())
    return [_hold(token, slots[place % len(slots)]) for place, token in enumerate(tokens)]


def _hold(token: str, slot: str) -> Prepared:
    headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": KEY, "Content-Type": "application/json"}
    return Prepared("POST", "/api/v1/appointments", headers, json.dumps({"slot_id": slot, "item_codes": [ITEM]}), True)
