"""Tables of the waiting list."""

from __future__ import annotations

from uuid import UUID

from tortoise import fields

from backend.appointments.models import PoolPart
from backend.appointments.states import PartyKind, WaitState
from backend.database import Row
from backend.database.vault import SealedField


class WaitlistEntry(PoolPart):
    """A wish on the waiting list: items of one pool, for one person, on ``days`` (ISO) in ``periods`` (am, pm).

    Whoever wrote theirs down first is asked first: ids rise with time. ``appointment_id`` is the last hold that was
    offered. ``party_*`` as in `Appointment`.
    """

    citizen_id = fields.UUIDField()
    item_codes: list[str] = fields.JSONField()
    minutes = fields.SmallIntField()
    days: list[str] = fields.JSONField()
    periods: list[str] = fields.JSONField()
    last_day = fields.DateField()
    auto_confirm = fields.BooleanField(default=False)
    state = fields.CharEnumField(WaitState, max_length=8)
    version = fields.IntField(default=1)
    appointment_id = fields.UUIDField(null=True)
    party_kind = fields.CharEnumField(PartyKind, max_length=8)
    party_name = SealedField("waitlist.party_name", null=True)
    party_number = SealedField("waitlist.party_number", null=True)
    party_index = fields.CharField(max_length=64, default="")
    party_relation = fields.CharField(max_length=8, default="")

    class Meta:
        table = "waitlist"
        indexes = (("citizen_id", "id"), ("appointment_id",))


class WaitlistEvent(Row):
    """One change of a wish; never edited."""

    entry: fields.ForeignKeyRelation[WaitlistEntry] = fields.ForeignKeyField(
        "models.WaitlistEntry", related_name=False, on_delete=fields.RESTRICT
    )
    entry_id: UUID
    verb = fields.CharField(max_length=16)
    state = fields.CharEnumField(WaitState, max_length=8)
    actor = fields.CharField(max_length=64)

    class Meta:
        table = "waitlist_event"
        indexes = (("entry_id", "id"),)
