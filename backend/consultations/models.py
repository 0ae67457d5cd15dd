"""Tables of the consultations. Words of people are personal: their columns are sealed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from tortoise import fields

from backend.consultations.states import Author, Handling, Kind, State, Unhelpful
from backend.database import Row
from backend.database.vault import SealedField


class Conversation(Row):
    """A citizen's talk with the bot. Whoever holds the key may go on with it until a log-in binds it.

    ``context`` is the engine's memory of it (`bot.Context`); ``last_seq`` the number of its last message.
    """

    citizen_id = fields.UUIDField(null=True)
    key_hash = fields.CharField(max_length=64, unique=True)
    context: dict[str, Any] = fields.JSONField(default=dict)
    last_seq = fields.IntField(default=0)

    class Meta:
        table = "conversation"
        indexes = (("citizen_id",),)


class ConversationPart(Row):
    """Something that belongs to one conversation."""

    conversation: fields.ForeignKeyRelation[Conversation] = fields.ForeignKeyField(
        "models.Conversation", related_name=False, on_delete=fields.RESTRICT
    )
    conversation_id: UUID

    class Meta:
        abstract = True


class Message(ConversationPart):
    """One message, never edited. ``trace`` is why the bot said it (JSON); ``sender`` which window replied."""

    seq = fields.IntField()
    author = fields.CharEnumField(Author, max_length=8)
    kind = fields.CharEnumField(Kind, max_length=12)
    text = SealedField("message.text")
    card: dict[str, Any] | None = fields.JSONField(null=True)
    trace = SealedField("message.trace", null=True)
    sender: dict[str, str] | None = fields.JSONField(null=True)

    class Meta:
        table = "message"
        unique_together = (("conversation_id", "seq"),)


class MessageFeedback(Row):
    """有用/没用 on one message; the last word counts."""

    message: fields.OneToOneRelation[Message] = fields.OneToOneField(
        "models.Message", related_name=False, on_delete=fields.RESTRICT
    )
    message_id: UUID
    useful = fields.BooleanField()
    reason = fields.CharEnumField(Unhelpful, max_length=12, null=True)
    # The context is the name the first words were sealed under.
    words = SealedField("message_feedback.reason", null=True)

    class Meta:
        table = "message_feedback"


class Consultation(ConversationPart):
    """A question that a window has to answer by ``due_at``. ``owner_*`` is who claimed it.

    The clock: ``target`` counts how often an answer was owed (没解决 begins the next one), ``clock_from`` is when this
    one began, ``days`` + ``extended_days`` its working days, ``paused_at`` since when the citizen is waited for,
    ``warn_at`` when 80 % are used, ``late_at`` when it was found late. ``calendar_version``: what it was counted by.

    The way: ``returns`` counts how often it came back, ``arbitration`` says that 综合协调科 has to decide,
    ``settled`` that it decided. ``confidential`` is for supervision only. ``read_at`` is when this department first
    looked at it.
    """

    number = fields.CharField(max_length=16)
    citizen_id = fields.UUIDField()
    citizen_masked = fields.CharField(max_length=60)
    question = SealedField("consultation.question")
    item_code = fields.CharField(max_length=16, null=True)
    department = fields.CharField(max_length=16)
    state = fields.CharEnumField(State, max_length=8)
    version = fields.IntField(default=1)
    due_at = fields.DatetimeField()
    owner_id = fields.UUIDField(null=True)
    owner_name = fields.CharField(max_length=50, null=True)
    owner_number = fields.CharField(max_length=20, null=True)
    routing_reason = fields.CharField(max_length=120)
    routing_confidence = fields.FloatField()
    answered_at = fields.DatetimeField(null=True)
    handling = fields.CharEnumField(Handling, max_length=8, default=Handling.OWN, db_default=Handling.OWN.value)
    target = fields.SmallIntField(default=1, db_default=1)
    clock_from = fields.DatetimeField()
    days = fields.SmallIntField(default=2, db_default=2)
    extended_days = fields.SmallIntField(default=0, db_default=0)
    calendar_version = fields.IntField(default=0, db_default=0)
    warn_at = fields.DatetimeField(null=True)
    paused_at = fields.DatetimeField(null=True)
    late_at = fields.DatetimeField(null=True)
    read_at = fields.DatetimeField(null=True)
    window = fields.CharField(max_length=12, null=True)
    suggested = fields.CharField(max_length=16, null=True)
    returns = fields.SmallIntField(default=0, db_default=0)
    arbitration = fields.BooleanField(default=False, db_default=False)
    settled = fields.BooleanField(default=False, db_default=False)
    confidential = fields.BooleanField(default=False, db_default=False)
    urges = fields.SmallIntField(default=0, db_default=0)

    class Meta:
        table = "consultation"
        unique_together = (("centre_id", "number"),)
        indexes = (("citizen_id", "id"), ("conversation_id",))


class ConsultationPart(Row):
    """Something that belongs to one consultation."""

    consultation: fields.ForeignKeyRelation[Consultation] = fields.ForeignKeyField(
        "models.Consultation", related_name=False, on_delete=fields.RESTRICT
    )
    consultation_id: UUID

    class Meta:
        abstract = True


class ConsultationEvent(ConsultationPart):
    """One change, never edited. ``verb`` is a key of `wording.EVENTS`; ``by_name`` is for people; ``version`` is the
    consultation's afterwards."""

    verb = fields.CharField(max_length=10)
    state = fields.CharEnumField(State, max_length=8)
    actor = fields.CharField(max_length=64)
    by_name = fields.CharField(max_length=80)
    department = fields.CharField(max_length=16)
    note = SealedField("consultation_event.note", null=True)
    version = fields.IntField(default=0, db_default=0)

    class Meta:
        table = "consultation_event"
        indexes = (("consultation_id", "id"),)


class ConsultationDeadline(ConsultationPart):
    """A deadline with the days it was counted by, never edited: the newest is in force. ``cause`` is the verb that made
    it be counted anew."""

    target = fields.SmallIntField(default=1, db_default=1)
    cause = fields.CharField(max_length=10, default="ask", db_default="ask")
    calendar_version = fields.IntField(default=0, db_default=0)
    days = fields.SmallIntField()
    due_at = fields.DatetimeField()
    provisional = fields.BooleanField()
    explanation: list[dict[str, Any]] = fields.JSONField()

    class Meta:
        table = "consultation_deadline"
        indexes = (("consultation_id", "id"),)


class StaffReply(ConsultationPart):
    """What a window answered, in its parts; the message holds the whole as the citizen reads it. ``due_at`` is by when
    it was owed: a later target never erases it."""

    message: fields.OneToOneRelation[Message] = fields.OneToOneField(
        "models.Message", related_name=False, on_delete=fields.RESTRICT
    )
    message_id: UUID
    staff_id = fields.UUIDField()
    salutation = SealedField("staff_reply.salutation", null=True)
    body = SealedField("staff_reply.body")
    no_basis_reason = SealedField("staff_reply.no_basis_reason", null=True)
    department = fields.CharField(max_length=16, null=True)
    window = fields.CharField(max_length=12, null=True)
    target = fields.SmallIntField(default=1, db_default=1)
    due_at = fields.DatetimeField(null=True)

    class Meta:
        table = "staff_reply"
        indexes = (("consultation_id", "id"),)


class ReplyBasis(Row):
    """One law that a reply rests on (seed row 136: 相关法律法规政策的文件(文号))."""

    reply: fields.ForeignKeyRelation[StaffReply] = fields.ForeignKeyField(
        "models.StaffReply", related_name=False, on_delete=fields.RESTRICT
    )
    reply_id: UUID
    place = fields.SmallIntField()
    law = fields.CharField(max_length=200)
    doc_no = fields.CharField(max_length=100, null=True)
    article = fields.CharField(max_length=100, null=True)

    class Meta:
        table = "reply_basis"
        unique_together = (("reply_id", "place"),)


class ConsultationCounter(Row):
    """The last serial of a month (``yymm``)."""

    month = fields.CharField(max_length=4)
    serial = fields.IntField()

    class Meta:
        table = "consultation_counter"
        unique_together = (("centre_id", "month"),)


__all__ = [
    "Consultation",
    "ConsultationCounter",
    "ConsultationDeadline",
    "ConsultationEvent",
    "Conversation",
    "Message",
    "MessageFeedback",
    "ReplyBasis",
    "StaffReply",
]
