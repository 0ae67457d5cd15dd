"""Which office a clerk answers for: the names and the telephone of a reply's form."""

from __future__ import annotations

from backend.catalogue.places import department_windows
from backend.catalogue.snapshot import Snapshot
from backend.consultations.reply_form import Office
from backend.consultations.rules import Colleague
from faq.schema import Window


def office_of(who: Colleague, department: str, snapshot: Snapshot) -> Office:
    """The office in whose name this person answers a question of this department."""
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
    return window.name if window else snapshot.department(department).name


def _window(who: Colleague, department: str, snapshot: Snapshot) -> Window | None:
    """The clerk's own window, else the department's first."""
    own = [snapshot.windows[code] for code in who.windows if code in snapshot.windows]
    windows = [*own, *department_windows(snapshot.book, department)]
    return windows[0] if windows else None
