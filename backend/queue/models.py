"""Tables of the hall."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from tortoise import fields
from tortoise.fields.db_defaults import SqlDefault

from backend.database import Row
from backend.database.vault import SealedField
from backend.queue.states import Origin, Outcome, PauseReason, Priority, TicketState, WindowState


class WindowDesk(Row):
    """A window of the published book at work. The row appears when somebody first opens the window.

    ``departments`` and ``items``: whom it takes while it is open, as codes; None: everything the book gives it.
    """

    code = fields.CharField(max_length=16)
    state = fields.CharEnumField(WindowState, max_length=6)
    staff_id = fields.UUIDField(null=True)
    staff_name = fields.CharField(max_length=50, null=True)
    pause_reason = fields.CharEnumField(PauseReason, max_length=8, null=True)
    departments: list[str] | None = fields.JSONField(null=True)
    items: list[str] | None = fields.JSONField(null=True)
    version = fields.IntField(default=1)

    class Meta:
        table = "window_desk"
        unique_together = (("centre_id", "code"),)


class TicketCounter(Row):
    """The last serial of a letter on a day; drawn by one upsert."""

    day = fields.DateField()
    prefix = fields.CharField(max_length=1)
    last_serial = fields.SmallIntField()

    class Meta:
        table = "ticket_counter"
        unique_together = (("centre_id", "day", "prefix"),)


class Ticket(Row):
    """A person's number of one day.

    ``due_at``: start of the booked slot, or when the walk-in came. ``after_calls``: a ticket that rejoined waits until
    its department has called this many times today. ``wanted_window``: only this window calls it. ``more_items``: what
    else is done, as ``{"code", "name", "minutes"}``; ``minutes`` is the sum. ``estimated_minutes`` was told when the
    number was drawn, ``waited_seconds`` ended with the first call, ``served_seconds`` leaves out being parked.
    ``name`` and ``phone`` are a copy, so that lists need no look-up per person.
    """

    day = fields.DateField()
    number = fields.CharField(max_length=5)
    hall = fields.CharField(max_length=16)
    department = fields.CharField(max_length=16)
    item_code = fields.CharField(max_length=16)
    item_name = fields.CharField(max_length=120)
    minutes = fields.SmallIntField()
    origin = fields.CharEnumField(Origin, max_length=11)
    priority = fields.CharEnumField(Priority, max_length=9, null=True)
    more_items: list[dict[str, Any]] = fields.JSONField(default=list, db_default=SqlDefault("'[]'"))
    citizen_id = fields.UUIDField(null=True)
    appointment_id = fields.UUIDField(null=True)
    appointment_code = fields.CharField(max_length=10, null=True)
    appointment_time = fields.CharField(max_length=20, null=True)
    name = SealedField("ticket.name", null=True)
    phone = SealedField("ticket.phone", null=True)
    state = fields.CharEnumField(TicketState, max_length=8)
    version = fields.IntField(default=1)
    due_at = fields.DatetimeField()
    after_calls = fields.IntField(default=0)
    rejoins = fields.SmallIntField(default=0, db_default=0)
    wanted_window = fields.CharField(max_length=16, null=True)
    near_told = fields.BooleanField(default=False, db_default=False)
    estimated_minutes = fields.SmallIntField(null=True)
    waited_seconds = fields.IntField(null=True)
    served_seconds = fields.IntField(null=True)
    window = fields.CharField(max_length=16, null=True, source_field="window_code")
    window_number = fields.SmallIntField(null=True)
    calls = fields.SmallIntField(default=0)
    called_at = fields.DatetimeField(null=True)
    serving_since = fields.DatetimeField(null=True)
    finished_at = fields.DatetimeField(null=True)
    outcome = fields.CharEnumField(Outcome, max_length=8, null=True)
    note = SealedField("ticket.note", null=True)

    class Meta:
        table = "ticket"
        unique_together = (("centre_id", "day", "number"), ("appointment_id", "day"))
        indexes = (("centre_id", "day", "department", "state"), ("citizen_id", "day"))


class TicketPeriod(Row):
    """A stretch of a ticket's life: it began at ``created_at`` by ``verb`` and ends where the next one begins.

    Append-only. A wrong time is corrected by another row: it names the stretch it ``corrects`` and its true beginning
    ``began_at``. Read stretches with `sql.STRETCHES`. ``department`` and ``day`` repeat the ticket's, because calls are
    counted by them.
    """

    ticket: fields.ForeignKeyRelation[Ticket] = fields.ForeignKeyField(
        "models.Ticket", related_name=False, on_delete=fields.RESTRICT
    )
    ticket_id: UUID
    day = fields.DateField()
    department = fields.CharField(max_length=16)
    verb = fields.CharField(max_length=8)
    state = fields.CharEnumField(TicketState, max_length=8)
    window = fields.CharField(max_length=16, null=True, source_field="window_code")
    origin = fields.CharEnumField(Origin, max_length=11)
    priority = fields.BooleanField(default=False, db_default=False)
    actor = fields.CharField(max_length=64)
    corrects = fields.UUIDField(null=True)
    began_at = fields.DatetimeField(null=True)
    reason = SealedField("ticket_period.reason", null=True)

    class Meta:
        table = "ticket_period"
        indexes = (("ticket_id", "id"), ("centre_id", "day", "department", "verb"))


class Kiosk(Row):
    """A machine in the hall where people draw numbers. Only the hash of its key is kept."""

    name = fields.CharField(max_length=30)
    hall = fields.CharField(max_length=16)
    key_hash = fields.CharField(max_length=64, unique=True)
    last_seen_at = fields.DatetimeField(null=True)
    revoked_at = fields.DatetimeField(null=True)

    class Meta:
        table = "kiosk"
