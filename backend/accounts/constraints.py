"""Rules of the citizens' tables that Tortoise cannot declare; the migration runs them."""

from __future__ import annotations

CONSTRAINTS: tuple[tuple[str, str], ...] = (
    (
        "CREATE UNIQUE INDEX citizen_checked_once ON citizen (centre_id, id_number_index) WHERE identity = 'checked'",
        "DROP INDEX citizen_checked_once",
    ),
    (
        "ALTER TABLE citizen ADD CONSTRAINT citizen_identity_complete CHECK (CASE identity"
        " WHEN 'none' THEN id_number IS NULL AND id_number_index IS NULL"
        " ELSE name IS NOT NULL AND id_number IS NOT NULL AND id_number_index IS NOT NULL END)",
        "ALTER TABLE citizen DROP CONSTRAINT citizen_identity_complete",
    ),
    (
        "CREATE UNIQUE INDEX citizen_consent_once ON citizen_consent (citizen_id, kind) WHERE withdrawn_at IS NULL",
        "DROP INDEX citizen_consent_once",
    ),
    (
        "CREATE UNIQUE INDEX citizen_address_default ON citizen_address (citizen_id) WHERE is_default",
        "DROP INDEX citizen_address_default",
    ),
)
