"""Which appointment somebody at the desk means: by picture, code, identity number or phone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from backend.accounts import queries as accounts
from backend.appointments import queries as appointments
from backend.appointments import wording
from backend.appointments.models import Appointment
from backend.appointments.states import AppointmentState
from backend.common.clock import local_day
from backend.common.numbers import parse_id_number, parse_phone
from backend.queue.refusals import NothingToday, SeveralToday

_PICTURE = "YC"


async def meant(text: str, now: datetime, centre_id: int = 1) -> Appointment:
    """The appointment that a scanned or typed text means.

    Raises:
        InvalidInput, ForgedCode, OldPicture, NotFound: as `appointments.queries.by_code`.
        NothingToday: nobody with this identity number or phone has a booking today.
        SeveralToday: more than one; ``details.choices`` tell them apart.
    """
    if not text.strip().upper().startswith(_PICTURE):
        if number := parse_id_number(text):
            return _only(await of_person(number, now, centre_id))
        if phone := parse_phone(text):
            return _only(await _of_phone(phone, now, centre_id))
    return await appointments.by_code(text, centre_id)


async def of_person(id_number: str, now: datetime, centre_id: int = 1) -> list[Appointment]:
    """Today's bookings by or for the person with this identity number."""
    known = set(await accounts.with_id_number(id_number, centre_id))
    rows = await appointments.coming(local_day(now), None, centre_id)
    return [row for row in rows if _is_for(row, id_number, known)]


def _is_for(row: Appointment, id_number: str, known: set[UUID]) -> bool:
    """Known by one's own papers, whomever it is for, or by those of whom it is for."""
    return row.citizen_id in known or row.party_number == id_number


async def of_kiosk(id_number: str, phone_end: str, now: datetime, centre_id: int = 1) -> Appointment:
    """The booking of who can tell the end of the booker's phone beside the identity number. Raises as `meant`."""
    rows = await of_person(id_number, now, centre_id)
    people = await accounts.people({row.citizen_id for row in rows})
    return _only(row for row in rows if (people[row.citizen_id].phone or "").endswith(phone_end))


async def _of_phone(phone: str, now: datetime, centre_id: int) -> list[Appointment]:
    """A phone has no index: a day's bookers are few enough to look at each."""
    rows = await appointments.coming(local_day(now), None, centre_id)
    people = await accounts.people({row.citizen_id for row in rows})
    return [row for row in rows if people[row.citizen_id].phone == phone]


def _only(rows: Iterable[Appointment]) -> Appointment:
    """The one that waits to be checked in; one that was checked in is told by its own refusal."""
    found = list(rows)
    booked = [row for row in found if row.state is AppointmentState.BOOKED]
    if not found:
        raise NothingToday()
    if len(booked) > 1:
        raise SeveralToday(details={"choices": [_choice(row) for row in booked]})
    return (booked or found)[0]


def _choice(row: Appointment) -> dict[str, str]:
    return {
        "code": row.code,
        "item": row.item_name,
        "time": wording.time_text(row.slot.starts_at, row.slot.ends_at),
    }
