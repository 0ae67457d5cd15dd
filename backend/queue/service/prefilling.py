"""What a clerk may take over from a ticket into a case form."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from backend import audit
from backend.accounts import queries as accounts
from backend.accounts.models import Citizen
from backend.appointments import queries as appointments
from backend.appointments.states import PartyKind
from backend.database import transactional
from backend.queue import queries
from backend.queue.models import Ticket
from backend.web.access import Staff


@dataclass(frozen=True)
class Applicant:
    """Whom it is for, in full; what nobody told is None."""

    name: str | None = field(repr=False)
    id_number: str | None = field(repr=False)
    phone: str | None = field(repr=False)
    is_company: bool = False


@transactional
async def applicant_of(ticket_id: UUID, staff: Staff, now: datetime) -> tuple[Ticket, Applicant]:
    """The ticket and who stands at the window; reading a known citizen's data is audited.

    Raises:
        NotFound: not a ticket of the clerk's windows.
    """
    row = await queries.ticket_for(ticket_id, staff)
    if row.citizen_id is None:
        return row, Applicant(row.name, None, row.phone)
    citizen = await accounts.find(row.citizen_id)
    subject = f"citizen:{citizen.id}"
    await audit.record(
        staff.actor, "personal_data.read", subject, now, centre_id=row.centre_id, ticket=str(row.id), purpose="case"
    )
    return row, await _applicant(row, citizen)


async def _applicant(row: Ticket, citizen: Citizen) -> Applicant:
    """Whom the appointment is for; without one, the citizen."""
    booked = await appointments.find(row.appointment_id) if row.appointment_id else None
    if booked is None or booked.party_kind is PartyKind.SELF:
        return Applicant(citizen.name, citizen.id_number, citizen.phone)
    person = await appointments.person(booked)
    return Applicant(person.name, person.number, citizen.phone, booked.party_kind is PartyKind.COMPANY)
