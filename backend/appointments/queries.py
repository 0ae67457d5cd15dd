"""Reads of the appointments."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from uuid import UUID

from backend.appointments import parties, qr, sql
from backend.appointments.models import Appointment, AppointmentItem, Slot
from backend.appointments.parties import Person
from backend.appointments.refusals import OldPicture
from backend.appointments.rules import CODE_LENGTH, Place, starts
from backend.appointments.states import COMING, SEATED
from backend.appointments.wishes import Wish
from backend.catalogue import live
from backend.catalogue import queries as guides
from backend.catalogue.live import PublishedGuide
from backend.common.clock import local_day
from backend.common.errors import InvalidInput, NotFound
from backend.common.ids import read_code
from backend.database import fetch
from faq.schema import Guide

NEAREST = 3
"""How many other times somebody is offered whose time was taken."""


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
    rows = Appointment.filter(citizen_id=citizen_id, state__in=SEATED, ends_at__gt=now)
    return await rows.order_by("slot__starts_at").select_related("slot")


async def expected(
    day: date, departments: Sequence[str] | None, cursor: UUID | None, limit: int, centre_id: int = 1
) -> list[Appointment]:
    """Who is expected on a day, by time, after ``cursor``; ``departments`` None for all."""
    wanted = None if departments is None else list(departments)
    found = await fetch(sql.EXPECTED, [centre_id, day, wanted, cursor, limit])
    rows = await Appointment.filter(id__in=[row["id"] for row in found]).select_related("slot")
    return sorted(rows, key=lambda row: (row.slot.starts_at, row.id))


async def places(departments: Sequence[str], first: date, last: date, now: datetime, centre_id: int = 1) -> list[Place]:
    """Open slots of these days that have not begun, of the pool that serves all these departments."""
    return [Place(**row) for row in await fetch(sql.BOARD, [now, centre_id, list(departments), first, last])]


async def nearest(wanted: Slot, wish: Wish, last: date, now: datetime) -> list[Place]:
    """Up to three starts with room nearest in time to this slot, none after ``last``."""
    found = await places(wish.departments, local_day(now), last, now, wanted.centre_id)
    others = [one for one in starts(found, wish.minutes) if one.free and one.id != wanted.id]
    return sorted(others, key=lambda one: (abs(one.starts_at - wanted.starts_at), one.starts_at))[:NEAREST]


async def items(appointment_ids: Collection[UUID]) -> dict[UUID, list[AppointmentItem]]:
    """The items of these appointments, in the citizen's order."""
    found: dict[UUID, list[AppointmentItem]] = {one: [] for one in appointment_ids}
    for row in await AppointmentItem.filter(appointment_id__in=list(appointment_ids)).order_by("position"):
        found[row.appointment_id].append(row)
    return found


async def has_items(citizen_id: UUID, party_index: str, day: date, codes: Sequence[str]) -> bool:
    """Whether a citizen has one of these items on a day already, for the same person."""
    rows = AppointmentItem.filter(citizen_id=citizen_id, party_index=party_index, day=day, live=True)
    return await rows.filter(item_code__in=list(codes)).exists()


async def wish_of(appointment_id: UUID) -> Wish:
    """The items of an appointment, as they were when it was made."""
    rows = (await items([appointment_id]))[appointment_id]
    versions = [PublishedGuide(row.guide_version, await guide_of(row.item_code, row.guide_version)) for row in rows]
    return Wish(tuple(versions))


async def guide_of(code: str, version: int) -> Guide:
    """The wording an appointment was made under; from memory while it is the one in force."""
    published = live.current().guides.get(code)
    if published is not None and published.version == version:
        return published.guide
    return await guides.guide_version(code, version)


async def person(row: Appointment) -> Person:
    """Whom an appointment is for, as staff need it: the citizen, a family member, who is acted for, a company."""
    return await parties.person(row.citizen_id, parties.of_row(row))
