"""Statements over the booking record."""

from __future__ import annotations

WRITE = """
INSERT INTO credit_event (id, centre_id, created_at, citizen_id, kind, day, appointment_id, item_code)
SELECT item.id, $2::smallint, $3::timestamptz, $4::uuid, $5::text, $6::date, $7::uuid, item.code
FROM unnest($1::uuid[], $8::text[]) AS item(id, code)
ON CONFLICT DO NOTHING
RETURNING id
"""
"""Once for each appointment, kind and item, however often a sweep runs."""

LINES = """
SELECT citizen_id, id, kind, day, item_code, pardons FROM credit_event
WHERE citizen_id = ANY($1::uuid[]) AND created_at > $2::timestamptz
ORDER BY id
"""

DECIDE = """
UPDATE credit_appeal SET state = $3, version = version + 1, reason = $4, decided_by = $5::uuid, decided_at = $6
WHERE id = $1::uuid AND version = $2::int AND state = 'pending'
RETURNING id
"""
