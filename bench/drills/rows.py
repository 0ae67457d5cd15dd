"""What is really there: the database read directly, beside everything the product says about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import asyncpg

from backend.appointments.states import MACHINE as APPOINTMENT
from backend.cases.states import CASE
from backend.consultations.states import MACHINE as CONSULTATION
from backend.delivery.states import DELIVERY
from backend.postgres.address import credentials
from backend.queue.states import TICKETS
from bench.drills.journal import Operation
from bench.drills.oracle import Later, Row, closure

LATER: Mapping[str, Later] = {
    "appointment": closure(APPOINTMENT),
    "ticket": closure(TICKETS),
    "case": closure(CASE),
    "parcel": closure(DELIVERY),
    "consultation": closure(CONSULTATION),
}

_ENTITIES = {
    "appointment": "SELECT id::text, state, version FROM appointment",
    "ticket": "SELECT id::text, state, version FROM ticket",
    "case": "SELECT id::text, state, version FROM case_file",
    "decision": "SELECT case_id::text AS id, NULL AS state, NULL::int AS version FROM case_decision",
    "parcel": "SELECT id::text, state, version FROM parcel",
    "consultation": "SELECT id::text, state, version FROM consultation",
    "reply": "SELECT id::text, NULL AS state, NULL::int AS version FROM message WHERE kind = 'reply'",
    "words": "SELECT id::text, NULL AS state, NULL::int AS version FROM message WHERE author = 'citizen'",
    "address": "SELECT id::text, NULL AS state, NULL::int AS version FROM citizen_address",
}

_COUNTERS = """
SELECT count(*) FROM slot WHERE used_online <> (
    SELECT count(*) FROM appointment
    WHERE slot_id = slot.id AND state IN ('held', 'booked', 'checked_in', 'served', 'no_show'))
   OR used_online > cap_online
"""
"""Slots that sold more or fewer seats than there are appointments holding one."""

_JOBS = "SELECT status::text AS status, count(*) AS jobs FROM pgqueuer GROUP BY status"
_SENDS = """
SELECT count(*) FILTER (WHERE settled_at IS NULL AND state IN ('queued', 'sending')) AS open,
       count(*) FILTER (WHERE tries > 0) AS tried FROM notice_send
"""
_TOLD = """
SELECT dedupe_key FROM notice WHERE template IN ('appointments.booked', 'cases.accepted', 'cases.decided',
                                                 'consultations.received', 'consultations.answered')
"""


async def entities(url: str) -> dict[str, list[Row]]:
    """All rows of everything the drills judge."""
    connection = await asyncpg.connect(**credentials(url))
    try:
        return {name: [Row(**row) for row in await connection.fetch(sql)] for name, sql in _ENTITIES.items()}
    finally:
        await connection.close()


async def value(url: str, sql: str) -> Any:
    """One value."""
    connection = await asyncpg.connect(**credentials(url))
    try:
        return await connection.fetchval(sql)
    finally:
        await connection.close()


async def fetch(url: str, sql: str) -> list[Mapping[str, Any]]:
    """Rows as mappings."""
    connection = await asyncpg.connect(**credentials(url))
    try:
        return [dict(row) for row in await connection.fetch(sql)]
    finally:
        await connection.close()


async def wrong_counters(url: str) -> int:
    """How many slots count their seats wrongly."""
    return int(await value(url, _COUNTERS))


async def jobs(url: str) -> dict[str, int]:
    """Jobs that have not ended, by PgQueuer's status; an ended one leaves the table."""
    return {row["status"]: row["jobs"] for row in await fetch(url, _JOBS)}


async def sends(url: str) -> Mapping[str, int]:
    """WeChat messages: ``open`` have no final state, ``tried`` may have reached WeChat."""
    return (await fetch(url, _SENDS))[0]


async def notices(url: str, found: Sequence[Operation]) -> dict[str, int]:
    """Notices that acknowledged events should have left, against those there are."""
    wanted = expected_notices(found)
    there = {row["dedupe_key"] for row in await fetch(url, _TOLD)}
    return {"expected": len(wanted), "missing": len(wanted - there), "extra": len(there - wanted)}


def expected_notices(found: Sequence[Operation]) -> set[str]:
    """The names of the events that tell a citizen something, as the product writes them."""
    names: set[str] = set()
    for one in found:
        for ack in one.acks if one.outcome == "ok" else ():
            match one.verb, ack.entity:
                case "appointment.confirm", "appointment":
                    names.add(f"appointment:{ack.id}:booked")
                case "case.accept", "case":
                    names.add(f"cases.accepted:{ack.id}:{ack.version}")
                case "case.decide", "case":
                    names.add(f"cases.decided:{ack.id}:{ack.version}")
                case "consultation.ask", "consultation":
                    names.add(f"consultation:{ack.id}:received")
                case "consultation.reply", "reply":
                    names.add(f"message:{ack.id}:answered")
    return names
