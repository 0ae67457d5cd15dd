"""Judging a contested sale: what clients were told against the rows, seat by seat. The rules are pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import asyncpg

from backend.appointments.states import AppointmentState
from backend.postgres.address import credentials
from bench.drills.journal import Ack, Operation

S = AppointmentState
LIVE = (S.HELD, S.BOOKED, S.CHECKED_IN)

_BOOKED = """
SELECT appointment.id::text, appointment.state, appointment.version, appointment.slot_id::text AS place,
       array_agg(item.citizen_id::text || ' ' || item.item_code || ' ' || item.day::text) AS wishes
FROM appointment LEFT JOIN appointment_item item ON item.appointment_id = appointment.id
GROUP BY appointment.id
"""
_COUNTED = """
SELECT slot.id::text, slot.cap_online AS seats, slot.used_online AS counted,
       (SELECT count(*) FROM appointment_slot place
        WHERE place.slot_id = slot.id AND place.side = 'online' AND place.released_at IS NULL) AS taken
FROM slot
"""


@dataclass(frozen=True)
class Booking:
    """An appointment as the database has it. ``wishes``: who wanted what on which day; nobody may have one twice."""

    id: str
    state: str
    version: int
    place: str
    wishes: Sequence[str | None]


@dataclass(frozen=True)
class Counted:
    """A slot: how many seats it has, how many it counts as taken, and how many are."""

    id: str
    seats: int
    counted: int
    taken: int


async def read(url: str) -> tuple[list[Booking], list[Counted]]:
    """Everything that was booked and every slot."""
    connection = await asyncpg.connect(**credentials(url))
    try:
        booked = [Booking(**row) for row in await connection.fetch(_BOOKED)]
        return booked, [Counted(**row) for row in await connection.fetch(_COUNTED)]
    finally:
        await connection.close()


def confirmed(found: Sequence[Operation]) -> int:
    """Acknowledged confirmations."""
    return sum(one.verb == "appointment.confirm" and one.outcome == "ok" for one in found)


def changed_since(found: Sequence[Operation], booked: Sequence[Booking]) -> list[str]:
    """Appointments that are not as their citizen was told last: nobody else may have touched them.

    A hold may have run out meanwhile; who has a request without an answer may have changed it oneself.
    """
    if any(one.outcome == "unknown" for one in found):
        return []
    rows = {one.id: one for one in booked}
    return [
        f"appointment {ack.id} is {row.state} {row.version} in {row.place}, told {ack.state} {ack.version} {ack.place}"
        for ack in last_told(found).values()
        if (row := rows.get(ack.id)) is not None and not _is_as_told(row, ack)
    ]


def last_told(found: Sequence[Operation]) -> Mapping[str, Ack]:
    """The newest version of each appointment that was acknowledged."""
    newest: dict[str, Ack] = {}
    for ack in (ack for one in found if one.outcome == "ok" for ack in one.acks):
        if ack.id not in newest or (ack.version or 0) > (newest[ack.id].version or 0):
            newest[ack.id] = ack
    return newest


def _is_as_told(row: Booking, ack: Ack) -> bool:
    if ack.state == S.HELD and row.state == S.EXPIRED:
        return True
    return (row.state, row.version, row.place) == (ack.state, ack.version, ack.place)


def twice(booked: Sequence[Booking]) -> list[str]:
    """People who have the same item on the same day more than once."""
    wishes = Counter(wish for one in booked if one.state in LIVE for wish in one.wishes if wish)
    return [f"{wish} booked {count} times" for wish, count in wishes.items() if count > 1]


def oversold(slots: Sequence[Counted]) -> int:
    """Seats that were sold and do not exist."""
    return sum(max(0, slot.taken - slot.seats) for slot in slots)


def miscounted(slots: Sequence[Counted]) -> list[str]:
    """Slots whose counter tells something else than their rows."""
    return [f"slot {slot.id} counts {slot.counted}, has {slot.taken}" for slot in slots if slot.counted != slot.taken]
