"""The staff member of a request, as the rules of the consultations see one."""

from __future__ import annotations

from datetime import datetime

from backend.consultations.desk.models import StaffAbsence
from backend.consultations.rules import Colleague
from backend.staff.roles import Permission
from backend.web.access import Staff


async def colleague(person: Staff, now: datetime) -> Colleague:
    """The rules' view of a logged-in member, with the absent colleagues whose deputy they are now."""
    return Colleague(
        id=person.id,
        name=person.name,
        number=person.number,
        role=person.role,
        department=person.department,
        windows=person.windows,
        may_answer=person.may(Permission.CONSULTATIONS_ANSWER),
        may_route=person.may(Permission.CONSULTATIONS_ROUTE),
        may_supervise=person.may(Permission.CONSULTATIONS_SUPERVISE),
        personal=person.may(Permission.PERSONAL_DATA_READ),
        covers=frozenset(row.staff_id for row in await _covered(person, now)),
    )


async def _covered(person: Staff, now: datetime) -> list[StaffAbsence]:
    return await StaffAbsence.filter(deputy_id=person.id, from_at__lte=now, until_at__gt=now, ended_at=None)
