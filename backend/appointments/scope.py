"""Whose bookings a staff member works with."""

from __future__ import annotations

from backend.catalogue import live
from backend.catalogue.places import COORDINATION
from backend.common.errors import NotFound
from backend.staff.roles import Permission
from backend.web.access import Staff


def departments_of(staff: Staff) -> list[str] | None:
    """Codes of the departments whose bookings this person sees; None: all.

    Who calls numbers at a window sees the own department and those of the own windows; the centre's own windows also
    take what belongs to departments without one.
    """
    if not staff.may(Permission.QUEUE_CALL):
        return None
    book = live.current().book
    found = {staff.department} if staff.department else set()
    found |= {code for window in book.windows if window.code in staff.windows for code in window.departments}
    if COORDINATION in found:
        found |= {department.code for department in book.departments if not department.stationed}
    return sorted(found)


def require_department(staff: Staff, department: str) -> None:
    """Raises NotFound unless bookings of this department are this person's work."""
    known = departments_of(staff)
    if known is not None and department not in known:
        raise NotFound()
