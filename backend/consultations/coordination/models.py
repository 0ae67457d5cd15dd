"""Tables of 综合协调科: rules of routing, opinions of several windows, conversations that were joined."""

from __future__ import annotations

from uuid import UUID

from tortoise import fields

from backend.consultations.models import ConsultationPart, Conversation
from backend.database import Row
from backend.database.vault import SealedField


class RoutingRule(Row):
    """Where questions go that fit: the first rule by ``place`` wins over what the bot thinks.

    A question fits when it holds one of ``words`` (none: any), is about ``item_code`` and would have gone to
    ``from_department`` (None: any).
    """

    place = fields.SmallIntField()
    name = fields.CharField(max_length=40)
    words: list[str] = fields.JSONField()
    item_code = fields.CharField(max_length=16, null=True)
    from_department = fields.CharField(max_length=16, null=True)
    to_department = fields.CharField(max_length=16)
    window = fields.CharField(max_length=12, null=True)
    active = fields.BooleanField(default=True)
    version = fields.IntField(default=1)

    class Meta:
        table = "routing_rule"
        indexes = (("centre_id", "place"),)


class JointOpinion(ConsultationPart):
    """What one department says to a question that concerns several (seed row 132)."""

    place = fields.SmallIntField()
    target = fields.SmallIntField()
    department = fields.CharField(max_length=16)
    asked = SealedField("joint_opinion.asked")
    due_at = fields.DatetimeField()
    given_at = fields.DatetimeField(null=True)
    given_by = fields.UUIDField(null=True)
    given_name = fields.CharField(max_length=80, null=True)
    words = SealedField("joint_opinion.words", null=True)

    class Meta:
        table = "joint_opinion"
        unique_together = (("consultation_id", "place"), ("consultation_id", "target", "department"))


class JoinedConversation(ConsultationPart):
    """A further conversation of the same citizen that asked the same and was joined."""

    conversation: fields.ForeignKeyRelation[Conversation] = fields.ForeignKeyField(
        "models.Conversation", related_name=False, on_delete=fields.RESTRICT
    )
    conversation_id: UUID

    class Meta:
        table = "joined_conversation"
        unique_together = (("consultation_id", "conversation_id"),)
