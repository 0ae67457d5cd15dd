"""Past appointments by the thousand: does a hold cost more where many people were served before?"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from backend.common.ids import new_id
from backend.database import fetch, transactional

_CHUNK = 10_000
"""Rows of one statement: it must end within the product's own statement timeout."""

_SLOT = """
INSERT INTO slot (id, centre_id, created_at, pool_id, day, starts_at, ends_at, cap_online, cap_staff, used_online,
    used_staff, status)
SELECT $1::uuid, 1, $2::timestamptz, id, '2026-01-05', '2026-01-05 09:00+08', '2026-01-05 09:30+08', 32000, 0, 0, 0,
    'closed'
FROM pool ORDER BY id LIMIT 1
ON CONFLICT (pool_id, starts_at) DO UPDATE SET status = 'closed'
RETURNING id
"""
_PAST = """
WITH past AS (
    INSERT INTO appointment (id, centre_id, created_at, citizen_id, slot_id, day, ends_at, minutes, item_code,
        item_name, department, guide_version, code, state, version)
    SELECT gen_random_uuid(), 1, $2::timestamptz, known.id, $1::uuid, '2026-01-05', '2026-01-05 09:30+08', 30, 'HZ01',
        '过去的事', 'GA-HZ', 1, left(md5(random()::text || n), 10), 'served', 3
    FROM generate_series(1, $3::int) AS n
    JOIN (SELECT id, row_number() OVER () AS place FROM citizen) known
      ON known.place = n % (SELECT count(*) FROM citizen) + 1
    ON CONFLICT DO NOTHING
    RETURNING id, citizen_id
), seats AS (
    INSERT INTO appointment_slot (id, centre_id, created_at, appointment_id, slot_id, side)
    SELECT gen_random_uuid(), 1, $2::timestamptz, id, $1::uuid, 'online' FROM past
), events AS (
    INSERT INTO appointment_event (id, centre_id, created_at, appointment_id, verb, state, actor, facts)
    SELECT gen_random_uuid(), 1, $2::timestamptz, id, 'serve', 'served', 'system', '{}' FROM past
)
INSERT INTO appointment_item (id, centre_id, created_at, appointment_id, position, item_code, item_name,
    guide_version, minutes, citizen_id, party_index, day, live)
SELECT gen_random_uuid(), 1, $2::timestamptz, id, 1, 'HZ01', '过去的事', 1, 30, citizen_id, '', '2026-01-05', false
FROM past
"""
"""Served long ago, spread over all citizens there are."""


async def fill(count: int, now: datetime) -> None:
    """Add ``count`` past appointments, and let PostgreSQL know."""
    [slot] = await fetch(_SLOT, [new_id(), now])
    for done in range(0, count, _CHUNK):
        await _add(slot["id"], now, min(_CHUNK, count - done))
    await fetch("ANALYZE")


@transactional
async def _add(slot_id: UUID, now: datetime, count: int) -> None:
    """Without asking for each row whether what it refers to exists: it was just written."""
    await fetch("SET LOCAL session_replication_role = replica")
    await fetch(_PAST, [slot_id, now, count])
