"""Statements over contested rows of the hall."""

from __future__ import annotations

NEXT_SERIAL = """
INSERT INTO ticket_counter AS known (id, centre_id, created_at, day, prefix, last_serial)
VALUES ($1::uuid, $2::smallint, $3::timestamptz, $4::date, $5::text, 1)
ON CONFLICT (centre_id, day, prefix) DO UPDATE SET last_serial = known.last_serial + 1
RETURNING last_serial
"""

OPEN_DESK = """
INSERT INTO window_desk AS known (id, centre_id, created_at, code, state, staff_id, staff_name, version)
VALUES ($1::uuid, $2::smallint, $3::timestamptz, $4::text, 'open', $5::uuid, $6::text, 1)
ON CONFLICT (centre_id, code) DO UPDATE SET
    state = 'open', staff_id = excluded.staff_id, staff_name = excluded.staff_name, version = known.version + 1
WHERE known.state = 'closed' OR known.staff_id = excluded.staff_id
RETURNING id
"""
"""No row: somebody else sits there."""

PAUSE_DESK = """
UPDATE window_desk SET state = 'paused', version = version + 1
WHERE centre_id = $1::smallint AND code = $2::text AND state = 'open' RETURNING id
"""

CLOSE_DESK = """
UPDATE window_desk SET state = 'closed', staff_id = NULL, staff_name = NULL, version = version + 1
WHERE centre_id = $1::smallint AND code = $2::text AND state <> 'closed' RETURNING id
"""

CLOSE_ALL_DESKS = """
UPDATE window_desk SET state = 'closed', staff_id = NULL, staff_name = NULL, version = version + 1
WHERE centre_id = $1::smallint AND state <> 'closed' RETURNING code
"""

LOCK_DESK = """
SELECT state FROM window_desk WHERE centre_id = $1::smallint AND code = $2::text FOR UPDATE
"""
"""One call at a time per window."""

CLAIM = """
WITH given AS (SELECT id, place FROM unnest($1::uuid[]) WITH ORDINALITY AS listed(id, place)),
next AS (
    SELECT ticket.id FROM ticket JOIN given ON given.id = ticket.id
    WHERE ticket.state = 'waiting'
    ORDER BY given.place LIMIT 1 FOR UPDATE OF ticket SKIP LOCKED
)
UPDATE ticket SET state = 'called', window_code = $2::text, window_number = $3::smallint,
    called_at = $4::timestamptz, serving_since = NULL, calls = calls + 1, version = version + 1
FROM next WHERE ticket.id = next.id
RETURNING ticket.id
"""
"""The first of the given tickets that nobody else is calling at this moment."""

RECENT_CALLS = """
SELECT origin FROM ticket_period
WHERE centre_id = $1::smallint AND day = $2::date AND verb = 'call' AND window_code = $3::text
ORDER BY id DESC LIMIT 2
"""

RECENT_CALLS_OF_DEPARTMENTS = """
SELECT origin FROM ticket_period
WHERE centre_id = $1::smallint AND day = $2::date AND verb = 'call' AND department = ANY($3::text[])
ORDER BY id DESC LIMIT 2
"""

CALLS_TODAY = """
SELECT department, count(*) AS calls FROM ticket_period
WHERE centre_id = $1::smallint AND day = $2::date AND verb = 'call' AND department = ANY($3::text[])
GROUP BY department
"""

_CHANGE = """
UPDATE ticket SET state = $3::text, version = version + 1{more}
WHERE id = $1::uuid AND version = $2::int AND state = ANY($4::text[])
RETURNING id
"""

START = _CHANGE.format(more=", serving_since = $5::timestamptz")
RECALL = _CHANGE.format(more=", called_at = $5::timestamptz, calls = calls + 1")
PASS = _CHANGE.format(more="")
REJOIN = _CHANGE.format(more=", window_code = NULL, window_number = NULL, called_at = NULL, after_calls = $5::int")
FINISH = _CHANGE.format(more=", finished_at = $5::timestamptz, outcome = $6::text, note = $7::text")
LEAVE = PASS

WAITING_BY_DEPARTMENT = """
SELECT hall, department, count(*) AS waiting FROM ticket
WHERE centre_id = $1::smallint AND day = $2::date AND state = 'waiting' GROUP BY hall, department
"""

BUSY_BY_HALL = """
SELECT hall, count(*) FILTER (WHERE state = 'waiting') AS waiting,
       count(*) FILTER (WHERE state IN ('called', 'serving')) AS serving
FROM ticket WHERE centre_id = $1::smallint AND day = $2::date AND state IN ('waiting', 'called', 'serving')
GROUP BY hall
"""
