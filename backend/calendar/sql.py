"""Statements over many days at once: a year's table is one statement, not 365."""

from __future__ import annotations

LOCK = "SELECT pg_advisory_xact_lock(hashtext('calendar'), $1::int)"
"""Imports of one centre wait for each other, so versions stay in a row."""

WRITE_DAYS = """
INSERT INTO work_day (id, centre_id, created_at, day, kind, name, am_start, am_end, pm_start, pm_end, source, version)
SELECT id, $2::smallint, $3::timestamptz, day, kind, name, am_start, am_end, pm_start, pm_end, $4::text, $5::int
FROM jsonb_to_recordset($1::text::jsonb) AS given(
    id uuid, day date, kind text, name text, am_start text, am_end text, pm_start text, pm_end text)
ON CONFLICT (centre_id, day) DO UPDATE SET
    kind = excluded.kind, name = excluded.name,
    am_start = excluded.am_start, am_end = excluded.am_end,
    pm_start = excluded.pm_start, pm_end = excluded.pm_end,
    source = excluded.source, version = excluded.version
"""

DAYS = """
SELECT day, kind, name, am_start, am_end, pm_start, pm_end FROM work_day WHERE centre_id = $1::smallint ORDER BY day
"""

LATEST = """
SELECT id, version, announced_until, am_start, am_end, pm_start, pm_end FROM calendar_version
WHERE centre_id = $1::smallint ORDER BY version DESC LIMIT 1
"""
