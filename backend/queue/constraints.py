"""Rules of the hall's tables that Tortoise cannot declare; the migration runs them."""

from __future__ import annotations

CONSTRAINTS: tuple[tuple[str, str], ...] = (
    (
        "CREATE UNIQUE INDEX ticket_one_at_window ON ticket (centre_id, window_code)"
        " WHERE state IN ('called', 'serving')",
        "DROP INDEX ticket_one_at_window",
    ),
    (
        "ALTER TABLE ticket ADD CONSTRAINT ticket_at_window_knows_it CHECK"
        " (state NOT IN ('called', 'serving', 'finished')"
        " OR (window_code IS NOT NULL AND window_number IS NOT NULL AND called_at IS NOT NULL))",
        "ALTER TABLE ticket DROP CONSTRAINT ticket_at_window_knows_it",
    ),
    (
        "ALTER TABLE ticket ADD CONSTRAINT ticket_finished_with_outcome CHECK"
        " ((state = 'finished') = (outcome IS NOT NULL AND finished_at IS NOT NULL))",
        "ALTER TABLE ticket DROP CONSTRAINT ticket_finished_with_outcome",
    ),
    (
        "ALTER TABLE window_desk ADD CONSTRAINT window_desk_staffed CHECK ((state = 'closed') = (staff_id IS NULL))",
        "ALTER TABLE window_desk DROP CONSTRAINT window_desk_staffed",
    ),
    (
        "CREATE UNIQUE INDEX window_desk_one_per_clerk ON window_desk (staff_id) WHERE staff_id IS NOT NULL",
        "DROP INDEX window_desk_one_per_clerk",
    ),
    (
        "CREATE INDEX ticket_period_by_window ON ticket_period (centre_id, day, window_code, id) WHERE verb = 'call'",
        "DROP INDEX ticket_period_by_window",
    ),
)
