"""Statements over pools, templates and slots; those over the places in them are in `seat_sql`."""

from __future__ import annotations

WRITE_POOL = """
INSERT INTO pool AS known (id, centre_id, created_at, code, departments)
VALUES ($1::uuid, $2::smallint, $3::timestamptz, $4::text, jsonb_build_array($4::text))
ON CONFLICT (centre_id, code) DO UPDATE SET code = known.code
RETURNING id
"""

WRITE_TEMPLATE = """
INSERT INTO slot_template
    (id, centre_id, created_at, pool_id, weekday, start_time, end_time, minutes, cap_online, cap_staff)
VALUES ($1::uuid, $2::smallint, $3::timestamptz, $4::uuid, $5::smallint, $6, $7, $8::smallint, $9::smallint,
        $10::smallint)
ON CONFLICT (pool_id, weekday, start_time) DO NOTHING
"""

WRITE_SLOTS = """
INSERT INTO slot AS known
    (id, centre_id, created_at, pool_id, day, starts_at, ends_at, cap_online, cap_staff,
     used_online, used_staff, status)
SELECT id, $1::smallint, $2::timestamptz, $3::uuid, day, starts_at, ends_at, cap_online, cap_staff, 0, 0, 'open'
FROM unnest($4::uuid[], $5::date[], $6::timestamptz[], $7::timestamptz[], $8::smallint[], $9::smallint[])
    AS given(id, day, starts_at, ends_at, cap_online, cap_staff)
ON CONFLICT (pool_id, starts_at) DO UPDATE SET
    ends_at = excluded.ends_at,
    cap_online = greatest(excluded.cap_online, known.used_online),
    cap_staff = greatest(excluded.cap_staff, known.used_staff),
    status = 'open'
WHERE (known.ends_at, known.cap_online, known.cap_staff, known.status) IS DISTINCT FROM
    (excluded.ends_at, greatest(excluded.cap_online, known.used_online),
     greatest(excluded.cap_staff, known.used_staff), 'open')
RETURNING id
"""
"""Never touches what is used; a seat that is taken stays taken."""

CLOSE_SLOTS = """
UPDATE slot SET status = 'closed'
WHERE pool_id = $1::uuid AND starts_at > $2::timestamptz AND day <= $3::date AND status = 'open'
  AND NOT (starts_at = ANY($4::timestamptz[]))
RETURNING id
"""

POOL_FOR = """
SELECT id FROM pool WHERE centre_id = $1::smallint AND departments @> to_jsonb($2::text[]) ORDER BY id LIMIT 1
"""

BOARD = """
SELECT id, pool_id, day, starts_at, ends_at, cap_online - used_online AS free, cap_online AS seats
FROM slot
WHERE slot.pool_id IN (SELECT id FROM pool WHERE centre_id = $2::smallint AND departments @> to_jsonb($3::text[]))
  AND slot.day BETWEEN $4::date AND $5::date AND slot.status = 'open' AND slot.starts_at > $1::timestamptz
ORDER BY slot.pool_id, slot.starts_at
"""

EXPECTED = """
SELECT appointment.id FROM appointment JOIN slot ON slot.id = appointment.slot_id
WHERE appointment.centre_id = $1::smallint AND appointment.day = $2::date
  AND ($3::text[] IS NULL OR appointment.department = ANY($3::text[]))
  AND appointment.state IN ('booked', 'checked_in', 'served', 'no_show')
  AND ($4::uuid IS NULL OR (slot.starts_at, appointment.id) > (
      SELECT after_slot.starts_at, after.id FROM appointment after JOIN slot after_slot ON after_slot.id = after.slot_id
      WHERE after.id = $4::uuid))
ORDER BY slot.starts_at, appointment.id
LIMIT $5::int
"""
