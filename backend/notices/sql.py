"""Statements of the notices slice that must be one step."""

from __future__ import annotations

WRITE = """
INSERT INTO notice (id, centre_id, created_at, citizen_id, template, group_name, title, text, link, dedupe_key)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
ON CONFLICT (centre_id, dedupe_key) DO NOTHING
RETURNING id
"""

SPEND = """
UPDATE subscription_grant SET armed = armed - 1 WHERE citizen_id = $1 AND key = $2 AND armed > 0 RETURNING id
"""

GIVE = """
INSERT INTO subscription_grant AS known (id, centre_id, created_at, citizen_id, key, armed)
VALUES ($1, $2, $3, $4, $5, 1)
ON CONFLICT (citizen_id, key) DO UPDATE SET armed = least(known.armed + 1, 1000)
"""

DISARM = "UPDATE subscription_grant SET armed = 0 WHERE citizen_id = $1 AND key = $2"

BEGIN = """
UPDATE notice_send SET state = 'sending', tries = tries + 1 WHERE notice_id = $1 AND state = 'queued'
RETURNING id, tries
"""

SETTLE = """
UPDATE notice_send SET state = $2, reason = $3, msgid = $4, settled_at = $5::timestamptz
WHERE notice_id = $1 AND state IN ('queued', 'sending')
RETURNING id
"""

REQUEUE = """
UPDATE notice_send SET state = 'queued', reason = $2 WHERE notice_id = $1 AND state = 'sending' RETURNING id
"""

READ = """
UPDATE notice SET read_at = $3 WHERE citizen_id = $1 AND id = $2 AND read_at IS NULL RETURNING id
"""

READ_ALL = "UPDATE notice SET read_at = $2 WHERE citizen_id = $1 AND read_at IS NULL RETURNING id"
"""The partial index on unread rows makes this cheap."""

BOUNCE = "UPDATE notice_send SET state = 'failed', reason = $2 WHERE msgid = $1 AND state = 'sent' RETURNING id"
