"""Statements of the consultations that are contested, or read many rows at once."""

from __future__ import annotations

SERIAL = """
INSERT INTO consultation_counter AS known (id, centre_id, created_at, month, serial)
VALUES ($1, $2::smallint, $3::timestamptz, $4, 1)
ON CONFLICT (centre_id, month) DO UPDATE SET serial = known.serial + 1
RETURNING serial
"""

CLAIM = """
UPDATE consultation SET state = 'claimed', version = version + 1, owner_id = $3, owner_name = $4, owner_number = $5
WHERE id = $1 AND version = $2::int AND state = 'routed' RETURNING id
"""

MOVE = """
UPDATE consultation SET state = 'routed', version = version + 1, department = $3,
    owner_id = NULL, owner_name = NULL, owner_number = NULL
WHERE id = $1 AND version = $2::int AND state IN ('routed', 'claimed') RETURNING id
"""

ANSWER = """
UPDATE consultation SET state = 'answered', version = version + 1, answered_at = $4::timestamptz
WHERE id = $1 AND version = $2::int AND state = 'claimed' AND owner_id = $3 RETURNING id
"""

CLOSE = """
UPDATE consultation SET state = 'closed', version = version + 1 WHERE id = $1 AND state = 'answered' RETURNING id
"""

REOPEN = """
UPDATE consultation SET state = 'claimed', version = version + 1, answered_at = NULL, due_at = $2::timestamptz
WHERE id = $1 AND state = 'answered' RETURNING id
"""

FEEDBACK = """
INSERT INTO message_feedback (id, centre_id, created_at, message_id, useful, reason, words)
VALUES ($1, $2::smallint, $3::timestamptz, $4, $5, $6, $7)
ON CONFLICT (message_id) DO UPDATE SET created_at = excluded.created_at, useful = excluded.useful,
    reason = excluded.reason, words = excluded.words
"""

QUESTIONS = """
SELECT answer.id AS answer, question.id AS question FROM message answer
JOIN LATERAL (SELECT id FROM message WHERE conversation_id = answer.conversation_id AND seq < answer.seq
              AND author = 'citizen' ORDER BY seq DESC LIMIT 1) question ON true
WHERE answer.id = ANY($1::uuid[])
"""

UNHELPFUL_REASONS = """
SELECT reason, count(*) AS count FROM message_feedback
WHERE centre_id = $1::smallint AND NOT useful AND created_at >= $2::timestamptz GROUP BY reason
"""

HANDED_REASONS = """
SELECT routing_reason AS reason, count(*) AS count FROM consultation
WHERE centre_id = $1::smallint AND created_at >= $2::timestamptz GROUP BY routing_reason
"""

_SCOPE = "centre_id = $1::smallint AND ($2::text IS NULL OR department = $2::text)"

COUNTS = f"""
SELECT count(*) FILTER (WHERE state = 'routed') AS unclaimed,
       count(*) FILTER (WHERE state = 'claimed' AND owner_id = $3) AS mine,
       count(*) FILTER (WHERE state IN ('routed', 'claimed') AND due_at >= $4::timestamptz
                        AND due_at < $5::timestamptz) AS today,
       count(*) FILTER (WHERE state IN ('routed', 'claimed') AND due_at < $4::timestamptz) AS late,
       count(*) FILTER (WHERE state IN ('answered', 'closed')) AS done
FROM consultation WHERE {_SCOPE}
"""  # noqa: S608
