"""Reads of the appointments."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from backend.appointments import qr, sql
from backend.appointments.models import Appointment, AppointmentItem
from backend.appointments.refusals import OldPicture
from backend.appointments.rules import CODE_LENGTH
from backend.appointments.states import COMING, SEATED
from backend.common.errors import InvalidInput, NotFound
from backend.common.ids import read_code
from backend.database import fetch


async def mine(citizen_id: UUID, appointment_id: UUID) -> Appointment:
    """One appointment of this citizen with its slot. Raises NotFound, also for somebody else's."""
    row = await Appointment.get_or_none(id=appointment_id, citizen_id=citizen_id).select_related("slot")
    if row is None:
        raise NotFound()
    return row


async def find(appointment_id: UUID) -> Appointment:
    """The appointment with this id and its slot. Raises NotFound."""
    row = await Appointment.get_or_none(id=appointment_id).select_related("slot")
    if row is None:
        raise NotFound()
    return row


async def by_code(text: str, centre_id: int = 1) -> Appointment:
    """The appointment whose QR text was scanned or whose code was typed, with its slot.

    Raises:
        InvalidInput: this cannot be a check-in code.
        ForgedCode: a picture that is not ours.
        OldPicture: the appointment was moved since the picture was made.
        NotFound: no appointment has it.
    """
    shown = qr.read(text)
    code = read_code(shown.code, CODE_LENGTH)
    if code is None:
        raise InvalidInput("code", f"签到码是 {CODE_LENGTH} 位。请核对后再试。")
    row = await Appointment.get_or_none(centre_id=centre_id, code=code).select_related("slot")
    if row is None:
        raise NotFound()
    if shown.day not in (None, row.day):
        raise OldPicture()
    return row


async def items_of(appointment_id: UUID) -> list[AppointmentItem]:
    """What an appointment is for, in the citizen's order."""
    return await AppointmentItem.filter(appointment_id=appointment_id).order_by("position")


async def coming(day: date, citizen_ids: Collection[UUID] | None, centre_id: int = 1) -> list[Appointment]:
    """Bookings of a day and who came with one, by time, with their slots; of these citizens, or of all (None)."""
    rows = Appointment.filter(centre_id=centre_id, day=day, state__in=COMING)
    if citizen_ids is not None:
        rows = rows.filter(citizen_id__in=list(citizen_ids))
    return await rows.order_by("slot__starts_at", "id").select_related("slot")


async def page(citizen_id: UUID, cursor: UUID | None, limit: int) -> list[Appointment]:
    """A citizen's appointments before ``cursor``, newest first, with their slots."""
    rows = Appointment.filter(citizen_id=citizen_id)
    if cursor is not None:
        rows = rows.filter(id__lt=cursor)
    return await rows.order_by("-id").limit(limit).select_related("slot")


async def ahead(citizen_id: UUID, now: datetime) -> list[Appointment]:
    """A citizen's holds and bookings that are not over, soonest first, with their slots."""
    rows = Appointment.filter(citizen_id=citizen_id, state__in=SEATED, slot__ends_at__gt=now)
    return await rows.order_by("slot__starts_at").select_related("slot")


async def expected(
    day: date, departments: Sequence[str] | None, cursor: UUID | None, limit: int, centre_id: int = 1
) -> list[Appointment]:
    """Who is expected on a day, by time, after ``cursor``; ``departments`` None for all."""
    wanted = None if departments is None else list(departments)
    found = await fetch(sql.EXPECTED, [centre_id, day, wanted, cursor, limit])
    rows = await Appointment.filter(id__in=[row["id"] for row in found]).select_related("slot")
    return sorted(rows, key=lambda row: (row.slot.starts_at, row.id))


async def slots(department: str, first: date, last: date, now: datetime, centre_id: int = 1) -> list[dict[str, Any]]:
    """Rows of `sql.BOARD`: open slots of these days that have not begun."""
    return await fetch(sql.BOARD, [now, centre_id, department, first, last])


async def nearest(slot_id: UUID, last: date, now: datetime) -> list[dict[str, Any]]:
    """Up to three slots with a free seat nearest in time to this one, none after ``last``."""
    return await fetch(sql.NEAREST, [now, slot_id, last])
