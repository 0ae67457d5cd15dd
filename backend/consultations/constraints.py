"""Rules of the consultations' tables that Tortoise cannot declare; the migration runs them."""

from __future__ import annotations

_KEPT = ("message", "consultation_event", "consultation_deadline", "staff_reply", "reply_basis")

_FUNCTION = (
    "CREATE FUNCTION consultation_row_is_kept() RETURNS trigger LANGUAGE plpgsql AS"
    " $$ BEGIN RAISE EXCEPTION 'what was said in a consultation is never changed'; END $$",
    "DROP FUNCTION consultation_row_is_kept()",
)

_Rules = tuple[tuple[str, str], ...]


def _check(table: str, name: str, rule: str) -> tuple[str, str]:
    return (
        f"ALTER TABLE {table} ADD CONSTRAINT {name} CHECK ({rule})",
        f"ALTER TABLE {table} DROP CONSTRAINT {name}",
    )


def _index(name: str, on: str, *, unique: bool = False) -> tuple[str, str]:
    return f"CREATE {'UNIQUE ' if unique else ''}INDEX {name} ON {on}", f"DROP INDEX {name}"


CLOCKS: _Rules = (
    _index(
        "consultation_one_open",
        "consultation (conversation_id) WHERE state IN ('routed', 'claimed', 'waiting')",
        unique=True,
    ),
    _index(
        "consultation_waiting",
        "consultation (centre_id, due_at, id) WHERE state IN ('routed', 'claimed', 'waiting')",
    ),
    _check("consultation", "consultation_paused", "(state = 'waiting') = (paused_at IS NOT NULL)"),
    _check("consultation", "consultation_days", "days BETWEEN 1 AND 30 AND extended_days BETWEEN 0 AND 30"),
    _index("consultation_pause_one", "consultation_pause (consultation_id) WHERE until_at IS NULL", unique=True),
    _check("consultation_pause", "consultation_pause_ends_later", "until_at >= from_at"),
    _index("consultation_stay_one", "consultation_stay (consultation_id) WHERE left_at IS NULL", unique=True),
    _index(
        "sla_event_pending",
        "sla_event (centre_id, due_at) WHERE fired_at IS NULL AND cancelled_at IS NULL",
    ),
    _check("sla_event", "sla_event_once", "fired_at IS NULL OR cancelled_at IS NULL"),
    _index(
        "consultation_extension_one",
        "consultation_extension (consultation_id) WHERE state = 'asked'",
        unique=True,
    ),
    _check("consultation_extension", "consultation_extension_days", "days BETWEEN 1 AND 5"),
    _check("consultation_extension", "consultation_extension_decided", "(state = 'asked') = (decided_at IS NULL)"),
    _index(
        "consultation_urge_once_a_day",
        "consultation_urge (consultation_id, day) WHERE origin = 'citizen'",
        unique=True,
    ),
    _check(
        "consultation_clock_setting",
        "consultation_clock_setting_sane",
        "LEAST(own_days, other_days, joint_days, opinion_days, waiting_days) >= 1"
        " AND GREATEST(own_days, other_days, joint_days, opinion_days, waiting_days) <= 30"
        " AND LEAST(forward_minutes, read_minutes) >= 10 AND GREATEST(forward_minutes, read_minutes) <= 2400",
    ),
    _check("staff_absence", "staff_absence_ends_later", "until_at > from_at AND staff_id <> deputy_id"),
    _check("joint_opinion", "joint_opinion_given", "(given_at IS NULL) = (words IS NULL)"),
    _check(
        "quality_mark",
        "quality_mark_of_five",
        "LEAST(accurate, complete, clear, grounded, friendly) >= 1"
        " AND GREATEST(accurate, complete, clear, grounded, friendly) <= 5",
    ),
    _check("faq_proposal", "faq_proposal_decided", "(state = 'proposed') = (decided_at IS NULL)"),
    _index("faq_proposal_one", "faq_proposal (consultation_id) WHERE state = 'proposed'", unique=True),
)

CONSTRAINTS: _Rules = (
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
    *CLOCKS,
)
