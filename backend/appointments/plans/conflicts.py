"""Bookings whose place went away: who is hit, what they are told, how it ends."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from backend import audit
from backend.appointments import queries as appointments
from backend.appointments import seat_sql
from backend.appointments.plans import sql
from backend.appointments.plans.models import BookingConflict
from backend.appointments.plans.states import CONFLICTS, ConflictKind
from backend.appointments.service.recording import SYSTEM, notify, record
from backend.appointments.service.wished import close_offer
from backend.appointments.states import AppointmentState
from backend.common.errors import NotFound, Stale
from backend.common.ids import new_id
from backend.database import fetch, fetch_one, transactional, vault
from backend.web.live import tell

S = AppointmentState
NOTE = "booking_conflict.note"


@dataclass(frozen=True)
class Raised:
    """Puts bookings of one pool into the conflict list, in the caller's transaction."""

    pool_id: UUID
    centre_id: int
    now: datetime

    async def for_closed(self, reasons: Mapping[UUID, str]) -> None:
        """Every booking in a closed slot (slot id to reason); its citizen is told and offered other places."""
        for seat in _once(await fetch(sql.SEATED, [list(reasons), [S.BOOKED]])):
            reason = reasons[seat["slot_id"]]
            if await self._write(seat, ConflictKind.CLOSED, reason):
                row = await appointments.find(seat["id"])
                await record(row, "displace", row.state, SYSTEM, self.now, {"slot": str(seat["slot_id"])})
                await notify(row, "appointments.displaced", f"displaced:{seat['slot_id']}", self.now, reason=reason)

    async def for_over(self, over: Mapping[tuple[UUID, str], int], reason: Callable[[datetime], str]) -> None:
        """The newest bookings beyond the capacity of a slot's side. They stay valid: staff decide, nobody is told."""
        if not over:
            return
        left = Counter(over)
        for seat in reversed(await fetch(sql.SEATED, [[slot for slot, _ in over], [S.BOOKED]])):
            place = seat["slot_id"], seat["side"]
            if left[place] > 0:
                left[place] -= 1
                await self._write(seat, ConflictKind.OVER, reason(seat["slot_starts_at"]))

    async def _write(self, seat: Mapping[str, Any], kind: ConflictKind, reason: str) -> bool:
        values = [new_id(), self.centre_id, self.now, self.pool_id, seat["id"], seat["slot_id"], seat["starts_at"]]
        written = await fetch_one(sql.RAISE, [*values, seat["department"], kind, reason])
        if written is not None:
            await tell("staff", "conflict", written["id"], department=seat["department"])
        return written is not None


def _once(seats: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """One seat of each booking: the first that went away."""
    found: dict[UUID, dict[str, Any]] = {}
    for seat in seats:
        found.setdefault(seat["id"], seat)
    return list(found.values())


async def end_holds(slot_ids: Sequence[UUID], now: datetime) -> None:
    """End the holds on closed slots; their citizens choose anew. One that is confirmed meanwhile is a booking."""
    held = _once(await fetch(sql.SEATED, [list(slot_ids), [S.HELD]]))
    await call_off([seat["id"] for seat in held], S.HELD, now)


@transactional
async def call_off(appointment_ids: Sequence[UUID], state: AppointmentState, now: datetime) -> int:
    """Cancel those of these appointments that are in ``state`` (held or booked) in the centre's name, and give their
    places back; returns how many there were."""
    if not appointment_ids:
        return 0
    off = await fetch(seat_sql.CALL_OFF, [list(appointment_ids), now, state])
    for found in off:
        row = await appointments.find(found["id"])
        await close_offer(row, "return", SYSTEM, now)
        await record(row, "call_off", S.CANCELLED_BY_CENTRE, SYSTEM, now)
        await notify(row, "appointments.called_off", "called_off", now)
    return len(off)


@transactional
async def answer(
    conflict_id: UUID, version: int, verb: str, note: str | None, now: datetime, *, actor: str, centre_id: int = 1
) -> None:
    """Note down what staff agreed with the citizen: ``call`` (reached by phone) or ``keep`` (comes all the same).

    Parameters:
        note: what was said; kept sealed.

    Raises:
        NotFound: no such conflict.
        WrongState: it is settled.
        Stale: somebody else changed it meanwhile.
    """
    row = await find(conflict_id, centre_id)
    state = CONFLICTS.next(row.state, verb)
    sealed = vault.seal_text(note, NOTE) if note else None
    if await fetch_one(sql.ANSWER, [row.id, version, state, sealed, actor, now]) is None:
        raise Stale()
    await audit.record(actor, f"appointments.conflict_{verb}", f"conflict:{row.id}", now, centre_id=centre_id)
    await tell("staff", "conflict", row.id, state=state)


async def find(conflict_id: UUID, centre_id: int = 1) -> BookingConflict:
    """The conflict with this id. Raises NotFound."""
    row = await BookingConflict.get_or_none(id=conflict_id, centre_id=centre_id)
    if row is None:
        raise NotFound()
    return row


async def lapse(now: datetime, *, centre_id: int = 1) -> int:
    """Cancel the bookings on closed slots whose time has come without an answer; returns how many."""
    done = 0
    while lapsed := await fetch(sql.LAPSED, [centre_id, now]):
        count = await call_off([row["appointment_id"] for row in lapsed], S.BOOKED, now)
        done += count
        if not count:
            break
    return done
