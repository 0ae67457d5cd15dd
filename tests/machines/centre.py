"""The product's verbs on a database of their own, called without a server; one clock that only the test moves."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

from backend.accounts.models import Citizen
from backend.appointments import service as appointments
from backend.appointments.wishes import wish
from backend.common.clock import FixedClock
from backend.common.errors import Refusal
from backend.common.ids import new_id
from backend.database import fetch
from backend.queue import service as queue
from backend.queue.states import Outcome
from backend.runtime import opened
from backend.web.access import Staff
from tests.support import databases
from tests.support.product import MONDAY_NINE, base_settings

T = TypeVar("T")
ITEMS = ("HZ01", "HZ02", "HZ03", "HZ04")
DESKS = ("W01", "W02")

_CLEAR = """
TRUNCATE appointment, ticket, ticket_counter, window_desk, credit_event, notice, pgqueuer
CASCADE
"""
_SLOTS = """
SELECT slot.id, slot.starts_at FROM slot JOIN pool ON pool.id = slot.pool_id
WHERE pool.code = 'GA-HZ' AND slot.day = $1::date AND slot.starts_at >= $2::timestamptz + interval '90 minutes'
ORDER BY slot.starts_at LIMIT $3::int
"""
_FACTS = """
SELECT 'booking' AS kind, id, state, slot_id::text AS place, version AS number, 0 AS taken FROM appointment
UNION ALL SELECT 'number', id, state, window_code, version, calls FROM ticket
UNION ALL SELECT 'slot', id, '', '', used_online, (SELECT count(*)::int FROM appointment_slot
    WHERE slot_id = slot.id AND side = 'online' AND released_at IS NULL) FROM slot WHERE id = ANY($1::uuid[])
"""


class Centre:
    """``slots`` with two places each; ``clerks`` by window."""

    def __init__(self) -> None:
        self._runner = asyncio.Runner()
        self._stack = AsyncExitStack()
        self.clock = FixedClock(MONDAY_NINE)
        self.settings = base_settings().model_copy(
            update={"credit_missed_limit": 0, "credit_cancelled_limit": 0, "credit_item_day_limit": 0, "pool_size": 2}
        )
        self.clerks = {desk: _clerk(desk) for desk in DESKS}

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Wait for a verb or a read."""
        return self._runner.run(work)

    def open(self, template: str, folder: Path, citizens: int, slots: int) -> None:
        """Open everything."""
        self.run(self._open(template, folder, citizens, slots))

    def close(self) -> None:
        """Take it away."""
        self.run(self._stack.aclose())
        self._runner.close()

    def begin(self) -> None:
        """Nine o'clock, nobody there, nothing booked."""
        self.clock.set(MONDAY_NINE)
        self.run(self._clear())

    def attempt(self, work: Coroutine[Any, Any, T]) -> T | str:
        """What a verb returned, or the code of its refusal."""
        try:
            return self.run(work)
        except Refusal as no:
            return no.code

    async def hold(self, citizen: int, slot: int, item: str) -> UUID:
        """One item for oneself."""
        wanted, now = await wish([item], self.settings.centre_id), self.clock.now()
        return await appointments.hold(self.citizens[citizen], self.slots[slot], wanted, now, settings=self.settings)

    async def move(self, citizen: int, booking: UUID, slot: int, item: str) -> None:
        """To another time."""
        wanted, now = await wish([item], self.settings.centre_id), self.clock.now()
        mine = self.citizens[citizen]
        await appointments.reschedule(mine, booking, self.slots[slot], wanted, now, settings=self.settings)

    async def step(self, verb: str, ticket: UUID, version: int, desk: str) -> Any:
        """A clerk's step by its name."""
        clerk, now = self.clerks[desk], self.clock.now()
        if verb == "finish":
            return await queue.finish(ticket, version, Outcome.DONE, None, clerk, now)
        function = queue.pass_over if verb == "pass" else getattr(queue, verb)
        return await function(ticket, version, clerk, now)

    async def facts(self) -> list[dict[str, Any]]:
        """Bookings, numbers and slots as the database has them."""
        return await fetch(_FACTS, [self.slots])

    async def _open(self, template: str, folder: Path, citizens: int, slots: int) -> None:
        url = await self._stack.enter_async_context(databases.copied(template))
        self.settings = self.settings.model_copy(update={"database_url": url, "data_dir": folder})
        await self._stack.enter_async_context(opened(self.settings, self.clock))
        self.citizens = [(await Citizen.create(created_at=MONDAY_NINE)).id for _ in range(citizens)]
        found = await fetch(_SLOTS, [MONDAY_NINE.date(), MONDAY_NINE, slots])
        self.slots = [row["id"] for row in found]
        self.starts = [row["starts_at"] for row in found]

    async def _clear(self) -> None:
        await fetch(_CLEAR)
        await fetch("UPDATE slot SET used_online = 0, cap_online = 2 WHERE id = ANY($1::uuid[])", [self.slots])


def _clerk(desk: str) -> Staff:
    return Staff(new_id(), new_id(), f"窗口{desk}", desk, "clerk", "GA-HZ", windows=DESKS)
