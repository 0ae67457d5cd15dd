"""Rules of the catalogue's tables that Tortoise cannot declare; the migration runs them."""

from __future__ import annotations

CONSTRAINTS: tuple[tuple[str, str], ...] = (
    (
        "CREATE UNIQUE INDEX guide_version_in_force ON guide_version (centre_id, code) WHERE effective",
        "DROP INDEX guide_version_in_force",
    ),
    (
        "ALTER TABLE guide_version ADD CONSTRAINT guide_version_counts CHECK (version >= 1)",
        "ALTER TABLE guide_version DROP CONSTRAINT guide_version_counts",
    ),
    (
        "ALTER TABLE catalogue_version ADD CONSTRAINT catalogue_version_counts CHECK (number >= 1)",
        "ALTER TABLE catalogue_version DROP CONSTRAINT catalogue_version_counts",
    ),
    (
        "ALTER TABLE bot_model ADD CONSTRAINT bot_model_that_passed_is_there CHECK (NOT passed OR content IS NOT NULL)",
        "ALTER TABLE bot_model DROP CONSTRAINT bot_model_that_passed_is_there",
    ),
    (
        "CREATE UNIQUE INDEX window_change_number ON window_change (centre_id, hall, number) WHERE NOT hidden",
        "DROP INDEX window_change_number",
    ),
    (
        "ALTER TABLE window_change ADD CONSTRAINT window_change_counts CHECK (number >= 1 AND version >= 1)",
        "ALTER TABLE window_change DROP CONSTRAINT window_change_counts",
    ),
)
