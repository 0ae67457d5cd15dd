"""Somebody comes to the hall: with an appointment, or without."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from backend.accounts import queries as accounts
from backend.appointments import queries as appointments
from backend.appointments import service as appointment_service
from backend.appointments import wording
from backend.appointments.models import Appointment
from backend.appointments.refusals import AlreadyCheckedIn
from backend.appointments.states import AppointmentState
from backend.catalogue import live
from backend.common.clock import local_day
from backend.common.errors import InvalidInput
from backend.common.ids import new_id
from backend.common.numbers import format_ticket, parse_phone
from backend.database import fetch, transactional
from backend.queue import hall, rules, sql
from backend.queue.models import Ticket
from backend.queue.service.recording import record
from backend.queue.states import Origin, TicketState
from faq.schema import Guide


@transactional
async def check_in(code: str, now: datetime, *, actor: str, as_walk_in: bool = False, centre_id: int = 1) -> Ticket:
    """Check somebody in by the scanned or typed code and give them a number.

    Raises:
        InvalidInput, NotFound: no appointment has this code.
        AlreadyCheckedIn: with ``details.ticket_number``.
        NotToday: with ``details.day``; again with ``as_walk_in`` gives a number without a booked time.
        WrongState: the appointment is no booking (any more).
    """
    known = await appointments.by_code(code, centre_id)
    earlier = await Ticket.get_or_none(appointment_id=known.id, day=local_day(now))
    if earlier is not None:
        raise AlreadyCheckedIn(details={"ticket_number": earlier.number, "ticket_id": str(earlier.id)})
    row = await appointment_service.check_in(code, now, actor=actor, as_walk_in=as_walk_in, centre_id=centre_id)
    return await _issue(await _of_appointment(row, now), actor, now)


@transactional
async def issue_walk_in(
    item_code: str, name: str | None, phone: str | None, now: datetime, *, actor: str, centre_id: int = 1
) -> Ticket:
    """Give a number to somebody without an appointment; name and phone only if they want to leave them.

    Raises:
        NotFound: no such item.
        InvalidInput: the phone is none.
    """
    guide = live.current().guide(item_code).guide
    number = parse_phone(phone) if phone else None
    if phone and number is None:
        raise InvalidInput("phone", "请填写 11 位手机号。")
    facts = {"item_code": guide.code, "item_name": guide.name, "name": name or None, "phone": number}
    return await _issue(_ticket(guide, now, centre_id, origin=Origin.WALK_IN, due_at=now, **facts), actor, now)


async def _of_appointment(found: Appointment, now: datetime) -> Ticket:
    guide = live.current().guide(found.item_code).guide
    person = await appointments.person(found)
    card = await accounts.card(found.citizen_id)
    booked = found.state is AppointmentState.CHECKED_IN
    slot = found.slot
    return _ticket(
        guide,
        now,
        found.centre_id,
        origin=Origin.APPOINTMENT if booked else Origin.WALK_IN,
        due_at=slot.starts_at if booked else now,
        item_code=found.item_code,
        item_name=found.item_name,
        citizen_id=found.citizen_id,
        appointment_id=found.id,
        appointment_code=found.code,
        appointment_time=wording.time_text(slot.starts_at, found.ends_at) if booked else None,
        minutes=found.minutes,
        name=person.name,
        phone=card.phone,
    )


def _ticket(guide: Guide, now: datetime, centre_id: int, **facts: Any) -> Ticket:
    department = hall.department_of(guide)
    return Ticket(
        centre_id=centre_id,
        created_at=now,
        day=local_day(now),
        hall=hall.hall_of(department),
        department=department,
        state=TicketState.WAITING,
        **{"minutes": guide.minutes} | facts,
    )


async def _issue(row: Ticket, actor: str, now: datetime) -> Ticket:
    letter = rules.letter(hall.department_place(row.department))
    [drawn] = await fetch(sql.NEXT_SERIAL, [new_id(), row.centre_id, now, row.day, letter])
    row.number = format_ticket(letter, drawn["last_serial"])
    await row.save(force_create=True)
    await record(row, "issue", actor, now)
    return row
