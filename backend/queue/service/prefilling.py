"""What a clerk may take over from a ticket into a case form."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from backend import audit
from backend.accounts import queries as accounts
from backend.database import transactional
from backend.queue import queries
from backend.queue.models import Ticket
from backend.web.access import Staff


@dataclass(frozen=True)
class Applicant:
    """Who stands at the window, in full; what nobody told is None."""

    name: str | None = field(repr=False)
    id_number: str | None = field(repr=False)
    phone: str | None = field(repr=False)


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
    return row, Applicant(citizen.name, citizen.id_number, citizen.phone)
