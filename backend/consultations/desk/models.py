"""Tables of a clerk's desk."""

from __future__ import annotations

from tortoise import fields

from backend.consultations.models import ConsultationPart
from backend.database import Row
from backend.database.vault import SealedField


class ReplyDraft(ConsultationPart):
    """What a clerk has written so far. ``basis`` is the list of laws as JSON text; ``seen`` the consultation's version
    it was written under; ``version`` the draft's own, so that two tabs do not overwrite each other."""

    staff_id = fields.UUIDField()
    body = SealedField("reply_draft.body")
    salutation = SealedField("reply_draft.salutation", null=True)
    basis = SealedField("reply_draft.basis")
    no_basis_reason = SealedField("reply_draft.no_basis_reason", null=True)
    seen = fields.IntField()
    saved_at = fields.DatetimeField()
    version = fields.IntField(default=1)

    class Meta:
        table = "reply_draft"
        unique_together = (("consultation_id", "staff_id"),)


class StandardPhrase(Row):
    """One 常用语 with ``{variables}``; of one department, or of all (None)."""

    department = fields.CharField(max_length=16, null=True)
    title = fields.CharField(max_length=30)
    words = fields.CharField(max_length=1000)
    version = fields.IntField(default=1)

    class Meta:
        table = "standard_phrase"
        indexes = (("centre_id", "department"),)


class StaffAbsence(Row):
    """Somebody is away and a deputy of the same department does their questions (首问负责, 双岗)."""

    staff_id = fields.UUIDField()
    staff_name = fields.CharField(max_length=50)
    deputy_id = fields.UUIDField()
    deputy_name = fields.CharField(max_length=50)
    department = fields.CharField(max_length=16)
    from_at = fields.DatetimeField()
    until_at = fields.DatetimeField()
    ended_at = fields.DatetimeField(null=True)

    class Meta:
        table = "staff_absence"
        indexes = (("staff_id", "until_at"), ("deputy_id", "until_at"))
