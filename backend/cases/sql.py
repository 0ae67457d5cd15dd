"""Statements of the cases that must be one step."""

from __future__ import annotations

NEXT_SERIAL = """
INSERT INTO case_serial AS known (id, centre_id, created_at, day, last_serial)
VALUES ($1::uuid, $2::smallint, $3::timestamptz, $4::date, 1)
ON CONFLICT (centre_id, day) DO UPDATE SET last_serial = known.last_serial + 1
RETURNING last_serial
"""

HOLD = "SELECT id FROM case_file WHERE id = $1::uuid FOR UPDATE"
"""Whoever changes a case's parcel takes the case first: one order of locks everywhere."""

COUNT_TRY = """
INSERT INTO case_lookup_count AS known (id, centre_id, created_at, day, kind, subject, failures)
VALUES ($1::uuid, $2::smallint, $3::timestamptz, $4::date, $5, $6, 1)
ON CONFLICT (centre_id, kind, subject, day) DO UPDATE SET failures = known.failures + 1
RETURNING failures
"""
"""Counted before the comparison, so that parallel guesses cannot all see a low count."""

GIVE_BACK = """
UPDATE case_lookup_count SET failures = greatest(failures - 1, 0)
WHERE centre_id = $1::smallint AND day = $2::date AND kind = $3 AND subject = $4
RETURNING failures
"""

FORGET_COUNTS = "DELETE FROM case_lookup_count WHERE day < $1::date RETURNING id"

COUNTS = """
SELECT count(*) FILTER (WHERE state IN ('registered', 'supplementing', 'accepted', 'in_progress')) AS open,
       count(*) FILTER (WHERE state IN ('accepted', 'in_progress') AND promised_at < $2::timestamptz) AS late
FROM case_file WHERE centre_id = $1::smallint AND ($3::text[] IS NULL OR department = ANY($3::text[]))
"""

STEPS_DONE = """
UPDATE case_step SET done_at = $3::timestamptz WHERE case_id = $1::uuid AND position <= $2::smallint AND done_at IS NULL
RETURNING id
"""
