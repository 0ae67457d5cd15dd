"""The audit line."""

from __future__ import annotations

from tortoise import fields

from backend.database.rows import Row


class AuditLine(Row):
    """One act. Never edited or deleted: the migration forbids UPDATE and DELETE by a trigger.

    ``subject`` names the row ("case:<id>"); ``facts`` hold ids and codes, never personal data.
    """

    actor = fields.CharField(max_length=64)
    act = fields.CharField(max_length=64)
    subject = fields.CharField(max_length=80)
    facts: dict[str, str] = fields.JSONField(default=dict)

    class Meta:
        table = "audit_line"
        indexes = (("subject", "created_at"), ("actor", "created_at"))
