"""Rules of the consultations' tables that Tortoise cannot declare; the migration runs them."""

from __future__ import annotations

_KEPT = ("message", "consultation_event", "consultation_deadline", "staff_reply", "reply_basis")

_FUNCTION = (
    "CREATE FUNCTION consultation_row_is_kept() RETURNS trigger LANGUAGE plpgsql AS"
    " $$ BEGIN RAISE EXCEPTION 'what was said in a consultation is never changed'; END $$",
    "DROP FUNCTION consultation_row_is_kept()",
)

CONSTRAINTS: tuple[tuple[str, str], ...] = (
    _FUNCTION,
    *(
        (
            f"CREATE TRIGGER {table}_kept BEFORE UPDATE ON {table}"
            " FOR EACH ROW EXECUTE FUNCTION consultation_row_is_kept()",
            f"DROP TRIGGER {table}_kept ON {table}",
        )
        for table in _KEPT
    ),
    (
        "CREATE UNIQUE INDEX consultation_one_open ON consultation (conversation_id)"
        " WHERE state IN ('routed', 'claimed')",
        "DROP INDEX consultation_one_open",
    ),
    (
        "CREATE INDEX consultation_waiting ON consultation (centre_id, due_at, id)"
        " WHERE state IN ('routed', 'claimed')",
        "DROP INDEX consultation_waiting",
    ),
    (
        "ALTER TABLE consultation ADD CONSTRAINT consultation_owned CHECK ((state = 'routed') = (owner_id IS NULL))",
        "ALTER TABLE consultation DROP CONSTRAINT consultation_owned",
    ),
    (
        "ALTER TABLE consultation ADD CONSTRAINT consultation_answered CHECK"
        " ((state IN ('answered', 'closed')) = (answered_at IS NOT NULL))",
        "ALTER TABLE consultation DROP CONSTRAINT consultation_answered",
    ),
    (
        "CREATE INDEX message_feedback_unhelpful ON message_feedback (centre_id, created_at, id) WHERE NOT useful",
        "DROP INDEX message_feedback_unhelpful",
    ),
    (
        "ALTER TABLE message_feedback ADD CONSTRAINT message_feedback_reason_of_no CHECK"
        " (NOT useful OR (reason IS NULL AND words IS NULL))",
        "ALTER TABLE message_feedback DROP CONSTRAINT message_feedback_reason_of_no",
    ),
    (
        "ALTER TABLE consultation_counter ADD CONSTRAINT consultation_counter_counts CHECK (serial >= 1)",
        "ALTER TABLE consultation_counter DROP CONSTRAINT consultation_counter_counts",
    ),
)
