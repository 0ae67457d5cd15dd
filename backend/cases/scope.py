"""Whose cases a staff member works with."""

from __future__ import annotations

from backend.catalogue import live
from backend.catalogue.places import COORDINATION
from backend.staff.roles import Role
from backend.web.access import Staff

EVERYTHING = frozenset({Role.COORDINATOR.value, Role.SUPERVISOR.value})
"""They follow all cases and change none."""


def departments(staff: Staff) -> list[str] | None:
    """Codes of the departments whose cases this person works with; None: all.

    Own department and those of the own windows; the centre's own windows also take the cases of departments that are
    not stationed in the hall.
    """
    if staff.role in EVERYTHING:
        return None
    book = live.current().book
    found = {staff.department} if staff.department else set()
    found |= {code for window in book.windows if window.code in staff.windows for code in window.departments}
    if COORDINATION in found:
        found |= {department.code for department in book.departments if not department.stationed}
    return sorted(found)


def covers(staff: Staff, department: str) -> bool:
    """Whether a department's cases are this person's work."""
    known = departments(staff)
    return known is None or department in known
