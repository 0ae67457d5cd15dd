"""What the audit table must refuse, whatever code forgets."""

from __future__ import annotations

CONSTRAINTS: tuple[tuple[str, str], ...] = (
    (
        "CREATE FUNCTION audit_line_is_kept() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RAISE EXCEPTION 'audit lines are never changed'; END $$",
        "DROP FUNCTION audit_line_is_kept()",
    ),
    (
        "CREATE TRIGGER audit_line_kept BEFORE UPDATE OR DELETE ON audit_line"
        " FOR EACH ROW EXECUTE FUNCTION audit_line_is_kept()",
        "DROP TRIGGER audit_line_kept ON audit_line",
    ),
)
