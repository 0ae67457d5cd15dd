"""Tables of the plans: what differs from the templates, whose booking it hits, whether the counters are right."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from tortoise import fields

from backend.appointments.models import PoolPart
from backend.appointments.plans.states import ConflictKind, ConflictState, ExceptionKind
from backend.database import Row
from backend.database.vault import SealedField


class PlanEntry(Row):
    """Something entered for some days; never edited, only withdrawn. ``reason`` is shown to citizens."""

    reason = fields.CharField(max_length=60)
    actor = fields.CharField(max_length=64)
    withdrawn_at = fields.DatetimeField(null=True)

    class Meta:
        abstract = True


class SlotException(PoolPart, PlanEntry):
    """A day of a pool that differs from its templates.

    ``closed``: no places from ``start`` to ``end`` (both None: the whole day). ``rows``: these rows instead of the
    templates, each with the fields of `rules.Template` but its weekday.
    """

    day = fields.DateField()
    kind = fields.CharEnumField(ExceptionKind, max_length=6)
    start = fields.CharField(max_length=5, null=True, source_field="start_time")
    end = fields.CharField(max_length=5, null=True, source_field="end_time")
    rows: list[dict[str, Any]] = fields.JSONField(default=list)

    class Meta:
        table = "slot_exception"
        indexes = (("pool_id", "day"),)


class WindowLeave(PlanEntry):
    """A window that nobody sits at from ``first_day`` to ``last_day``: its pools have one place less in each slot."""

    window = fields.CharField(max_length=16, source_field="window_code")
    first_day = fields.DateField()
    last_day = fields.DateField()

    class Meta:
        table = "window_leave"
        indexes = (("centre_id", "last_day"),)


class BookingConflict(PoolPart):
    """A booking whose place went away under it, until somebody settled what becomes of it.

    ``slot_id`` and ``starts_at`` say which place it was: the appointment may have moved since.
    """

    appointment_id = fields.UUIDField()
    slot_id = fields.UUIDField()
    starts_at = fields.DatetimeField()
    department = fields.CharField(max_length=16)
    kind = fields.CharEnumField(ConflictKind, max_length=6)
    reason = fields.CharField(max_length=60)
    state = fields.CharEnumField(ConflictState, max_length=9)
    version = fields.IntField(default=1)
    note = SealedField("booking_conflict.note", null=True)
    settled_by = fields.CharField(max_length=64, null=True)
    settled_at = fields.DatetimeField(null=True)

    pool_id: UUID

    class Meta:
        table = "booking_conflict"
        indexes = (("appointment_id",), ("centre_id", "state", "starts_at"))


class ReconciliationReport(Row):
    """One comparison of the slots' counters with the appointments' rows. Never edited."""

    since = fields.DateField()
    slots = fields.IntField()
    differing = fields.IntField()
    differences: list[dict[str, Any]] = fields.JSONField(default=list)

    class Meta:
        table = "reconciliation_report"
        indexes = (("centre_id", "created_at"),)
