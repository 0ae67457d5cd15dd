"""Rules of the evaluations' tables that Tortoise cannot declare; the migration runs them."""

from __future__ import annotations

_KEPT = ("rating_event", "complaint_event")


def _check(table: str, name: str, rule: str) -> tuple[str, str]:
    return (
        f"ALTER TABLE {table} ADD CONSTRAINT {table}_{name} CHECK ({rule})",
        f"ALTER TABLE {table} DROP CONSTRAINT {table}_{name}",
    )


def _index(name: str, on: str) -> tuple[str, str]:
    return f"CREATE INDEX {name} ON {on}", f"DROP INDEX {name}"


CONSTRAINTS: tuple[tuple[str, str], ...] = (
    (
        "CREATE FUNCTION evaluation_row_is_kept() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RAISE EXCEPTION 'what was said in an evaluation is never changed'; END $$",
        "DROP FUNCTION evaluation_row_is_kept()",
    ),
    *(
        (
            f"CREATE TRIGGER {table}_kept BEFORE UPDATE OR DELETE ON {table}"
            " FOR EACH ROW EXECUTE FUNCTION evaluation_row_is_kept()",
            f"DROP TRIGGER {table}_kept ON {table}",
        )
        for table in _KEPT
    ),
    # A grade is given by a citizen or not there: nothing fills it in.
    _check("rating", "graded", "(grade IS NULL) = (rated_at IS NULL) AND (grade IS NULL OR grade BETWEEN 1 AND 5)"),
    _check("rating", "words_of_a_grade", "grade IS NOT NULL OR words IS NULL AND NOT may_call"),
    _check(
        "rating",
        "followed",
        "(follow_grade IS NULL) = (followed_at IS NULL) AND (follow_words IS NULL OR follow_grade IS NOT NULL)"
        " AND (follow_grade IS NULL OR follow_grade BETWEEN 1 AND 5 AND grade IS NOT NULL AND grade <= 2)",
    ),
    _check("rating", "published_counts", "published_words IS NULL OR grade IS NOT NULL AND counted"),
    _index("rating_given", "rating (centre_id, rated_at, id) WHERE grade IS NOT NULL"),
    _index("rating_asked", "rating (citizen_id, open_until) WHERE grade IS NULL"),
    _check("rectification", "contacted", "state IN ('waiting', 'withdrawn') OR contacted_at IS NOT NULL"),
    _check("rectification", "planned", "state IN ('waiting', 'contacted', 'withdrawn') OR measure IS NOT NULL"),
    _check(
        "rectification",
        "rectified",
        "state NOT IN ('rectified', 'closed') OR result IS NOT NULL AND rectified_at IS NOT NULL",
    ),
    # 回访率 100 %: nothing closes without a call-back.
    _check("rectification", "called_back", "(state = 'closed') = (called_back_at IS NOT NULL)"),
    _index(
        "rectification_open", "rectification (centre_id, rectify_due_at) WHERE state NOT IN ('closed', 'withdrawn')"
    ),
    _check("rating_appeal", "decided", "(state = 'asked') = (decided_by IS NULL)"),
    _check("rating_appeal", "reasoned", "(state = 'asked') = (decision IS NULL)"),
    _check("rating_appeal", "decided_by_another", "decided_by IS NULL OR decided_by <> asked_by"),
    _check("complaint", "confidential_kind", "confidential = (kind = 'integrity')"),
    _check("complaint", "taken", "(state = 'received') = (owner_id IS NULL)"),
    _check("complaint", "replied", "(state IN ('replied', 'closed')) = (replied_at IS NOT NULL)"),
    _index("complaint_waiting", "complaint (centre_id, due_at, id) WHERE state IN ('received', 'handling')"),
    _check("complaint_counter", "counts", "serial >= 1"),
    _index(
        "evaluation_timer_waiting",
        "evaluation_timer (centre_id, fires_at, id) WHERE fired_at IS NULL AND stopped_at IS NULL",
    ),
    _check("evaluation_timer", "ends_once", "fired_at IS NULL OR stopped_at IS NULL"),
)
