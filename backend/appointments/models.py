"""Tables of the appointments."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from tortoise import fields

from backend.appointments.states import AppointmentState
from backend.database import Row

FIRST_DAY = date(2000, 1, 1)
"""From when a template is valid that has always been."""


class Pool(Row):
    """Windows that share one supply of slots.

    It serves the ``items`` it names, else all items of its ``departments`` that no other pool names. The first pools
    are one per department and carry its code; ``name`` empty means the department's. ``version`` counts changes of
    the pool and of its plan.
    """

    code = fields.CharField(max_length=16)
    name = fields.CharField(max_length=40, db_default="")
    departments: list[str] = fields.JSONField(default=list)
    items: list[str] = fields.JSONField(db_default=[])
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
    """A citizen's seat in a slot.

    ``code`` is what the citizen shows at the hall. ``day`` repeats the slot's, because the rule of one booking per
    citizen, item and day is an index. ``guide_version`` is the guide the citizen was shown.
    """

    citizen_id = fields.UUIDField()
    slot: fields.ForeignKeyRelation[Slot] = fields.ForeignKeyField(
        "models.Slot", related_name=False, on_delete=fields.RESTRICT
    )
    slot_id: UUID
    day = fields.DateField()
    item_code = fields.CharField(max_length=16)
    item_name = fields.CharField(max_length=120)
    department = fields.CharField(max_length=16)
    guide_version = fields.IntField()
    code = fields.CharField(max_length=10)
    state = fields.CharEnumField(AppointmentState, max_length=24)
    version = fields.IntField(default=1)
    hold_expires_at = fields.DatetimeField(null=True)

    class Meta:
        table = "appointment"
        unique_together = (("centre_id", "code"),)
        indexes = (("citizen_id", "id"), ("slot_id",), ("centre_id", "day", "department"))


class AppointmentEvent(Row):
    """One change of an appointment; never edited. ``actor`` as in the audit, ``facts`` ids and instants only."""

    appointment: fields.ForeignKeyRelation[Appointment] = fields.ForeignKeyField(
        "models.Appointment", related_name=False, on_delete=fields.RESTRICT
    )
    appointment_id: UUID
    verb = fields.CharField(max_length=16)
    state = fields.CharEnumField(AppointmentState, max_length=24)
    actor = fields.CharField(max_length=64)
    facts: dict[str, str] = fields.JSONField(default=dict)

    class Meta:
        table = "appointment_event"
        indexes = (("appointment_id", "id"),)
