"""Statements over the waiting list."""

from __future__ import annotations

SET_STATE = """
UPDATE waitlist SET state = $3, version = version + 1 WHERE id = $1::uuid AND state = $2
RETURNING id, citizen_id, centre_id
"""

AHEAD = """
SELECT mine.id, count(other.id) AS ahead
FROM waitlist mine LEFT JOIN waitlist other
    ON other.pool_id = mine.pool_id AND other.id < mine.id AND other.state IN ('waiting', 'offered')
    AND EXISTS (SELECT 1 FROM jsonb_array_elements_text(other.days) day WHERE mine.days ? day)
    AND EXISTS (SELECT 1 FROM jsonb_array_elements_text(other.periods) period WHERE mine.periods ? period)
WHERE mine.id = ANY($1::uuid[])
GROUP BY mine.id
"""
"""How many wishes that overlap with these came before them."""

WAITING = """
SELECT waitlist.id FROM waitlist
WHERE centre_id = $1::smallint AND state = 'waiting' AND last_day >= $2::date
ORDER BY id
"""

CLAIM = "SELECT id FROM waitlist WHERE id = $1::uuid AND state = 'waiting' FOR UPDATE SKIP LOCKED"

OFFER = "UPDATE waitlist SET appointment_id = $2::uuid WHERE id = $1::uuid RETURNING id"

OVER = """
SELECT id FROM waitlist WHERE centre_id = $1::smallint AND state = 'waiting' AND last_day <= $2::date
ORDER BY id
"""

PLACES = """
SELECT slot.id, slot.pool_id, slot.day, slot.starts_at, slot.ends_at, slot.cap_online AS seats,
    slot.cap_online - slot.used_online + (
        SELECT count(*) FROM appointment_slot seat
        WHERE seat.slot_id = slot.id AND seat.release_at IS NOT NULL AND seat.released_at IS NULL
          AND seat.side = 'online') AS free
FROM slot
WHERE slot.pool_id = $1::uuid AND slot.day BETWEEN $2::date AND $3::date AND slot.status = 'open'
  AND slot.starts_at > $4::timestamptz
ORDER BY slot.starts_at
"""
"""Places that were given back count as free: the waiting list has them before everybody."""

SPAN = """
SELECT id FROM slot WHERE pool_id = $1::uuid AND starts_at >= $2::timestamptz AND starts_at < $3::timestamptz
  AND status = 'open'
ORDER BY id
"""

REMIND = """
INSERT INTO appointment_reminder (id, centre_id, created_at, appointment_id, kind, starts_at)
SELECT gen_random_uuid(), appointment.centre_id, $2::timestamptz, appointment.id, $3::text, slot.starts_at
FROM appointment JOIN slot ON slot.id = appointment.slot_id
WHERE appointment.centre_id = $1::smallint AND appointment.state = 'booked' AND appointment.day = $4::date
  AND slot.starts_at > $2::timestamptz AND slot.starts_at <= $5::timestamptz
  AND NOT EXISTS (SELECT 1 FROM booking_conflict conflict WHERE conflict.appointment_id = appointment.id
      AND conflict.kind = 'closed' AND conflict.state IN ('pending', 'called'))
  AND NOT EXISTS (SELECT 1 FROM appointment_reminder known WHERE known.appointment_id = appointment.id
      AND known.kind = $3::text AND known.starts_at = slot.starts_at)
ORDER BY appointment.id LIMIT 200
ON CONFLICT DO NOTHING
RETURNING appointment_id
"""
