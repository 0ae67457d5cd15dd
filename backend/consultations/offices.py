"""Which office a clerk answers for: the names and the telephone of a reply's form."""

from __future__ import annotations

from backend.catalogue.places import department_windows
from backend.catalogue.snapshot import Snapshot
from backend.consultations.reply_form import Office
from backend.consultations.routing import SUPERVISION
from backend.consultations.rules import Colleague
from faq.schema import Window

SUPERVISION_NAME = "督查科"


def department_name(code: str, snapshot: Snapshot) -> str:
    """A department's name; 督查科 is none of the catalogue's, and a code no longer published stands for itself."""
    if code == SUPERVISION:
        return SUPERVISION_NAME
    known = snapshot.departments.get(code)
    return known.name if known else code


def office_of(who: Colleague, department: str, snapshot: Snapshot) -> Office:
    """The office in whose name this person answers a question of this department."""
    if department == SUPERVISION:
        centre = snapshot.book.centre
        return Office(centre.city, SUPERVISION_NAME, who.name, centre.supervision_phone)
    bureau = snapshot.department(department)
    window = _window(who, department, snapshot)
    return Office(
        city=snapshot.book.centre.city,
        bureau=bureau.bureau,
        name=who.name,
        phone=window.phone if window else bureau.phone,
    )


def window_name(who: Colleague, department: str, snapshot: Snapshot) -> str:
    """The window that the citizen sees beside the reply."""
    window = _window(who, department, snapshot)
    return window.name if window else department_name(department, snapshot)


def _window(who: Colleague, department: str, snapshot: Snapshot) -> Window | None:
    """The clerk's own window, else the department's first."""
    own = [snapshot.windows[code] for code in who.windows if code in snapshot.windows]
    windows = [*own, *department_windows(snapshot.book, department)]
    return windows[0] if windows else None
