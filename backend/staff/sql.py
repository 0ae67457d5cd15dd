"""Statements of the staff slice that must be one step."""

from __future__ import annotations

SESSION = """
SELECT session.id AS session_id, session.last_seen_at, member.id, member.name, member.number, member.role,
       member.department, member.windows, member.must_change_password
FROM staff_session session JOIN staff_member member ON member.id = session.member_id
WHERE session.token_hash = $1 AND session.verified_at IS NOT NULL AND session.revoked_at IS NULL
  AND session.expires_at > $2::timestamptz AND member.disabled_at IS NULL
"""

SEEN = "UPDATE staff_session SET last_seen_at = $2 WHERE id = $1"

TRY = """
INSERT INTO staff_login_try AS known (id, centre_id, created_at, account_index, step, tries, locked_until)
VALUES ($1, $2, $3::timestamptz, $4, $5, 1, NULL)
ON CONFLICT (centre_id, account_index, step) DO UPDATE SET
    created_at = excluded.created_at,
    tries = CASE WHEN known.locked_until IS NULL THEN known.tries + 1 ELSE 1 END,
    locked_until = CASE WHEN known.locked_until IS NULL AND known.tries + 1 = $6::int
                        THEN $7::timestamptz END
WHERE known.locked_until IS NULL OR known.locked_until <= $3::timestamptz
RETURNING tries
"""
"""Counts a try before it is judged, so that parallel guesses cannot outrun the count. No row: locked."""

LOCKED_UNTIL = """
SELECT locked_until FROM staff_login_try WHERE centre_id = $1 AND account_index = $2 AND step = $3
"""

FORGET_TRIES = "DELETE FROM staff_login_try WHERE centre_id = $1 AND account_index = $2 AND step = $3"

FORGET_OLD_TRIES = "DELETE FROM staff_login_try WHERE created_at < $1 AND (locked_until IS NULL OR locked_until < $1)"

USE_CODE = """
UPDATE staff_member SET totp_step = $2::bigint, totp_enrolled_at = coalesce(totp_enrolled_at, $3::timestamptz)
WHERE id = $1 AND (totp_step IS NULL OR totp_step < $2::bigint) AND disabled_at IS NULL
RETURNING id
"""

STORE_TOTP = """
UPDATE staff_member SET totp_secret = $2 WHERE id = $1 AND totp_secret IS NULL RETURNING id
"""

REVOKE_ALL = """
UPDATE staff_session SET revoked_at = $2 WHERE member_id = $1 AND revoked_at IS NULL AND id IS DISTINCT FROM $3::uuid
RETURNING id
"""
