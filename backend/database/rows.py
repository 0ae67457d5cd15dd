"""What every table has."""

from __future__ import annotations

from tortoise import fields
from tortoise.models import Model

from backend.common.ids import new_id


class Row(Model):
    """A row with a time-ordered UUID made by us, the centre it belongs to and the instant it was written.

    ``centre_id`` lets a province keep many centres in one cluster (decision 13); ``created_at`` is set from the
    clock of the use case, never by the database.
    """

    id = fields.UUIDField(primary_key=True, default=new_id)
    centre_id = fields.SmallIntField(default=1)
    created_at = fields.DatetimeField()

    class Meta:
        abstract = True
