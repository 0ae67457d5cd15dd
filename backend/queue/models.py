"""Tables of the hall."""

from __future__ import annotations

from uuid import UUID

from tortoise import fields

from backend.database import Row
from backend.database.vault import SealedField
from backend.queue.states import Origin, Outcome, TicketState, WindowState


class WindowDesk(Row):
    """A window of the published book at work. The row appears when somebody first opens the window."""

    code = fields.CharField(max_length=16)
    state = fields.CharEnumField(WindowState, max_length=6)
    staff_id = fields.UUIDField(null=True)
    staff_name = fields.CharField(max_length=50, null=True)
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
    its department has called this many times today. ``name`` and ``phone`` are a copy, so that lists need no
    look-up per person.
    """

    day = fields.DateField()
    number = fields.CharField(max_length=5)
    hall = fields.CharField(max_length=16)
    department = fields.CharField(max_length=16)
    item_code = fields.CharField(max_length=16)
    item_name = fields.CharField(max_length=120)
    minutes = fields.SmallIntField()
    origin = fields.CharEnumField(Origin, max_length=11)
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

    Append-only. ``department`` and ``day`` repeat the ticket's, because calls are counted by them.
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
    actor = fields.CharField(max_length=64)

    class Meta:
        table = "ticket_period"
        indexes = (("ticket_id", "id"), ("centre_id", "day", "department", "verb"))
