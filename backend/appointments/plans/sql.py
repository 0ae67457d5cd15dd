"""Statements of the plans. Slots are locked in ascending order of id, as everywhere."""

from __future__ import annotations

LOCK_POOL = "SELECT id FROM pool WHERE id = $1::uuid FOR NO KEY UPDATE"
"""Two rebuilds of one pool wait for each other; bookings do not wait for them."""

ADD_POOL = """
INSERT INTO pool (id, centre_id, created_at, code, name, departments, windows, version)
VALUES ($1::uuid, $2::smallint, $3::timestamptz, $4, $5, $6::text::jsonb, $7::text::jsonb, 1)
ON CONFLICT (centre_id, code) DO NOTHING
RETURNING id
"""

CHANGE_POOL = """
UPDATE pool SET name = $3, departments = $4::text::jsonb, windows = $5::text::jsonb, version = version + 1
WHERE id = $1::uuid AND version = $2::int
RETURNING id
"""

BUMP = (
    "UPDATE pool SET version = version + 1 WHERE id = $1::uuid AND ($2::int IS NULL OR version = $2::int) RETURNING id"
)

WRITE_TEMPLATE = """
INSERT INTO slot_template
    (id, centre_id, created_at, pool_id, weekday, valid_from, start_time, end_time, minutes, cap_online, cap_staff,
     breaks)
VALUES ($1::uuid, $2::smallint, $3::timestamptz, $4::uuid, $5::smallint, $6::date, $7, $8, $9::smallint, $10::smallint,
        $11::smallint, $12::text::jsonb)
ON CONFLICT (pool_id, weekday, valid_from, start_time) DO NOTHING
"""

KNOWN = """
SELECT id, day, starts_at, ends_at, cap_online, cap_staff, used_online, used_staff, status = 'open' AS is_open
FROM slot
WHERE pool_id = $1::uuid AND day BETWEEN $2::date AND $3::date AND starts_at > $4::timestamptz
ORDER BY starts_at
"""

LOCK_SLOTS = "SELECT id FROM slot WHERE id = ANY($1::uuid[]) ORDER BY id FOR NO KEY UPDATE"

WRITE_SLOTS = """
INSERT INTO slot AS known
    (id, centre_id, created_at, pool_id, day, starts_at, ends_at, cap_online, cap_staff,
     used_online, used_staff, status)
SELECT id, $1::smallint, $2::timestamptz, $3::uuid, day, starts_at, ends_at, cap_online, cap_staff, 0, 0, 'open'
FROM unnest($4::uuid[], $5::date[], $6::timestamptz[], $7::timestamptz[], $8::smallint[], $9::smallint[])
    AS given(id, day, starts_at, ends_at, cap_online, cap_staff)
ON CONFLICT (pool_id, starts_at) DO UPDATE SET
    ends_at = CASE WHEN known.used_online + known.used_staff > 0 THEN known.ends_at ELSE excluded.ends_at END,
    cap_online = greatest(excluded.cap_online, known.used_online),
    cap_staff = greatest(excluded.cap_staff, known.used_staff),
    status = 'open'
RETURNING id
"""
"""Never touches what is used: a place that is taken stays taken, until when it was."""

CLOSE_SLOTS = """
UPDATE slot SET status = 'closed' WHERE id = ANY($1::uuid[]) AND status = 'open' RETURNING id, starts_at
"""

SEATED = """
SELECT seat.slot_id, seat.side, slot.starts_at AS slot_starts_at, appointment.id, appointment.state,
       appointment.item_name, appointment.department, appointment.ends_at, first_slot.starts_at
FROM appointment_slot seat
JOIN slot ON slot.id = seat.slot_id
JOIN appointment ON appointment.id = seat.appointment_id
JOIN slot first_slot ON first_slot.id = appointment.slot_id
WHERE seat.slot_id = ANY($1::uuid[]) AND seat.released_at IS NULL AND appointment.state = ANY($2::text[])
ORDER BY appointment.id, slot.starts_at
"""
"""Who sits in these slots, oldest booking first."""

RAISE = """
INSERT INTO booking_conflict
    (id, centre_id, created_at, pool_id, appointment_id, slot_id, starts_at, department, kind, reason, state, version)
SELECT $1::uuid, $2::smallint, $3::timestamptz, $4::uuid, $5::uuid, $6::uuid, $7::timestamptz, $8, $9::text, $10,
       'pending', 1
WHERE $9::text <> 'over' OR NOT EXISTS (
    SELECT 1 FROM booking_conflict WHERE appointment_id = $5::uuid AND slot_id = $6::uuid AND kind = 'over')
ON CONFLICT DO NOTHING
RETURNING id
"""
"""One open conflict a booking; somebody who may keep the place is not asked about it again."""

SETTLE = """
UPDATE booking_conflict SET state = $2, version = version + 1, settled_by = $3, settled_at = $4::timestamptz
WHERE appointment_id = $1::uuid AND state IN ('pending', 'called')
RETURNING id
"""

ANSWER = """
UPDATE booking_conflict SET state = $3::text, version = version + 1, note = coalesce($4, note), settled_by = $5,
       settled_at = CASE WHEN $3::text = 'called' THEN NULL ELSE $6::timestamptz END
WHERE id = $1::uuid AND version = $2::int AND state IN ('pending', 'called')
RETURNING id
"""

LAPSED = """
SELECT appointment_id FROM booking_conflict
WHERE centre_id = $1::smallint AND state IN ('pending', 'called') AND kind = 'closed' AND starts_at <= $2::timestamptz
ORDER BY appointment_id LIMIT 500
"""

LIST = """
SELECT conflict.id FROM booking_conflict conflict
WHERE conflict.centre_id = $1::smallint AND ($2::text[] IS NULL OR conflict.department = ANY($2::text[]))
  AND conflict.state = ANY($3::text[])
  AND ($4::uuid IS NULL OR (conflict.starts_at, conflict.id) > (
      SELECT starts_at, id FROM booking_conflict WHERE id = $4::uuid))
ORDER BY conflict.starts_at, conflict.id
LIMIT $5::int
"""

COUNTS = """
SELECT state, count(*) AS n FROM booking_conflict
WHERE centre_id = $1::smallint AND ($2::text[] IS NULL OR department = ANY($2::text[]))
GROUP BY state
"""

DAY_REASONS = """
SELECT DISTINCT ON (entry.day) entry.day, entry.reason
FROM slot_exception entry JOIN pool ON pool.id = entry.pool_id
WHERE pool.centre_id = $1::smallint AND pool.departments @> to_jsonb($2::text[]) AND entry.day = ANY($3::date[])
  AND entry.withdrawn_at IS NULL AND entry.kind = 'closed'
ORDER BY entry.day, entry.id DESC
"""

RECONCILE = """
WITH counted AS (
    SELECT seat.slot_id, count(*) FILTER (WHERE seat.side = 'online') AS online,
           count(*) FILTER (WHERE seat.side = 'staff') AS staff
    FROM appointment_slot seat JOIN slot ON slot.id = seat.slot_id
    WHERE seat.released_at IS NULL AND slot.day >= $2::date
    GROUP BY seat.slot_id
), compared AS (
    SELECT slot.id, slot.used_online, slot.used_staff, coalesce(counted.online, 0) AS online,
           coalesce(counted.staff, 0) AS staff
    FROM slot LEFT JOIN counted ON counted.slot_id = slot.id
    WHERE slot.centre_id = $1::smallint AND slot.day >= $2::date
)
SELECT count(*) AS slots, coalesce(jsonb_agg(jsonb_build_object(
           'slot', id, 'used_online', used_online, 'rows_online', online, 'used_staff', used_staff, 'rows_staff', staff
       ) ORDER BY id) FILTER (WHERE used_online <> online OR used_staff <> staff), '[]')::text AS differences
FROM compared
"""
"""One statement, hence one snapshot: a booking under way is in both numbers or in neither."""
