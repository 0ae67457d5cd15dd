"""The staff member of a request, as the rules of the consultations see one."""

from __future__ import annotations

from backend.consultations.rules import Colleague
from backend.staff.roles import Permission
from backend.web.access import Staff


def colleague(person: Staff) -> Colleague:
    """The rules' view of a logged-in member."""
    return Colleague(
        id=person.id,
        name=person.name,
        number=person.number,
        role=person.role,
        department=person.department,
        windows=person.windows,
        may_answer=person.may(Permission.CONSULTATIONS_ANSWER),
        may_route=person.may(Permission.CONSULTATIONS_ROUTE),
        personal=person.may(Permission.PERSONAL_DATA_READ),
    )
