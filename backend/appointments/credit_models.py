"""Tables of the booking record."""

from __future__ import annotations

from uuid import UUID

from tortoise import fields

from backend.appointments.states import AppealState, CreditKind
from backend.database import Row
from backend.database.vault import SealedField


class CreditEvent(Row):
    """One line of a citizen's booking record; never edited. Whether somebody may book is computed from the lines.

    ``day`` is local. ``item_code`` only for bookings, ``pardons`` (a line that does not count any more) only for
    pardons.
    """

    citizen_id = fields.UUIDField()
    kind = fields.CharEnumField(CreditKind, max_length=8)
    day = fields.DateField()
    appointment_id = fields.UUIDField()
    item_code = fields.CharField(max_length=16, default="")
    pardons = fields.UUIDField(null=True)

    class Meta:
        table = "credit_event"
        indexes = (("citizen_id", "created_at"),)


class CreditAppeal(Row):
    """A citizen's word against one line of the record, decided by 综合协调科 with a reason."""

    citizen_id = fields.UUIDField()
    event: fields.OneToOneRelation[CreditEvent] = fields.OneToOneField(
        "models.CreditEvent", related_name=False, on_delete=fields.RESTRICT
    )
    event_id: UUID
    words = SealedField("credit_appeal.words")
    state = fields.CharEnumField(AppealState, max_length=8)
    version = fields.IntField(default=1)
    reason = fields.CharField(max_length=200, null=True)
    decided_by = fields.UUIDField(null=True)
    decided_at = fields.DatetimeField(null=True)

    class Meta:
        table = "credit_appeal"
        indexes = (("citizen_id", "id"),)
