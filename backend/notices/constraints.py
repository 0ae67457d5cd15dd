"""Rules of the notices' tables that Tortoise cannot declare; the migration runs them."""

from __future__ import annotations

CONSTRAINTS: tuple[tuple[str, str], ...] = (
    (
        "ALTER TABLE subscription_grant ADD CONSTRAINT subscription_grant_counts CHECK (armed BETWEEN 0 AND 1000)",
        "ALTER TABLE subscription_grant DROP CONSTRAINT subscription_grant_counts",
    ),
    (
        "ALTER TABLE notice_send ADD CONSTRAINT notice_send_settled CHECK"
        " ((state IN ('queued', 'sending')) = (settled_at IS NULL))",
        "ALTER TABLE notice_send DROP CONSTRAINT notice_send_settled",
    ),
    (
        "CREATE INDEX notice_unread ON notice (citizen_id) WHERE read_at IS NULL",
        "DROP INDEX notice_unread",
    ),
)
