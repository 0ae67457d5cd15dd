"""Statements of the clocks."""

from __future__ import annotations

PLAN = """
INSERT INTO sla_event AS known (id, centre_id, created_at, consultation_id, target, kind, level, due_at)
VALUES ($1, $2::smallint, $3::timestamptz, $4, $5, $6, $7::smallint, $8::timestamptz)
ON CONFLICT (consultation_id, target, kind, level) DO UPDATE SET due_at = excluded.due_at
WHERE known.fired_at IS NULL AND known.cancelled_at IS NULL
  AND ($9::boolean OR known.due_at IS NULL OR known.due_at > $3::timestamptz)
"""
"""What was reached stays reached and will fire, unless the calendar itself was wrong ($9)."""

HOLD = """
UPDATE sla_event SET due_at = NULL
WHERE consultation_id = $1 AND target = $2 AND fired_at IS NULL AND cancelled_at IS NULL AND due_at > $3::timestamptz
"""

CANCEL = """
UPDATE sla_event SET cancelled_at = $2::timestamptz
WHERE consultation_id = $1 AND fired_at IS NULL AND cancelled_at IS NULL
  AND (due_at IS NULL OR due_at > $2::timestamptz)
  AND ($3::text IS NULL OR target = $3) AND ($4::text IS NULL OR kind = $4)
"""
"""Only what is still to come: a time that has passed is a fact, and is told also when the answer came just after."""

DUE = """
SELECT id FROM sla_event
WHERE centre_id = $1::smallint AND fired_at IS NULL AND cancelled_at IS NULL AND due_at <= $2::timestamptz
ORDER BY due_at, id LIMIT $3::int
"""

FIRE = """
UPDATE sla_event SET fired_at = $2::timestamptz
WHERE id = $1 AND fired_at IS NULL AND cancelled_at IS NULL AND due_at <= $2::timestamptz RETURNING id
"""

COUNTED = """
UPDATE consultation SET due_at = $2::timestamptz, warn_at = $3::timestamptz, calendar_version = $4::int,
    days = $5::smallint, extended_days = $6::smallint, handling = $7, clock_from = $8::timestamptz
WHERE id = $1
"""

OLD_CALENDAR = """
SELECT id FROM consultation
WHERE centre_id = $1::smallint AND state IN ('routed', 'claimed', 'waiting') AND calendar_version <> $2::int
ORDER BY id LIMIT $3::int
"""

LEAVE = """
UPDATE consultation_stay SET left_at = $2::timestamptz, left_by = $3, minutes = $4::int
WHERE consultation_id = $1 AND left_at IS NULL RETURNING place
"""

READ = """
UPDATE consultation_stay SET read_at = $2::timestamptz
WHERE consultation_id = $1 AND left_at IS NULL AND read_at IS NULL RETURNING place
"""

UNPAUSE = """
UPDATE consultation_pause SET until_at = GREATEST($2::timestamptz, from_at)
WHERE consultation_id = $1 AND until_at IS NULL
"""

URGE_ONCE = """
INSERT INTO consultation_urge (id, centre_id, created_at, consultation_id, origin, actor, day, note)
VALUES ($1, $2::smallint, $3::timestamptz, $4, $5, $6, $7::date, $8)
ON CONFLICT DO NOTHING RETURNING id
"""
