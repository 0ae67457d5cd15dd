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
        " (state NOT IN ('called', 'serving', 'parked', 'finished')"
        " OR (window_code IS NOT NULL AND window_number IS NOT NULL AND called_at IS NOT NULL))",
        "ALTER TABLE ticket DROP CONSTRAINT ticket_at_window_knows_it",
    ),
    (
        "ALTER TABLE ticket ADD CONSTRAINT ticket_finished_with_outcome CHECK"
        " ((state = 'finished') = (outcome IS NOT NULL AND finished_at IS NOT NULL))",
        "ALTER TABLE ticket DROP CONSTRAINT ticket_finished_with_outcome",
    ),
    (
        "ALTER TABLE ticket ADD CONSTRAINT ticket_counts CHECK"
        " (rejoins >= 0 AND waited_seconds >= 0 AND served_seconds >= 0"
        " AND (wanted_window IS NULL OR state = 'waiting'))",
        "ALTER TABLE ticket DROP CONSTRAINT ticket_counts",
    ),
    (
        "CREATE INDEX ticket_line ON ticket (centre_id, day, department) WHERE state = 'waiting'",
        "DROP INDEX ticket_line",
    ),
    (
        "CREATE INDEX ticket_recently_served ON ticket (centre_id, item_code, finished_at) WHERE state = 'finished'",
        "DROP INDEX ticket_recently_served",
    ),
    (
        "ALTER TABLE ticket_period ADD CONSTRAINT ticket_period_correction CHECK"
        " ((corrects IS NULL) = (began_at IS NULL) AND (corrects IS NULL) = (reason IS NULL))",
        "ALTER TABLE ticket_period DROP CONSTRAINT ticket_period_correction",
    ),
    (
        "ALTER TABLE window_desk ADD CONSTRAINT window_desk_pause_has_reason CHECK"
        " ((state = 'paused') = (pause_reason IS NOT NULL))",
        "ALTER TABLE window_desk DROP CONSTRAINT window_desk_pause_has_reason",
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
