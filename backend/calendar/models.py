"""Tables of the working calendar."""

from __future__ import annotations

from tortoise import fields

from backend.common.workcalendar import DayKind
from backend.database.rows import Row


class Hours(Row):
    """Opening hours as wall time ``HH:MM`` in Shanghai; None where there is no such half."""

    am_start = fields.CharField(max_length=5, null=True)
    am_end = fields.CharField(max_length=5, null=True)
    pm_start = fields.CharField(max_length=5, null=True)
    pm_end = fields.CharField(max_length=5, null=True)

    class Meta:
        abstract = True


class CalendarVersion(Hours):
    """One state of a centre's calendar; its hours are the usual ones of a working day. Never edited."""

    version = fields.IntField()
    announced_until = fields.DateField()
    source = fields.CharField(max_length=200)

    class Meta:
        table = "calendar_version"
        unique_together = (("centre_id", "version"),)


class WorkDay(Hours):
    """One day of a centre. All four hours None: the usual hours. ``version`` is the one that last changed it."""

    day = fields.DateField()
    kind = fields.CharEnumField(DayKind, max_length=12)
    name = fields.CharField(max_length=40, default="")
    source = fields.CharField(max_length=200)
    version = fields.IntField()

    class Meta:
        table = "work_day"
        unique_together = (("centre_id", "day"),)
