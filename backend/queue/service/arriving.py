"""Somebody comes with an appointment."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from backend.accounts import queries as accounts
from backend.accounts.models import Citizen
from backend.appointments import queries as appointments
from backend.appointments import service as appointment_service
from backend.appointments import wording
from backend.appointments.models import Appointment
from backend.appointments.refusals import AlreadyCheckedIn
from backend.appointments.states import AppointmentState, PartyKind
from backend.catalogue import live
from backend.common.clock import local, local_day
from backend.database import transactional
from backend.queue import arrivals, policy, rules
from backend.queue.models import Ticket
from backend.queue.refusals import TooEarly
from backend.queue.service.issuing import issue, more_item, new_ticket
from backend.queue.states import Origin, Priority


@transactional
async def check_in(
    text: str,
    now: datetime,
    *,
    actor: str,
    as_walk_in: bool = False,
    priority: Priority | None = None,
    centre_id: int = 1,
) -> Ticket:
    """Check somebody in by picture, typed code, identity number or phone, and give them a number.

    Raises:
        InvalidInput, NotFound, ForgedCode, OldPicture, NothingToday, SeveralToday: as `arrivals.meant`.
        AlreadyCheckedIn: with ``details.ticket_number``.
        NotToday: with ``details.day``; again with ``as_walk_in`` gives a number without a booked time.
        TooEarly: with ``details.from``; again with ``as_walk_in`` gives up the booked time.
        WrongState: the appointment is no booking (any more).
    """
    known = await arrivals.meant(text, now, centre_id)
    return await arrive(known, now, actor=actor, as_walk_in=as_walk_in, priority=priority)


@transactional
async def check_in_by_code(text: str, now: datetime, *, actor: str, centre_id: int = 1) -> Ticket:
    """Check in with the picture or the typed code only: what a stranger knows is not enough at a machine.

    Raises as `check_in`.
    """
    known = await appointments.by_code(text, centre_id)
    return await arrive(known, now, actor=actor, as_walk_in=False, priority=None)


@transactional
async def check_in_at_kiosk(id_number: str, phone_end: str, now: datetime, *, actor: str, centre_id: int = 1) -> Ticket:
    """Check in who tells the identity number and the end of the phone. Raises as `check_in`."""
    known = await arrivals.of_kiosk(id_number, phone_end, now, centre_id)
    return await arrive(known, now, actor=actor, as_walk_in=False, priority=None)


async def arrive(
    known: Appointment, now: datetime, *, actor: str, as_walk_in: bool, priority: Priority | None
) -> Ticket:
    """Give an appointment's people their number; in the caller's transaction. Raises as `check_in`."""
    earlier = await Ticket.get_or_none(appointment_id=known.id, day=local_day(now))
    if earlier is not None:
        raise AlreadyCheckedIn(details={"ticket_number": earlier.number, "ticket_id": str(earlier.id)})
    early = _is_early_today(known, now)
    if early and not as_walk_in:
        _refuse_early(known)
    row = await appointment_service.check_in(
        known.code, now, actor=actor, as_walk_in=as_walk_in, centre_id=known.centre_id
    )
    return await issue(await _ticket_for(row, now, early, priority), actor, now)


def _is_early_today(row: Appointment, now: datetime) -> bool:
    booked_today = row.state is AppointmentState.BOOKED and row.day == local_day(now)
    return booked_today and rules.is_too_early(row.slot.starts_at, now, policy.current())


def _refuse_early(row: Appointment) -> None:
    start = local(row.slot.starts_at)
    earliest = start - policy.current().early
    raise TooEarly(time=f"{start:%H:%M}", earliest=f"{earliest:%H:%M}", details={"from": earliest.isoformat()})


async def _ticket_for(row: Appointment, now: datetime, early: bool, priority: Priority | None) -> Ticket:
    origin = _origin(row, now, early)
    booked = origin is Origin.APPOINTMENT
    citizen = await accounts.find(row.citizen_id)
    ticket = new_ticket(
        live.current().guide(row.item_code).guide,
        now,
        row.centre_id,
        origin=origin,
        due_at=row.slot.starts_at if booked else now,
        priority=priority or _by_age(row, citizen, now),
        citizen_id=row.citizen_id,
        appointment_id=row.id,
        appointment_code=row.code,
        appointment_time=wording.time_text(row.slot.starts_at, row.ends_at) if origin is not Origin.WALK_IN else None,
        name=citizen.name if _is_represented(row) else row.party_name or citizen.name,
        phone=citizen.phone,
    )
    ticket.more_items = await _more_items(row.id)
    ticket.minutes = row.minutes
    return ticket


def _origin(row: Appointment, now: datetime, early: bool) -> Origin:
    if row.state is not AppointmentState.CHECKED_IN or early:
        return Origin.WALK_IN
    return rules.arrival_origin(row.slot.ends_at, now, policy.current())


def _by_age(row: Appointment, citizen: Citizen, now: datetime) -> Priority | None:
    """Age counts of whoever stands in the hall."""
    number = citizen.id_number if _is_represented(row) else row.party_number or citizen.id_number
    return rules.priority_by_age(number, local_day(now), policy.current())


def _is_represented(row: Appointment) -> bool:
    """Whether the booker comes for somebody else; a family member comes in person."""
    return row.party_kind in (PartyKind.AGENT, PartyKind.COMPANY)


async def _more_items(appointment_id: UUID) -> list[dict[str, Any]]:
    rows = await appointments.items_of(appointment_id)
    return [more_item(row.item_code, row.item_name, row.minutes) for row in rows[1:]]
