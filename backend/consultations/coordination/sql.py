"""Statements of 综合协调科."""

from __future__ import annotations

SETTINGS = """
INSERT INTO consultation_clock_setting AS known (id, centre_id, created_at, own_days, other_days, joint_days,
    opinion_days, waiting_days, forward_minutes, read_minutes, version)
VALUES ($1, $2::smallint, $3::timestamptz, $5::smallint, $6::smallint, $7::smallint, $8::smallint, $9::smallint,
    $10::smallint, $11::smallint, 1)
ON CONFLICT (centre_id) DO UPDATE SET own_days = excluded.own_days, other_days = excluded.other_days,
    joint_days = excluded.joint_days, opinion_days = excluded.opinion_days, waiting_days = excluded.waiting_days,
    forward_minutes = excluded.forward_minutes, read_minutes = excluded.read_minutes, version = known.version + 1
WHERE known.version = $4::int RETURNING version
"""

LATE_RULE = """
INSERT INTO consultation_late_rule AS known (id, centre_id, created_at, department, on_late, version)
VALUES ($1, $2::smallint, $3::timestamptz, $4, $5, 1)
ON CONFLICT (centre_id, department) DO UPDATE SET on_late = excluded.on_late, version = known.version + 1
"""

CHANGE_RULE = """
UPDATE routing_rule SET place = $3::smallint, name = $4, words = $5::text::jsonb, item_code = $6, from_department = $7,
    to_department = $8, "window" = $9, active = $10::boolean, version = version + 1
WHERE id = $1 AND version = $2::int RETURNING id
"""

LOADS = """
SELECT department, state, owner_name, owner_number, "window", count(*) AS open,
       count(*) FILTER (WHERE state IN ('routed', 'claimed') AND due_at < $2::timestamptz) AS late,
       count(*) FILTER (WHERE state IN ('routed', 'claimed') AND due_at >= $2::timestamptz
                        AND warn_at <= $2::timestamptz) AS soon
FROM consultation
WHERE centre_id = $1::smallint AND state IN ('routed', 'claimed', 'waiting') AND NOT confidential
GROUP BY department, state, owner_name, owner_number, "window"
"""
