"""Rules of the cases' tables that Tortoise cannot declare; the migration runs them."""

from __future__ import annotations

CONSTRAINTS: tuple[tuple[str, str], ...] = (
    (
        "ALTER TABLE case_file ADD CONSTRAINT case_two_persons CHECK (decided_by <> accepted_by)",
        "ALTER TABLE case_file DROP CONSTRAINT case_two_persons",
    ),
    (
        "ALTER TABLE case_file ADD CONSTRAINT case_accepted_whole CHECK"
        " ((accepted_at IS NULL) = (accepted_by IS NULL)"
        " AND (state NOT IN ('accepted', 'in_progress', 'approved', 'refused') OR accepted_at IS NOT NULL)"
        " AND (state NOT IN ('registered', 'supplementing', 'not_accepted') OR accepted_at IS NULL)"
        " AND (promised_at IS NULL OR accepted_at IS NOT NULL))",
        "ALTER TABLE case_file DROP CONSTRAINT case_accepted_whole",
    ),
    (
        "ALTER TABLE case_serial ADD CONSTRAINT case_serial_five_digits CHECK (last_serial BETWEEN 1 AND 99999)",
        "ALTER TABLE case_serial DROP CONSTRAINT case_serial_five_digits",
    ),
    (
        "ALTER TABLE case_decision ADD CONSTRAINT case_decision_reasoned CHECK"
        " (result IN ('准予', '不予') AND (result = '准予' OR (reason IS NOT NULL AND remedy IS NOT NULL)))",
        "ALTER TABLE case_decision DROP CONSTRAINT case_decision_reasoned",
    ),
    (
        "ALTER TABLE case_supplement ADD CONSTRAINT case_supplement_reasoned CHECK"
        " (position = 1 OR (position > 1 AND note IS NOT NULL))",
        "ALTER TABLE case_supplement DROP CONSTRAINT case_supplement_reasoned",
    ),
    (
        "CREATE UNIQUE INDEX case_supplement_one_open ON case_supplement (case_id) WHERE supplied_at IS NULL",
        "DROP INDEX case_supplement_one_open",
    ),
    (
        "ALTER TABLE case_lookup_count ADD CONSTRAINT case_lookup_count_sound CHECK"
        " (failures >= 0 AND kind IN ('source', 'number'))",
        "ALTER TABLE case_lookup_count DROP CONSTRAINT case_lookup_count_sound",
    ),
    (
        "CREATE INDEX case_promised ON case_file (promised_at) WHERE state IN ('accepted', 'in_progress')",
        "DROP INDEX case_promised",
    ),
    (
        "CREATE FUNCTION case_event_is_kept() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RAISE EXCEPTION 'events of a case are never changed'; END $$",
        "DROP FUNCTION case_event_is_kept()",
    ),
    (
        "CREATE TRIGGER case_event_kept BEFORE UPDATE OR DELETE ON case_event"
        " FOR EACH ROW EXECUTE FUNCTION case_event_is_kept()",
        "DROP TRIGGER case_event_kept ON case_event",
    ),
)
