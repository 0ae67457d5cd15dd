"""Who works on what: the department that has to put a 差评 right, and the rules' view of a logged-in member."""

from __future__ import annotations

from backend.cases import scope
from backend.catalogue import live
from backend.catalogue.places import COORDINATION
from backend.evaluations.rules import Official
from backend.staff import queries as staff
from backend.staff.roles import Permission, Role
from backend.web.access import Staff


async def responsible(department: str, centre_id: int = 1) -> str:
    """The department whose head puts it right; 综合协调科 for a department without a head at the centre."""
    heads = [row for row in await staff.members(centre_id) if row.role is Role.HEAD and row.disabled_at is None]
    return department if any(row.department == department for row in heads) else COORDINATION


def official(person: Staff) -> Official:
    """The rules' view of a logged-in member. Who may see persons reads every department's ratings."""
    everywhere, rectifies = person.may(Permission.RATINGS_PERSON), person.may(Permission.RATINGS_RECTIFY)
    return Official(
        id=person.id,
        actor=person.actor,
        called=f"{person.name}({person.number})",
        departments=None if everywhere else frozenset(scope.departments(person) or ()),
        windows=frozenset(person.windows),
        whole_department=everywhere or rectifies,
        own=frozenset([person.department] if person.department and rectifies else []),
        may_call_back=person.may(Permission.RATINGS_CALL_BACK),
        may_decide_appeals=person.may(Permission.RATINGS_DECIDE),
        may_publish=person.may(Permission.RATINGS_PUBLISH),
        may_see_person=everywhere,
        may_handle_complaints=person.may(Permission.COMPLAINTS_HANDLE),
        may_handle_integrity=person.may(Permission.INTEGRITY_HANDLE),
        may_read_complaints=person.may(Permission.COMPLAINTS_READ),
    )


def name(code: str) -> str:
    """The department's name; its code when it is gone."""
    known = live.current().departments.get(code)
    return known.name if known else code
