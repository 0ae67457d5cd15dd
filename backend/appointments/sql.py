"""Reads of slots and appointments; statements over the places in slots are in `seat_sql`, over plans in `plans`."""

from __future__ import annotations

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

DESK_BOARD = BOARD.replace("cap_online - used_online", "cap_staff - used_staff").replace(
    "cap_online AS", "cap_staff AS"
)
"""The places that are kept for the windows."""

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
