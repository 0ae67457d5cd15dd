"""Rows of the web layer itself."""

from __future__ import annotations

from tortoise import fields

from backend.database.rows import Row


class IdempotencyRecord(Row):
    """One answered mutation. Unique per actor, route and key; the body is encrypted because it may be personal."""

    actor = fields.CharField(max_length=64)
    route = fields.CharField(max_length=120)
    key = fields.CharField(max_length=255)
    fingerprint = fields.CharField(max_length=64)
    status = fields.SmallIntField(null=True)
    body = fields.TextField(null=True)

    class Meta:
        table = "idempotency_record"
        unique_together = (("centre_id", "actor", "route", "key"),)
        indexes = (("created_at",),)
