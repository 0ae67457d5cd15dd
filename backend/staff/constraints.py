"""Rules of the staff tables that Tortoise cannot declare; the migration runs them."""

from __future__ import annotations

CONSTRAINTS: tuple[tuple[str, str], ...] = (
    (
        "ALTER TABLE staff_member ADD CONSTRAINT staff_member_enrolled CHECK"
        " (totp_enrolled_at IS NULL OR totp_secret IS NOT NULL)",
        "ALTER TABLE staff_member DROP CONSTRAINT staff_member_enrolled",
    ),
    (
        "ALTER TABLE staff_login_try ADD CONSTRAINT staff_login_try_counts CHECK (tries BETWEEN 1 AND 5)",
        "ALTER TABLE staff_login_try DROP CONSTRAINT staff_login_try_counts",
    ),
)
