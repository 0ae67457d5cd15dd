"""Rules of the plans' tables that Tortoise cannot declare; the migration runs them."""

from __future__ import annotations

CONSTRAINTS: tuple[tuple[str, str], ...] = (
    (
        "ALTER TABLE slot_exception ADD CONSTRAINT slot_exception_sound CHECK"
        " ((start_time IS NULL) = (end_time IS NULL) AND (start_time IS NULL OR start_time < end_time)"
        " AND (kind = 'closed' OR start_time IS NULL) AND ((kind = 'rows') = (jsonb_array_length(rows) > 0)))",
        "ALTER TABLE slot_exception DROP CONSTRAINT slot_exception_sound",
    ),
    (
        "CREATE UNIQUE INDEX slot_exception_one_plan_a_day ON slot_exception (pool_id, day)"
        " WHERE kind = 'rows' AND withdrawn_at IS NULL",
        "DROP INDEX slot_exception_one_plan_a_day",
    ),
    (
        "ALTER TABLE window_leave ADD CONSTRAINT window_leave_span CHECK (first_day <= last_day)",
        "ALTER TABLE window_leave DROP CONSTRAINT window_leave_span",
    ),
    (
        "CREATE UNIQUE INDEX booking_conflict_one_open ON booking_conflict (appointment_id)"
        " WHERE state IN ('pending', 'called')",
        "DROP INDEX booking_conflict_one_open",
    ),
    (
        "ALTER TABLE booking_conflict ADD CONSTRAINT booking_conflict_settled CHECK"
        " ((state IN ('pending', 'called')) = (settled_at IS NULL))",
        "ALTER TABLE booking_conflict DROP CONSTRAINT booking_conflict_settled",
    ),
    (
        "ALTER TABLE reconciliation_report ADD CONSTRAINT reconciliation_report_adds_up CHECK"
        " (differing = jsonb_array_length(differences) AND differing <= slots)",
        "ALTER TABLE reconciliation_report DROP CONSTRAINT reconciliation_report_adds_up",
    ),
)
