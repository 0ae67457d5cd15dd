"""Tables of the notices."""

from __future__ import annotations

from uuid import UUID

from tortoise import fields

from backend.database import Row
from backend.database.vault import SealedField
from backend.notices.states import Group, SendState


class Notice(Row):
    """One line in a citizen's inbox. ``dedupe_key`` names the event it tells about: told once."""

    citizen_id = fields.UUIDField()
    template = fields.CharField(max_length=40)
    group = fields.CharEnumField(Group, max_length=4, source_field="group_name")
    title = fields.CharField(max_length=40)
    text = SealedField("notice.text")
    link = fields.CharField(max_length=200)
    dedupe_key = fields.CharField(max_length=160)
    read_at = fields.DatetimeField(null=True)

    class Meta:
        table = "notice"
        unique_together = (("centre_id", "dedupe_key"),)
        indexes = (("citizen_id", "id"),)


class NoticeSend(Row):
    """The WeChat message of a notice. ``fields`` are the sealed JSON of WeChat's field names and texts."""

    notice: fields.OneToOneRelation[Notice] = fields.OneToOneField(
        "models.Notice", related_name=False, on_delete=fields.RESTRICT
    )
    notice_id: UUID
    subscription = fields.CharField(max_length=20)
    state = fields.CharEnumField(SendState, max_length=8)
    fields_json = SealedField("notice_send.fields")
    tries = fields.SmallIntField(default=0)
    reason = fields.CharField(max_length=120, default="")
    msgid = fields.CharField(max_length=64, default="")
    settled_at = fields.DatetimeField(null=True)

    class Meta:
        table = "notice_send"
        indexes = (("state", "created_at"), ("msgid",))


class SubscriptionGrant(Row):
    """How many messages of one kind a citizen still allows. Each accept in the dialogue adds one."""

    citizen_id = fields.UUIDField()
    key = fields.CharField(max_length=20)
    armed = fields.SmallIntField(default=0)

    class Meta:
        table = "subscription_grant"
        unique_together = (("citizen_id", "key"),)
