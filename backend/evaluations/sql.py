"""Statements of the evaluations that are contested, or read many rows at once."""

from __future__ import annotations

ASK = """
INSERT INTO rating (id, centre_id, created_at, kind, matter_id, citizen_id, department, window_code, title, number,
    ended_at, open_until, version, tags, may_call, counted)
VALUES ($1, $2::smallint, $3::timestamptz, $4, $5, $6, $7, $8, $9, $10, $11::timestamptz, $12::timestamptz, 1,
    '[]', false, true)
ON CONFLICT (centre_id, kind, matter_id) DO NOTHING RETURNING id
"""

RATE = """
UPDATE rating SET grade = $2::smallint, tags = $3::jsonb, words = $4, may_call = $5, rated_at = $6::timestamptz,
    version = version + 1
WHERE id = $1 AND grade IS NULL AND open_until >= $6::timestamptz RETURNING id
"""

FOLLOW = """
UPDATE rating SET follow_grade = $2::smallint, follow_words = $3, followed_at = $4::timestamptz, version = version + 1
WHERE id = $1 AND grade <= 2 AND follow_grade IS NULL RETURNING id
"""

PUBLISH = """
UPDATE rating SET published_words = $3, version = version + 1
WHERE id = $1 AND version = $2::int AND grade IS NOT NULL AND counted RETURNING id
"""

DISCOUNT = """
UPDATE rating SET counted = false, published_words = NULL, version = version + 1 WHERE id = $1 RETURNING id
"""

DECIDE = """
UPDATE rating_appeal SET state = $2, decision = $3, decided_by = $4, decided_by_name = $5, decided_at = $6::timestamptz
WHERE rating_id = $1 AND state = 'asked' RETURNING id
"""

SERIAL = """
INSERT INTO complaint_counter AS known (id, centre_id, created_at, month, serial)
VALUES ($1, $2::smallint, $3::timestamptz, $4, 1)
ON CONFLICT (centre_id, month) DO UPDATE SET serial = known.serial + 1
RETURNING serial
"""

STOP = """
UPDATE evaluation_timer SET stopped_at = $3::timestamptz
WHERE subject_id = $1 AND target = ANY($2::text[]) AND fired_at IS NULL AND stopped_at IS NULL
"""

DUE = """
SELECT id FROM evaluation_timer
WHERE centre_id = $1::smallint AND fires_at <= $2::timestamptz AND fired_at IS NULL AND stopped_at IS NULL
ORDER BY fires_at, id LIMIT $3::int
"""

FIRE = """
UPDATE evaluation_timer SET fired_at = $2::timestamptz
WHERE id = $1 AND fired_at IS NULL AND stopped_at IS NULL RETURNING subject_id, target, level
"""

MONTH = """
SELECT rating.department AS department, count(*) AS total,
       count(*) FILTER (WHERE grade = 5) AS very_good, count(*) FILTER (WHERE grade = 4) AS good,
       count(*) FILTER (WHERE grade = 3) AS fair, count(*) FILTER (WHERE grade = 2) AS bad,
       count(*) FILTER (WHERE grade = 1) AS very_bad,
       count(task.id) AS tasks, count(*) FILTER (WHERE task.rectified_at IS NOT NULL) AS rectified,
       count(*) FILTER (WHERE task.rectified_at <= task.rectify_due_at) AS in_time,
       count(*) FILTER (WHERE task.called_back_at IS NOT NULL) AS called_back
FROM rating LEFT JOIN rectification task ON task.rating_id = rating.id
WHERE rating.centre_id = $1::smallint AND grade IS NOT NULL AND counted
  AND rated_at >= $2::timestamptz AND rated_at < $3::timestamptz
GROUP BY rating.department ORDER BY total DESC, rating.department
"""

FIRST = "SELECT min(rated_at) AS at FROM rating WHERE centre_id = $1::smallint AND grade IS NOT NULL"

COMPLAINTS_OF_MONTH = """
SELECT kind, count(*) AS total, count(*) FILTER (WHERE replied_at <= due_at) AS in_time,
       count(*) FILTER (WHERE state = 'closed') AS closed
FROM complaint WHERE centre_id = $1::smallint AND NOT confidential
  AND created_at >= $2::timestamptz AND created_at < $3::timestamptz
GROUP BY kind ORDER BY kind
"""
