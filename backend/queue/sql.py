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
ON CONFLICT (centre_id, code) DO UPDATE SET state = 'open', staff_id = excluded.staff_id,
    staff_name = excluded.staff_name, pause_reason = NULL, version = known.version + 1
WHERE known.state = 'closed' OR known.staff_id = excluded.staff_id
RETURNING id
"""
"""No row: somebody else sits there."""

PAUSE_DESK = """
UPDATE window_desk SET state = 'paused', pause_reason = $3::text, version = version + 1
WHERE centre_id = $1::smallint AND code = $2::text AND state = 'open' RETURNING id
"""

_CLOSE = """
UPDATE window_desk SET state = 'closed', staff_id = NULL, staff_name = NULL, pause_reason = NULL, departments = NULL,
    items = NULL, version = version + 1
WHERE centre_id = $1::smallint AND state <> 'closed'{more} RETURNING code
"""
CLOSE_DESK = _CLOSE.format(more=" AND code = $2::text")
CLOSE_ALL_DESKS = _CLOSE.format(more="")

SET_TAKES = """
UPDATE window_desk SET departments = $4::jsonb, items = $5::jsonb, version = version + 1
WHERE centre_id = $1::smallint AND code = $2::text AND version = $3::int AND state <> 'closed' RETURNING id
"""

LOCK_DESK = """
SELECT state, departments, items FROM window_desk WHERE centre_id = $1::smallint AND code = $2::text FOR UPDATE
"""
"""One call at a time per window."""

_LINE = """
SELECT id, number, origin, priority IS NOT NULL AS priority, due_at, minutes, after_calls, department, item_code,
    citizen_id, near_told
FROM ticket
WHERE centre_id = $1::smallint AND day = $2::date AND state = 'waiting' AND department = ANY($3::text[]){more}
"""
LINE_OF_DEPARTMENTS = _LINE.format(more="")
LINE_OF_WINDOW = _LINE.format(
    more="""
  AND (wanted_window = $4::text
       OR (wanted_window IS NULL AND ($5::text[] IS NULL OR department = ANY($5))
           AND ($6::text[] IS NULL OR item_code = ANY($6))))"""
)
"""Whom a window takes: the departments and items it chose, and whoever was sent to it."""

CLAIM = """
WITH given AS (SELECT id, place FROM unnest($1::uuid[]) WITH ORDINALITY AS listed(id, place)),
next AS (
    SELECT ticket.id FROM ticket JOIN given ON given.id = ticket.id
    WHERE ticket.state = 'waiting' AND (ticket.wanted_window IS NULL OR ticket.wanted_window = $2::text)
    ORDER BY given.place LIMIT 1 FOR UPDATE OF ticket SKIP LOCKED
)
UPDATE ticket SET state = 'called', window_code = $2::text, window_number = $3::smallint, wanted_window = NULL,
    called_at = $4::timestamptz, serving_since = NULL, calls = calls + 1, version = version + 1,
    waited_seconds = coalesce(waited_seconds, greatest(extract(epoch FROM $4::timestamptz - created_at), 0)::int)
FROM next WHERE ticket.id = next.id
RETURNING ticket.id
"""
"""The first of the given tickets that nobody else is calling at this moment."""

RECENT_CALLS = """
SELECT origin, priority FROM ticket_period
WHERE centre_id = $1::smallint AND day = $2::date AND verb = 'call' AND window_code = $3::text
ORDER BY id DESC LIMIT $4::int
"""

RECENT_CALLS_OF_DEPARTMENTS = """
SELECT origin, priority FROM ticket_period
WHERE centre_id = $1::smallint AND day = $2::date AND verb = 'call' AND department = ANY($3::text[])
ORDER BY id DESC LIMIT $4::int
"""

CALLS_TODAY = """
SELECT department, count(*) AS calls FROM ticket_period
WHERE centre_id = $1::smallint AND day = $2::date AND verb = 'call' AND department = ANY($3::text[])
GROUP BY department
"""

TELL_NEAR = """
UPDATE ticket SET near_told = true
WHERE id = ANY($1::uuid[]) AND state = 'waiting' AND NOT near_told RETURNING id
"""
"""Each is told once. The version stays: nothing that a screen shows has changed."""

FREE_WANTED = """
UPDATE ticket SET wanted_window = NULL, version = version + 1
WHERE centre_id = $1::smallint AND wanted_window = $2::text AND state = 'waiting' RETURNING id
"""

_SERVED = (
    "coalesce(served_seconds, 0) + greatest(extract(epoch FROM {until} - coalesce(serving_since, {until})), 0)::int"
)

_CHANGE = """
UPDATE ticket SET state = $3::text, version = version + 1{more}
WHERE id = $1::uuid AND version = $2::int AND state = ANY($4::text[])
RETURNING id
"""

_NOW = "$5::timestamptz"
_SERVED_BY_NOW = f"served_seconds = {_SERVED.format(until=_NOW)}"
_FROM_WINDOW = "window_code = NULL, window_number = NULL, called_at = NULL, serving_since = NULL"

START = _CHANGE.format(more=f", serving_since = {_NOW}")
RECALL = _CHANGE.format(more=f", called_at = {_NOW}, calls = calls + 1")
PASS = _CHANGE.format(more="")
LEAVE = _CHANGE.format(more=", wanted_window = NULL")
REJOIN = _CHANGE.format(more=f", {_FROM_WINDOW}, rejoins = rejoins + 1, after_calls = $5::int")
PARK = _CHANGE.format(more=f", {_SERVED_BY_NOW}, serving_since = NULL")
RESUME = _CHANGE.format(more=f", serving_since = {_NOW}, window_code = $6::text, window_number = $7::smallint")
TRANSFER = _CHANGE.format(
    more=f", {_SERVED_BY_NOW}, {_FROM_WINDOW}, after_calls = 0,"
    " department = $6::text, hall = $7::text, wanted_window = $8::text"
)
ADD_ITEM = _CHANGE.format(more=", more_items = more_items || $5::jsonb, minutes = minutes + $6::smallint")
SET_PRIORITY = _CHANGE.format(more=", priority = $5::text")
FINISH = _CHANGE.format(
    more=f", {_SERVED_BY_NOW}, finished_at = {_NOW}, serving_since = coalesce(serving_since, called_at),"
    " outcome = $6::text, note = $7::text"
)

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

STRETCHES = """
SELECT begun.id, begun.centre_id, begun.ticket_id, begun.day, begun.department, begun.window_code, begun.verb,
    begun.state, begun.origin, begun.priority, coalesce(right_time.began_at, begun.created_at) AS began_at,
    lead(coalesce(right_time.began_at, begun.created_at))
        OVER (PARTITION BY begun.ticket_id ORDER BY begun.id) AS ended_at
FROM ticket_period AS begun
LEFT JOIN LATERAL (
    SELECT correction.began_at FROM ticket_period AS correction
    WHERE correction.ticket_id = begun.ticket_id AND correction.corrects = begun.id ORDER BY correction.id DESC LIMIT 1
) AS right_time ON true
WHERE begun.corrects IS NULL
"""
"""Every ticket's stretches with beginning and end, corrections applied; the last one of a ticket has no end.

To be narrowed by the reader: ``f"{STRETCHES} AND begun.centre_id = $1 AND begun.day = $2"``.
"""

STRETCHES_OF = f"{STRETCHES} AND begun.ticket_id = $1::uuid ORDER BY begun.id"

_CORRECT = """
UPDATE ticket SET version = version + 1, {more} WHERE id = $1::uuid AND version = $2::int RETURNING id
"""
SET_CALLED = _CORRECT.format(
    more="""called_at = $3::timestamptz,
    waited_seconds = CASE WHEN calls = 1 THEN greatest(extract(epoch FROM $3::timestamptz - created_at), 0)::int
                          ELSE waited_seconds END"""
)
SET_SERVING = _CORRECT.format(
    more="""serving_since = $3::timestamptz,
    served_seconds = greatest(served_seconds + extract(epoch FROM serving_since - $3::timestamptz), 0)::int"""
)
SET_FINISHED = _CORRECT.format(
    more="""finished_at = $3::timestamptz,
    served_seconds = greatest(served_seconds + extract(epoch FROM $3::timestamptz - finished_at), 0)::int"""
)

WINDOWS_BUSY = """
SELECT window_code, item_code, minutes, coalesce(serving_since, called_at) AS since FROM ticket
WHERE centre_id = $1::smallint AND state IN ('called', 'serving') AND window_code = ANY($2::text[])
"""

MEDIAN_SECONDS = """
SELECT wanted.item_code, percentile_cont(0.5) WITHIN GROUP (ORDER BY served.served_seconds) AS seconds
FROM unnest($2::text[]) AS wanted(item_code)
CROSS JOIN LATERAL (
    SELECT served_seconds FROM ticket
    WHERE ticket.centre_id = $1::smallint AND ticket.item_code = wanted.item_code AND ticket.state = 'finished'
      AND ticket.served_seconds > 0 AND ticket.more_items = '[]'
    ORDER BY ticket.finished_at DESC LIMIT $3::int
) AS served
GROUP BY wanted.item_code HAVING count(*) >= $4::int
"""

ESTIMATE_ERRORS = """
SELECT department, count(*) AS tickets, avg(abs(error)) AS mean_absolute, avg(error) AS bias,
    percentile_cont(0.5) WITHIN GROUP (ORDER BY abs(error)) AS median_absolute
FROM (
    SELECT department, estimated_minutes - waited_seconds / 60.0 AS error FROM ticket
    WHERE centre_id = $1::smallint AND day BETWEEN $2::date AND $3::date
      AND estimated_minutes IS NOT NULL AND waited_seconds IS NOT NULL
) AS told
GROUP BY department ORDER BY department
"""

KIOSK_SEEN = """
UPDATE kiosk SET last_seen_at = $2::timestamptz
WHERE key_hash = $1::text AND revoked_at IS NULL RETURNING id, name, hall
"""
