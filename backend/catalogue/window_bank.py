"""Editing the window bank."""

from __future__ import annotations

from datetime import datetime

import orjson

from backend import audit
from backend.catalogue import live, sql
from backend.catalogue.models import WindowChange
from backend.catalogue.refusals import WindowNumberTaken
from backend.catalogue.service import ANNOUNCEMENT
from backend.common.errors import InvalidInput, Stale
from backend.common.ids import new_id
from backend.database import announce, fetch_one, transactional
from faq.schema import Window


@transactional
async def write(window: Window, version: int, now: datetime, *, hidden: bool, actor: str, centre_id: int = 1) -> None:
    """Add a window, change it, or take it out of use; every node and display follows within seconds.

    What a person changed here stays when the book is published again.

    Parameters:
        version: as `versions` told it; 0 for a window that is as published, or new.

    Raises:
        InvalidInput: no such hall or department.
        WindowNumberTaken: another window of the hall has the number.
        Stale: somebody else changed it meanwhile.
    """
    _check(window)
    if not hidden:
        _check_number(window)
    departments = orjson.dumps(list(window.departments)).decode()
    given = [window.code, window.name, window.hall, window.floor, window.number, departments, window.phone, hidden]
    if await fetch_one(sql.WRITE_WINDOW, [new_id(), centre_id, now, *given, version]) is None:
        raise Stale()
    await audit.record(actor, "catalogue.window", f"window:{window.code}", now, centre_id=centre_id, hidden=str(hidden))
    await announce(ANNOUNCEMENT)


def _check(window: Window) -> None:
    known = live.current()
    if window.hall not in {hall.code for hall in known.book.centre.halls}:
        raise InvalidInput("hall", "没有这个大厅。请重新选择。")
    unknown = next((code for code in window.departments if code not in known.departments), None)
    if unknown:
        raise InvalidInput("departments", f"没有“{unknown}”这个部门。请重新选择。")


def _check_number(window: Window) -> None:
    for other in live.current().book.windows:
        if (other.hall, other.number) == (window.hall, window.number) and other.code != window.code:
            raise WindowNumberTaken(number=window.number, name=other.name)


async def changes(centre_id: int = 1) -> list[WindowChange]:
    """The windows that the console has changed, hidden ones included."""
    return await WindowChange.filter(centre_id=centre_id).order_by("hall", "number")
