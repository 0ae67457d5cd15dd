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
        "CREATE INDEX appointment_lapsing ON appointment (hold_expires_at) WHERE state = 'held'",
        "DROP INDEX appointment_lapsing",
    ),
    (
        "CREATE INDEX appointment_expected ON appointment (day) WHERE state = 'booked'",
        "DROP INDEX appointment_expected",
    ),
    (
        "ALTER TABLE appointment ADD CONSTRAINT appointment_party_named CHECK"
        " ((party_kind = 'self') = (party_name IS NULL))",
        "ALTER TABLE appointment DROP CONSTRAINT appointment_party_named",
    ),
    (
        "CREATE UNIQUE INDEX appointment_item_once_a_day ON appointment_item"
        " (citizen_id, party_index, item_code, day) WHERE live",
        "DROP INDEX appointment_item_once_a_day",
    ),
    (
        "CREATE FUNCTION appointment_items_follow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        " UPDATE appointment_item SET day = NEW.day, live = NEW.state IN ('held', 'booked', 'checked_in')"
        " WHERE appointment_id = NEW.id; RETURN NULL; END $$",
        "DROP FUNCTION appointment_items_follow()",
    ),
    (
        "CREATE TRIGGER appointment_items_follow AFTER UPDATE OF state, day ON appointment FOR EACH ROW"
        " WHEN (OLD.day <> NEW.day OR (OLD.state IN ('held', 'booked', 'checked_in'))"
        " <> (NEW.state IN ('held', 'booked', 'checked_in'))) EXECUTE FUNCTION appointment_items_follow()",
        "DROP TRIGGER appointment_items_follow ON appointment",
    ),
    (
        "CREATE UNIQUE INDEX appointment_slot_once ON appointment_slot (appointment_id, slot_id)"
        " WHERE released_at IS NULL",
        "DROP INDEX appointment_slot_once",
    ),
    (
        "CREATE INDEX appointment_slot_freed ON appointment_slot (release_at)"
        " WHERE release_at IS NOT NULL AND released_at IS NULL",
        "DROP INDEX appointment_slot_freed",
    ),
    (
        "ALTER TABLE waitlist ADD CONSTRAINT waitlist_sound CHECK ((state <> 'offered' OR appointment_id IS NOT NULL)"
        " AND (party_kind = 'self') = (party_name IS NULL))",
        "ALTER TABLE waitlist DROP CONSTRAINT waitlist_sound",
    ),
    (
        "CREATE UNIQUE INDEX waitlist_one_wish ON waitlist (citizen_id, pool_id, party_index)"
        " WHERE state IN ('waiting', 'offered')",
        "DROP INDEX waitlist_one_wish",
    ),
    (
        "CREATE INDEX waitlist_waiting ON waitlist (pool_id, id) WHERE state = 'waiting'",
        "DROP INDEX waitlist_waiting",
    ),
    (
        "CREATE UNIQUE INDEX credit_event_once ON credit_event (appointment_id, kind, item_code)"
        " WHERE kind <> 'pardon'",
        "DROP INDEX credit_event_once",
    ),
    (
        "CREATE UNIQUE INDEX credit_event_pardoned_once ON credit_event (pardons) WHERE pardons IS NOT NULL",
        "DROP INDEX credit_event_pardoned_once",
    ),
    (
        "ALTER TABLE credit_event ADD CONSTRAINT credit_event_sound CHECK ((kind = 'pardon') = (pardons IS NOT NULL)"
        " AND (kind = 'booked') = (item_code <> ''))",
        "ALTER TABLE credit_event DROP CONSTRAINT credit_event_sound",
    ),
    (
        "CREATE FUNCTION credit_event_is_kept() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RAISE EXCEPTION 'lines of the booking record are never changed'; END $$",
        "DROP FUNCTION credit_event_is_kept()",
    ),
    (
        "CREATE TRIGGER credit_event_kept BEFORE UPDATE OR DELETE ON credit_event FOR EACH ROW"
        " EXECUTE FUNCTION credit_event_is_kept()",
        "DROP TRIGGER credit_event_kept ON credit_event",
    ),
    (
        "ALTER TABLE credit_appeal ADD CONSTRAINT credit_appeal_decided CHECK ((state = 'pending') ="
        " (decided_by IS NULL) AND (state = 'pending') = (decided_at IS NULL)"
        " AND (state = 'pending') = (reason IS NULL))",
        "ALTER TABLE credit_appeal DROP CONSTRAINT credit_appeal_decided",
    ),
)
