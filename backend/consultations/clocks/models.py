"""Tables of the clocks: stays with a department, pauses, timers, wishes for more time, and the centre's settings."""

from __future__ import annotations

from tortoise import fields

from backend.consultations.models import ConsultationPart
from backend.consultations.states import Alarm, Asked, OnLate, Urging
from backend.database import Row
from backend.database.vault import SealedField


class ConsultationStay(ConsultationPart):
    """A stretch with one department: when it came, was first read, and left by which verb.

    ``minutes`` are working minutes from coming to leaving (row 133: a wrong address is forwarded within 3 hours).
    """

    place = fields.SmallIntField()
    department = fields.CharField(max_length=16)
    arrived_at = fields.DatetimeField()
    read_at = fields.DatetimeField(null=True)
    left_at = fields.DatetimeField(null=True)
    left_by = fields.CharField(max_length=10, null=True)
    minutes = fields.IntField(null=True)

    class Meta:
        table = "consultation_stay"
        unique_together = (("consultation_id", "place"),)


class ConsultationPause(ConsultationPart):
    """A stretch in which the citizen was waited for. ``until_at`` None while it lasts."""

    target = fields.SmallIntField()
    from_at = fields.DatetimeField()
    until_at = fields.DatetimeField(null=True)
    words = SealedField("consultation_pause.words")

    class Meta:
        table = "consultation_pause"
        indexes = (("consultation_id", "target"),)


class SlaEvent(ConsultationPart):
    """A timer: something that happens once when ``due_at`` is reached. ``due_at`` None while its clock stands.

    ``target`` names the clock, e.g. ``reply:1``, ``stay:2``, ``opinion:3``; ``level`` is the percent of its time.
    Fired or cancelled, it stays as it is.
    """

    target = fields.CharField(max_length=24)
    kind = fields.CharEnumField(Alarm, max_length=12)
    level = fields.SmallIntField()
    due_at = fields.DatetimeField(null=True)
    fired_at = fields.DatetimeField(null=True)
    cancelled_at = fields.DatetimeField(null=True)

    class Meta:
        table = "sla_event"
        unique_together = (("consultation_id", "target", "kind", "level"),)


class ConsultationExtension(ConsultationPart):
    """A wish for more working days, asked before the deadline and decided by 综合协调科."""

    target = fields.SmallIntField()
    days = fields.SmallIntField()
    reason = SealedField("consultation_extension.reason")
    asked_by = fields.UUIDField()
    asked_name = fields.CharField(max_length=80)
    state = fields.CharEnumField(Asked, max_length=8, default=Asked.ASKED)
    decided_at = fields.DatetimeField(null=True)
    decided_name = fields.CharField(max_length=80, null=True)
    decision = SealedField("consultation_extension.decision", null=True)

    class Meta:
        table = "consultation_extension"
        indexes = (("consultation_id", "id"),)


class ConsultationUrge(ConsultationPart):
    """One 催办. A citizen may do it once a day."""

    origin = fields.CharEnumField(Urging, max_length=12)
    actor = fields.CharField(max_length=64)
    day = fields.DateField()
    note = SealedField("consultation_urge.note", null=True)

    class Meta:
        table = "consultation_urge"
        indexes = (("consultation_id", "id"),)


class ClockSetting(Row):
    """The centre's terms; without a row the seed's (rows 129 to 133) hold. Days are working days, minutes working
    minutes."""

    own_days = fields.SmallIntField()
    other_days = fields.SmallIntField()
    joint_days = fields.SmallIntField()
    opinion_days = fields.SmallIntField()
    waiting_days = fields.SmallIntField()
    forward_minutes = fields.SmallIntField()
    read_minutes = fields.SmallIntField()
    version = fields.IntField(default=1)

    class Meta:
        table = "consultation_clock_setting"
        unique_together = (("centre_id",),)


class LateRule(Row):
    """What a department's late questions do by themselves."""

    department = fields.CharField(max_length=16)
    on_late = fields.CharEnumField(OnLate, max_length=12)
    version = fields.IntField(default=1)

    class Meta:
        table = "consultation_late_rule"
        unique_together = (("centre_id", "department"),)
