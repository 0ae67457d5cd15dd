"""Tables of the supervision."""

from __future__ import annotations

from uuid import UUID

from tortoise import fields

from backend.consultations.models import ConsultationPart, StaffReply
from backend.database.vault import SealedField


class QualityMark(ConsultationPart):
    """What supervision thinks of one reply: 1 (poor) to 5 for 准确, 完整, 清晰, 依据, 态度 (seed row 136)."""

    reply: fields.OneToOneRelation[StaffReply] = fields.OneToOneField(
        "models.StaffReply", related_name=False, on_delete=fields.RESTRICT
    )
    reply_id: UUID
    accurate = fields.SmallIntField()
    complete = fields.SmallIntField()
    clear = fields.SmallIntField()
    grounded = fields.SmallIntField()
    friendly = fields.SmallIntField()
    note = SealedField("quality_mark.note", null=True)
    by_name = fields.CharField(max_length=80)

    class Meta:
        table = "quality_mark"
