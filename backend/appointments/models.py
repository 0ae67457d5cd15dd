"""Tables of the appointments."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from tortoise import fields

from backend.appointments.states import (
    AppointmentState,
    PartyKind,
    ReminderKind,
    SeatSide,
)
from backend.database import Row
from backend.database.vault import SealedField

FIRST_DAY = date(2000, 1, 1)
"""From when a template is valid that has always been."""


class Pool(Row):
    """Windows that share one supply of slots.

    It serves the items of its ``departments``; several pools may share one. The first pools are one per department
    and carry its code; ``name`` empty means the department's, ``windows`` empty those that serve its departments.
    ``version`` counts changes of the pool and of its plan.
    """

    code = fields.CharField(max_length=16)
    name = fields.CharField(max_length=40, db_default="")
    departments: list[str] = fields.JSONField(default=list)
    windows: list[str] = fields.JSONField(db_default=[])
    version = fields.IntField(db_default=1)

    class Meta:
        table = "pool"
        unique_together = (("centre_id", "code"),)


class PoolPart(Row):
    """Something that belongs to one pool."""

    pool: fields.ForeignKeyRelation[Pool] = fields.ForeignKeyField(
        "models.Pool", related_name=False, on_delete=fields.RESTRICT
    )
    pool_id: UUID

    class Meta:
        abstract = True


class SlotTemplate(PoolPart):
    """Slots of ``minutes`` each from ``start`` to ``end`` (``HH:MM`` in Shanghai) on a weekday (0 = Monday).

    Of one weekday those with the latest ``valid_from`` that has come are in force. ``breaks`` are pairs of ``HH:MM``
    in which no slot lies.
    """

    weekday = fields.SmallIntField()
    valid_from = fields.DateField(db_default=FIRST_DAY)
    start = fields.CharField(max_length=5, source_field="start_time")
    end = fields.CharField(max_length=5, source_field="end_time")
    minutes = fields.SmallIntField()
    cap_online = fields.SmallIntField()
    cap_staff = fields.SmallIntField()
    breaks: list[list[str]] = fields.JSONField(db_default=[])

    class Meta:
        table = "slot_template"
        unique_together = (("pool_id", "weekday", "valid_from", "start"),)


class Slot(PoolPart):
    """One time with its seats: ``cap_online`` for citizens, ``cap_staff`` kept back for the windows.

    ``used_*`` change by conditional UPDATE only. ``status`` is ``open`` or ``closed``.
    """

    day = fields.DateField()
    starts_at = fields.DatetimeField()
    ends_at = fields.DatetimeField()
    cap_online = fields.SmallIntField()
    cap_staff = fields.SmallIntField()
    used_online = fields.SmallIntField(default=0)
    used_staff = fields.SmallIntField(default=0)
    status = fields.CharField(max_length=6, default="open")

    class Meta:
        table = "slot"
        unique_together = (("pool_id", "starts_at"),)
        indexes = (("pool_id", "day"),)


class Appointment(Row):
    """A citizen's places in one or more slots that follow each other, for one or more items of one pool.

    ``code`` is what the citizen shows at the hall. ``slot`` is the first one, ``ends_at`` the end of the last,
    ``minutes`` what the items need together. ``item_code``, ``item_name`` and ``guide_version`` (the guide the
    citizen was shown) are the first item's; all of them are `AppointmentItem` rows.

    ``party_*``: whom it is for. For oneself only the kind is set, and the citizen's papers tell the rest;
    ``party_number`` is an identity number, or a company's 统一社会信用代码. ``party_index`` is its blind index, empty
    for oneself. ``waitlist_id``: the wish on the waiting list that it was offered for.
    """

    citizen_id = fields.UUIDField()
    slot: fields.ForeignKeyRelation[Slot] = fields.ForeignKeyField(
        "models.Slot", related_name=False, on_delete=fields.RESTRICT
    )
    slot_id: UUID
    day = fields.DateField()
    ends_at = fields.DatetimeField()
    minutes = fields.SmallIntField()
    item_code = fields.CharField(max_length=16)
    item_name = fields.CharField(max_length=120)
    department = fields.CharField(max_length=16)
    guide_version = fields.IntField()
    code = fields.CharField(max_length=10)
    state = fields.CharEnumField(AppointmentState, max_length=24)
    version = fields.IntField(default=1)
    hold_expires_at = fields.DatetimeField(null=True)
    party_kind = fields.CharEnumField(PartyKind, max_length=8, default=PartyKind.SELF, db_default=PartyKind.SELF.value)
    party_name = SealedField("appointment.party_name", null=True)
    party_number = SealedField("appointment.party_number", null=True)
    party_index = fields.CharField(max_length=64, default="", db_default="")
    party_relation = fields.CharField(max_length=8, default="", db_default="")
    waitlist_id = fields.UUIDField(null=True)

    class Meta:
        table = "appointment"
        unique_together = (("centre_id", "code"),)
        indexes = (("citizen_id", "id"), ("slot_id",), ("centre_id", "day", "department"))


class AppointmentPart(Row):
    """Something that belongs to one appointment."""

    appointment: fields.ForeignKeyRelation[Appointment] = fields.ForeignKeyField(
        "models.Appointment", related_name=False, on_delete=fields.RESTRICT
    )
    appointment_id: UUID

    class Meta:
        abstract = True


class AppointmentItem(AppointmentPart):
    """One item of an appointment, in the citizen's order.

    ``citizen_id``, ``party_index``, ``day`` and ``live`` repeat the appointment's, because the rule of one booking
    per person, item and day is an index; a trigger keeps ``day`` and ``live`` as the appointment's state says.
    """

    position = fields.SmallIntField()
    item_code = fields.CharField(max_length=16)
    item_name = fields.CharField(max_length=120)
    guide_version = fields.IntField()
    minutes = fields.SmallIntField()
    citizen_id = fields.UUIDField()
    party_index = fields.CharField(max_length=64, default="")
    day = fields.DateField()
    live = fields.BooleanField(default=True)

    class Meta:
        table = "appointment_item"
        unique_together = (("appointment_id", "position"),)


class AppointmentSlot(AppointmentPart):
    """One place in one slot. It counts in the slot's ``used_*`` of its ``side`` until ``released_at``.

    ``release_at``: when a place that was given back becomes free for everybody; the waiting list is asked before.
    """

    slot: fields.ForeignKeyRelation[Slot] = fields.ForeignKeyField(
        "models.Slot", related_name=False, on_delete=fields.RESTRICT
    )
    slot_id: UUID
    side = fields.CharEnumField(SeatSide, max_length=6, default=SeatSide.ONLINE)
    release_at = fields.DatetimeField(null=True)
    released_at = fields.DatetimeField(null=True)

    class Meta:
        table = "appointment_slot"
        indexes = (("slot_id",),)


class AppointmentEvent(AppointmentPart):
    """One change of an appointment; never edited. ``actor`` as in the audit, ``facts`` ids and instants only."""

    verb = fields.CharField(max_length=16)
    state = fields.CharEnumField(AppointmentState, max_length=24)
    actor = fields.CharField(max_length=64)
    facts: dict[str, str] = fields.JSONField(default=dict)

    class Meta:
        table = "appointment_event"
        indexes = (("appointment_id", "id"),)


class AppointmentReminder(AppointmentPart):
    """A reminder that was sent; one for each kind and start."""

    kind = fields.CharEnumField(ReminderKind, max_length=4)
    starts_at = fields.DatetimeField()

    class Meta:
        table = "appointment_reminder"
        unique_together = (("appointment_id", "kind", "starts_at"),)
