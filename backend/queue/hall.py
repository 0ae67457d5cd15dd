"""Who sits where, by the published book."""

from __future__ import annotations

from backend.catalogue import live
from backend.catalogue.places import COORDINATION, department_windows
from backend.common.errors import Forbidden, NotFound
from backend.web.access import Staff
from faq.schema import Guide, Hall, Window


def windows() -> tuple[Window, ...]:
    """All windows by number."""
    return tuple(sorted(live.current().book.windows, key=lambda window: (window.hall, window.number)))


def found(code: str) -> Window:
    """The window with this code. Raises NotFound."""
    return live.current().window(code)


def window_for(staff: Staff, code: str) -> Window:
    """The window with this code. Raises NotFound, Forbidden when it does not serve the clerk's department."""
    window = found(code)
    if not may_work(staff, window):
        raise Forbidden()
    return window


def may_work(staff: Staff, window: Window) -> bool:
    """Whether this clerk may work at the window: it serves the clerk's department."""
    return staff.department in window.departments


def departments_of(staff: Staff) -> frozenset[str]:
    """The departments a clerk meets at the windows they may work at."""
    return frozenset(code for window in windows() if may_work(staff, window) for code in window.departments)


def department_of(guide: Guide) -> str:
    """The department whose windows take this item; 综合协调科's take what has no window of its own."""
    return guide.department if department_windows(live.current().book, guide.department) else COORDINATION


def hall(code: str) -> Hall:
    """The hall with this code. Raises NotFound."""
    for found in live.current().book.centre.halls:
        if found.code == code:
            return found
    raise NotFound()


def hall_of(department: str) -> str:
    """The code of the hall where a department sits."""
    found = department_windows(live.current().book, department)
    return found[0].hall if found else live.current().book.centre.halls[0].code


def department_place(code: str) -> int:
    """The department's place in the book, which gives its tickets their letter."""
    codes = [department.code for department in live.current().book.departments]
    return codes.index(code) if code in codes else 0
