"""Bookings at the desk, on the wire."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from pydantic import Field

from backend.appointments.desk.reasons import DeskReason
from backend.appointments.schemas import ItemCode, Slot
from backend.catalogue.schemas import Named
from backend.common.text import Count, IdNumber, Name, Phone
from backend.web.schemas import Action, In, Instant, Out


class DeskSlotsQuery(In):
    """One to three items, separated by commas; ``day`` the first day (today when absent)."""

    items: str = Field(max_length=60)
    day: date | None = None


class DeskDay(Out):
    day: date
    label: str
    slots: list[Slot]


class DeskSlots(Out):
    """Days with places kept for the windows."""

    days: list[DeskDay]


class DeskBooking(In):
    slot_id: UUID
    item_codes: list[ItemCode] = Field(min_length=1, max_length=3)
    name: Name
    phone: Phone
    id_number: IdNumber | None = None


class DeskMove(In):
    version: Count
    slot_id: UUID
    reason: DeskReason


class DeskCancel(In):
    version: Count
    reason: DeskReason


class DeskAppointment(Out):
    """A booking as a clerk has it. ``read_out``: what to tell the caller."""

    id: UUID
    version: int
    state: str
    state_label: str
    items: list[Named]
    when_text: str
    starts_at: Instant
    name_masked: str | None
    phone_masked: str | None
    code: str
    read_out: str
    actions: list[Action]
