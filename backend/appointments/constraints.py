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
)
