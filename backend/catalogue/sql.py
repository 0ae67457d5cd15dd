"""Statements over all guides at once: publishing is a handful of statements, not hundreds."""

from __future__ import annotations

LOCK = "SELECT pg_advisory_xact_lock(hashtext('catalogue'), $1::int)"
"""Publishers of one centre wait for each other, so versions stay in a row."""

HEAD = """
SELECT number, book_version, guide_versions::text AS guide_versions,
       (SELECT version FROM bot_model WHERE centre_id = $1::smallint AND passed
        ORDER BY created_at DESC LIMIT 1) AS model,
       (SELECT coalesce(sum(version), 0)::int FROM window_change WHERE centre_id = $1::smallint) AS windows
FROM catalogue_version WHERE centre_id = $1::smallint ORDER BY number DESC LIMIT 1
"""

MODEL = "SELECT content FROM bot_model WHERE centre_id = $1::smallint AND version = $2 AND passed"

CONTENT = """
SELECT content::text AS content FROM catalogue_version WHERE centre_id = $1::smallint AND number = $2::int
"""

WINDOW_CHANGES = """
SELECT code, name, hall, floor, number, departments::text AS departments, phone, hidden FROM window_change
WHERE centre_id = $1::smallint ORDER BY code
"""

GUIDES = """
SELECT guide.content::text AS content
FROM guide_version guide JOIN jsonb_each_text($2::text::jsonb) AS wanted(code, version)
  ON guide.code = wanted.code AND guide.version = wanted.version::int
WHERE guide.centre_id = $1::smallint ORDER BY guide.code COLLATE "C"
"""

NEWEST = """
SELECT DISTINCT ON (code) code, version, effective, content::text AS content FROM guide_version
WHERE centre_id = $1::smallint ORDER BY code, version DESC
"""

RETIRE = "UPDATE guide_version SET effective = false WHERE centre_id = $1::smallint AND effective AND code = ANY($2)"

REVIVE = """
UPDATE guide_version SET effective = true
WHERE centre_id = $1::smallint AND (code, version) IN (
    SELECT key, value::int FROM jsonb_each_text($2::text::jsonb))
"""

WRITE = """
INSERT INTO guide_version (id, centre_id, created_at, code, version, content, effective)
SELECT id, $2::smallint, $3::timestamptz, code, version, content, true
FROM jsonb_to_recordset($1::text::jsonb) AS given(id uuid, code text, version int, content jsonb)
"""

WRITE_WINDOW = """
INSERT INTO window_change AS known
    (id, centre_id, created_at, code, name, hall, floor, number, departments, phone, hidden, version)
VALUES ($1::uuid, $2::smallint, $3::timestamptz, $4, $5, $6, $7, $8::smallint, $9::text::jsonb, $10, $11::bool, 1)
ON CONFLICT (centre_id, code) DO UPDATE SET
    name = excluded.name, hall = excluded.hall, floor = excluded.floor, number = excluded.number,
    departments = excluded.departments, phone = excluded.phone, hidden = excluded.hidden, version = known.version + 1
WHERE known.version = $12::int
RETURNING id
"""
"""The version is 0 while the window is as published."""
