"""Rules of the appointments' tables that Tortoise cannot declare; the migration runs them."""

from __future__ import annotations

CONSTRAINTS: tuple[tuple[str, str], ...] = (
    (
        "ALTER TABLE slot ADD CONSTRAINT slot_seats CHECK"
        " (used_online BETWEEN 0 AND cap_online AND used_staff BETWEEN 0 AND cap_staff)",
        "ALTER TABLE slot DROP CONSTRAINT slot_seats",
    ),
    (
        "ALTER TABLE slot ADD CONSTRAINT slot_span CHECK (starts_at < ends_at AND status IN ('open', 'closed'))",
        "ALTER TABLE slot DROP CONSTRAINT slot_span",
    ),
    (
        "ALTER TABLE slot_template ADD CONSTRAINT slot_template_sound CHECK (weekday BETWEEN 0 AND 6"
        " AND minutes BETWEEN 5 AND 240 AND cap_online >= 0 AND cap_staff >= 0 AND start_time < end_time)",
        "ALTER TABLE slot_template DROP CONSTRAINT slot_template_sound",
    ),
    (
        "ALTER TABLE appointment ADD CONSTRAINT appointment_hold_ends CHECK"
        " (state <> 'held' OR hold_expires_at IS NOT NULL)",
        "ALTER TABLE appointment DROP CONSTRAINT appointment_hold_ends",
    ),
    (
        "CREATE UNIQUE INDEX appointment_one_hold ON appointment (citizen_id) WHERE state = 'held'",
        "DROP INDEX appointment_one_hold",
    ),
    (
        "CREATE UNIQUE INDEX appointment_item_once_a_day ON appointment (citizen_id, item_code, day)"
        " WHERE state IN ('held', 'booked', 'checked_in')",
        "DROP INDEX appointment_item_once_a_day",
    ),
    (
        "CREATE INDEX appointment_lapsing ON appointment (hold_expires_at) WHERE state = 'held'",
        "DROP INDEX appointment_lapsing",
    ),
    (
        "CREATE INDEX appointment_expected ON appointment (day) WHERE state = 'booked'",
        "DROP INDEX appointment_expected",
    ),
    (
        "ALTER TABLE slot_exception ADD CONSTRAINT slot_exception_sound CHECK ((start_time IS NULL) = (end_time IS NULL)"
        " AND (start_time IS NULL OR start_time < end_time) AND (kind = 'closed' OR start_time IS NULL)"
        " AND ((kind = 'rows') = (jsonb_array_length(rows) > 0)))",
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
