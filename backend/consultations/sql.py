"""Statements of the consultations that are contested, or read many rows at once."""

from __future__ import annotations

SERIAL = """
INSERT INTO consultation_counter AS known (id, centre_id, created_at, month, serial)
VALUES ($1, $2::smallint, $3::timestamptz, $4, 1)
ON CONFLICT (centre_id, month) DO UPDATE SET serial = known.serial + 1
RETURNING serial
"""

CLAIM = """
UPDATE consultation SET state = 'claimed', version = version + 1, owner_id = $3, owner_name = $4, owner_number = $5,
    arbitration = false
WHERE id = $1 AND version = $2::int AND state = 'routed' RETURNING version
"""

MOVE = """
UPDATE consultation SET state = 'routed', version = version + 1, department = $3, "window" = $4,
    returns = $5::smallint, arbitration = $6::boolean, settled = $7::boolean, read_at = NULL, suggested = NULL,
    owner_id = NULL, owner_name = NULL, owner_number = NULL
WHERE id = $1 AND version = $2::int AND state IN ('routed', 'claimed') RETURNING version
"""

TOUCH = """
UPDATE consultation SET version = version + 1
WHERE id = $1 AND state IN ('routed', 'claimed', 'waiting') RETURNING version
"""
"""Something arrived: a reply that was written without it is stale."""

NEXT = "UPDATE consultation SET version = version + 1 WHERE id = $1 AND version = $2::int RETURNING version"

WAIT = """
UPDATE consultation SET state = 'waiting', version = version + 1, paused_at = $3::timestamptz
WHERE id = $1 AND version = $2::int AND state = 'claimed' RETURNING version
"""

GO_ON = """
UPDATE consultation SET state = 'claimed', version = version + 1, paused_at = NULL
WHERE id = $1 AND state = 'waiting' RETURNING version
"""

ANSWER = """
UPDATE consultation SET state = 'answered', version = version + 1, answered_at = $4::timestamptz,
    owner_id = $5, owner_name = $6, owner_number = $7
WHERE id = $1 AND version = $2::int AND state = 'claimed' AND owner_id = ANY($3::uuid[]) RETURNING version
"""

CLOSE = """
UPDATE consultation SET state = 'closed', version = version + 1 WHERE id = $1 AND state = 'answered' RETURNING version
"""

REOPEN = """
UPDATE consultation SET state = 'claimed', version = version + 1, answered_at = NULL, target = target + 1,
    late_at = NULL
WHERE id = $1 AND state = 'answered' RETURNING version
"""

LATE = """
UPDATE consultation SET late_at = $2::timestamptz
WHERE id = $1 AND target = $3::smallint AND late_at IS NULL RETURNING id
"""

READ = "UPDATE consultation SET read_at = $2::timestamptz WHERE id = $1 AND read_at IS NULL RETURNING id"

URGED = "UPDATE consultation SET urges = urges + 1 WHERE id = $1"

ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtext('consultation'), hashtext($1::text))"
"""A citizen's questions are opened one after the other, so that the second sees the first."""

OF_CITIZEN = """
SELECT id FROM consultation
WHERE centre_id = $1::smallint AND citizen_id = $2 AND state IN ('routed', 'claimed', 'waiting')
  AND NOT confidential ORDER BY id
"""

JOIN = """
INSERT INTO joined_conversation (id, centre_id, created_at, consultation_id, conversation_id)
VALUES ($1, $2::smallint, $3::timestamptz, $4, $5) ON CONFLICT DO NOTHING
"""

JOINED = """
SELECT joined.consultation_id AS id FROM joined_conversation joined
JOIN consultation ON consultation.id = joined.consultation_id
WHERE joined.conversation_id = $1 AND ($2::boolean IS FALSE OR consultation.state IN ('routed', 'claimed', 'waiting'))
ORDER BY joined.id DESC LIMIT 1
"""

WINDOW_LOADS = """
SELECT "window", count(*) AS open FROM consultation
WHERE centre_id = $1::smallint AND "window" IS NOT NULL AND state IN ('routed', 'claimed', 'waiting')
GROUP BY "window"
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
WHERE centre_id = $1::smallint AND created_at >= $2::timestamptz AND NOT confidential GROUP BY routing_reason
"""

COUNTS = """
SELECT count(*) FILTER (WHERE state = 'routed') AS unclaimed,
       count(*) FILTER (WHERE state = 'claimed' AND owner_id = ANY($3::uuid[])) AS mine,
       count(*) FILTER (WHERE state IN ('routed', 'claimed') AND due_at >= $4::timestamptz
                        AND due_at < $5::timestamptz) AS today,
       count(*) FILTER (WHERE state IN ('routed', 'claimed') AND due_at < $4::timestamptz) AS late,
       count(*) FILTER (WHERE state = 'waiting') AS waiting,
       count(*) FILTER (WHERE state IN ('answered', 'closed')) AS done,
       (SELECT count(*) FROM joint_opinion opinion JOIN consultation asked ON asked.id = opinion.consultation_id
        WHERE asked.centre_id = $1::smallint AND opinion.department = $2::text AND opinion.given_at IS NULL
          AND asked.target = opinion.target AND asked.state IN ('routed', 'claimed', 'waiting')) AS opinions
FROM consultation
WHERE centre_id = $1::smallint AND ($2::text IS NULL OR department = $2::text) AND (NOT confidential OR $6::boolean)
"""
