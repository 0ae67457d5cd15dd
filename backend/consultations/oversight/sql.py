"""Statements of the supervision. Months are given as their two instants."""

from __future__ import annotations

LAMPS = """
SELECT department,
       count(*) FILTER (WHERE state = 'waiting') AS paused,
       count(*) FILTER (WHERE state <> 'waiting' AND due_at < $2::timestamptz) AS late,
       count(*) FILTER (WHERE state <> 'waiting' AND due_at >= $2::timestamptz AND warn_at <= $2::timestamptz) AS soon,
       count(*) FILTER (WHERE state <> 'waiting' AND due_at >= $2::timestamptz
                        AND (warn_at IS NULL OR warn_at > $2::timestamptz)) AS ok
FROM consultation WHERE centre_id = $1::smallint AND state IN ('routed', 'claimed', 'waiting')
GROUP BY department ORDER BY late DESC, soon DESC, department
"""

REPLIES = """
SELECT COALESCE(reply.department, asked.department) AS department, reply."window", reply.staff_id,
       reply.created_at <= COALESCE(reply.due_at, asked.due_at) AS on_time,
       EXISTS (SELECT 1 FROM reply_basis law WHERE law.reply_id = reply.id) AS cited,
       EXISTS (SELECT 1 FROM consultation_event event
               WHERE event.consultation_id = reply.consultation_id AND event.verb = 'unsolved'
                 AND event.created_at >= reply.created_at
                 AND NOT EXISTS (SELECT 1 FROM staff_reply later
                                 WHERE later.consultation_id = reply.consultation_id AND later.id > reply.id
                                   AND later.created_at <= event.created_at)) AS reopened,
       (mark.accurate + mark.complete + mark.clear + mark.grounded + mark.friendly) / 5.0::float8 AS mark
FROM staff_reply reply JOIN consultation asked ON asked.id = reply.consultation_id
LEFT JOIN quality_mark mark ON mark.reply_id = reply.id
WHERE reply.centre_id = $1::smallint AND reply.created_at >= $2::timestamptz AND reply.created_at < $3::timestamptz
"""

FORWARDS = """
SELECT department, count(*) AS forwards, avg(minutes)::float8 AS minutes,
       count(*) FILTER (WHERE minutes > $4::int) AS late
FROM consultation_stay
WHERE centre_id = $1::smallint AND left_by IN ('forward', 'return')
  AND left_at >= $2::timestamptz AND left_at < $3::timestamptz
GROUP BY department
"""

URGES = """
SELECT asked.department, count(*) AS urges
FROM consultation_urge urge JOIN consultation asked ON asked.id = urge.consultation_id
WHERE urge.centre_id = $1::smallint AND urge.created_at >= $2::timestamptz AND urge.created_at < $3::timestamptz
GROUP BY asked.department
"""

BOT = """
WITH last AS (
    SELECT DISTINCT ON (conversation_id) conversation_id, card->'item'->>'code' AS item FROM message
    WHERE centre_id = $1::smallint AND kind = 'answer'
      AND created_at >= $2::timestamptz AND created_at < $3::timestamptz
    ORDER BY conversation_id, id DESC)
SELECT item, count(*) AS asked, count(*) FILTER (WHERE NOT (
    EXISTS (SELECT 1 FROM consultation WHERE conversation_id = last.conversation_id)
    OR EXISTS (SELECT 1 FROM joined_conversation joined WHERE joined.conversation_id = last.conversation_id)
    OR EXISTS (SELECT 1 FROM message_feedback given JOIN message said ON said.id = given.message_id
               WHERE said.conversation_id = last.conversation_id AND NOT given.useful))) AS solved
FROM last GROUP BY item
"""
"""A conversation was solved by the bot when it answered, nobody was handed it, and no answer was called no help."""

SAMPLE = """
SELECT reply.id FROM staff_reply reply
WHERE reply.centre_id = $1::smallint AND reply.created_at >= $2::timestamptz AND reply.created_at < $3::timestamptz
  AND NOT EXISTS (SELECT 1 FROM quality_mark mark WHERE mark.reply_id = reply.id)
ORDER BY md5(reply.id::text) LIMIT $4::int
"""
"""By the hash of the id: nobody can choose, and asking twice shows the same."""

MARK = """
INSERT INTO quality_mark (id, centre_id, created_at, consultation_id, reply_id, accurate, complete, clear, grounded,
    friendly, note, by_name)
VALUES ($1, $2::smallint, $3::timestamptz, $4, $5, $6::smallint, $7::smallint, $8::smallint, $9::smallint,
    $10::smallint, $11, $12)
ON CONFLICT (reply_id) DO NOTHING RETURNING id
"""
