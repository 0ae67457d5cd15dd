"""Statements over contested rows. Whoever needs several slots takes them in ascending order of id."""

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

CALL_OFF = """
WITH off AS (
    UPDATE appointment SET state = 'cancelled_by_centre', version = version + 1
    WHERE slot_id = ANY($1::uuid[]) AND state IN ('held', 'booked')
    RETURNING id, slot_id
), counted AS (SELECT slot_id, count(*) AS seats FROM off GROUP BY slot_id),
released AS (
    UPDATE slot SET used_online = used_online - counted.seats FROM counted WHERE slot.id = counted.slot_id
)
SELECT id FROM off ORDER BY id
"""

HOLD = """
WITH taken AS (
    UPDATE slot SET used_online = used_online + 1
    WHERE id = $1::uuid AND status = 'open' AND used_online < cap_online
      AND starts_at > $2::timestamptz AND day <= $3::date
      AND pool_id IN (SELECT id FROM pool WHERE centre_id = $4::smallint AND departments @> to_jsonb($5::text))
      AND (SELECT count(*) FROM appointment WHERE citizen_id = $6::uuid AND state IN ('held', 'booked')) < $7::int
    RETURNING id, day
)
INSERT INTO appointment (id, centre_id, created_at, citizen_id, slot_id, day, item_code, item_name, department,
                         guide_version, code, state, version, hold_expires_at)
SELECT $8::uuid, $4::smallint, $2::timestamptz, $6::uuid, taken.id, taken.day, $9::text, $10::text, $5::text,
       $11::int, $12::text, 'held', 1, $13::timestamptz
FROM taken
ON CONFLICT DO NOTHING
RETURNING id
"""
"""Seat and appointment in one step. No row: the caller finds out why and rolls the seat back.

The count cannot be overrun: a citizen has one hold at a time by index, and confirming one does not change the count.
"""

_EXPIRE = """
WITH lapsed AS (
    SELECT id FROM appointment WHERE state = 'held' AND hold_expires_at <= $1::timestamptz AND {which}
    ORDER BY id LIMIT 500 FOR UPDATE {locked}
), expired AS (
    UPDATE appointment SET state = 'expired', version = version + 1 FROM lapsed WHERE appointment.id = lapsed.id
    RETURNING appointment.id, appointment.slot_id, appointment.citizen_id
), counted AS (SELECT slot_id, count(*) AS seats FROM expired GROUP BY slot_id),
ordered AS (
    SELECT slot.id FROM slot WHERE id IN (SELECT slot_id FROM counted) ORDER BY id FOR UPDATE
), released AS (
    UPDATE slot SET used_online = used_online - counted.seats FROM counted, ordered
    WHERE slot.id = counted.slot_id AND ordered.id = slot.id
)
SELECT id, slot_id, citizen_id FROM expired ORDER BY id
"""

EXPIRE_ALL = _EXPIRE.format(which="true", locked="SKIP LOCKED")

EXPIRE_BEFORE_HOLD = _EXPIRE.format(which="(slot_id = $2::uuid OR citizen_id = $3::uuid)", locked="")
"""Waits for the sweep instead of skipping: the seat must be back before it is counted."""

CONFIRM = """
UPDATE appointment SET state = 'booked', version = version + 1
WHERE id = $1::uuid AND citizen_id = $2::uuid AND state = 'held' AND hold_expires_at > $3::timestamptz
RETURNING id
"""
"""The seat was taken by the hold: nothing to count here."""

CANCEL = """
WITH freed AS (
    UPDATE appointment SET state = 'cancelled_by_citizen', version = version + 1
    WHERE id = $1::uuid AND version = $2::int AND state IN ('held', 'booked')
    RETURNING slot_id
)
UPDATE slot SET used_online = used_online - 1 FROM freed WHERE slot.id = freed.slot_id
RETURNING slot.id
"""

MOVE = """
UPDATE appointment SET slot_id = $3::uuid, day = (SELECT day FROM slot WHERE id = $3::uuid), version = version + 1
WHERE id = $1::uuid AND version = $2::int AND state = 'booked'
RETURNING id
"""

TAKE = """
UPDATE slot SET used_online = used_online + 1
WHERE id = $1::uuid AND status = 'open' AND used_online < cap_online
  AND starts_at > $2::timestamptz AND day <= $3::date
  AND pool_id IN (SELECT id FROM pool WHERE centre_id = $4::smallint AND departments @> to_jsonb($5::text))
RETURNING id
"""

RELEASE = "UPDATE slot SET used_online = used_online - 1 WHERE id = $1::uuid RETURNING id"

SET_STATE = """
UPDATE appointment SET state = $3, version = version + 1 WHERE id = $1::uuid AND state = $2 RETURNING id
"""

MISS = """
UPDATE appointment SET state = 'no_show', version = version + 1
WHERE centre_id = $1::smallint AND state = 'booked' AND day <= $2::date
RETURNING id
"""

_FREE = """
slot.cap_online - slot.used_online + (
    SELECT count(*) FROM appointment
    WHERE appointment.slot_id = slot.id AND state = 'held' AND hold_expires_at <= $1::timestamptz
)"""
"""What a hold would find: lapsed holds that nobody swept yet count as free."""

BOARD = f"""
SELECT slot.id, slot.day, slot.starts_at, slot.ends_at, slot.cap_online, {_FREE} AS free
FROM slot
WHERE slot.pool_id IN (SELECT id FROM pool WHERE centre_id = $2::smallint AND departments @> to_jsonb($3::text))
  AND slot.day BETWEEN $4::date AND $5::date AND slot.status = 'open' AND slot.starts_at > $1::timestamptz
ORDER BY slot.starts_at, slot.id
"""  # noqa: S608 (constant text)

NEAREST = f"""
SELECT slot.id, slot.day, slot.starts_at, slot.ends_at, slot.cap_online, {_FREE} AS free
FROM slot JOIN slot wanted ON wanted.id = $2::uuid AND wanted.pool_id = slot.pool_id AND wanted.id <> slot.id
WHERE slot.status = 'open' AND slot.starts_at > $1::timestamptz AND slot.day <= $3::date AND {_FREE} > 0
ORDER BY abs(extract(epoch FROM slot.starts_at - wanted.starts_at)), slot.starts_at
LIMIT 3
"""  # noqa: S608 (constant text)

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
