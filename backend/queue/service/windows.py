"""Opening, pausing and closing a window."""

from __future__ import annotations

from datetime import datetime

import asyncpg
from tortoise.exceptions import IntegrityError

from backend import audit
from backend.catalogue import live
from backend.common.ids import new_id
from backend.database import fetch_one, transactional
from backend.queue import hall, queries, sql
from backend.queue.models import WindowDesk
from backend.queue.refusals import AtOtherWindow, TicketInHand, WindowTaken
from backend.queue.states import WINDOWS, WindowState
from backend.web.access import Staff
from backend.web.live import tell


@transactional
async def open_window(code: str, staff: Staff, now: datetime, *, centre_id: int = 1) -> None:
    """Sit down at a window, or go on after a pause; again at one's own open window changes nothing that matters.

    Raises:
        NotFound, Forbidden: no such window, or not of the clerk's department.
        WindowTaken: somebody else has it.
        AtOtherWindow: the clerk has another window open.
    """
    window = hall.window_for(staff, code)
    values = [new_id(), centre_id, now, window.code, staff.id, staff.name]
    try:
        opened = await fetch_one(sql.OPEN_DESK, values)
    except (IntegrityError, asyncpg.UniqueViolationError):
        raise AtOtherWindow() from None
    if opened is None:
        desk = (await queries.desks(centre_id))[code]
        raise WindowTaken(name=desk.staff_name or "同事")
    await _record("open", code, staff, now, centre_id)


@transactional
async def pause_window(code: str, staff: Staff, now: datetime, *, centre_id: int = 1) -> None:
    """Stop calling for a while; who is being served is served to the end.

    Raises:
        NotFound, Forbidden: as in `open_window`.
        WindowTaken: somebody else has it.
        WrongState: it is not open.
    """
    hall.window_for(staff, code)
    await _require_mine(code, staff, centre_id)
    if await fetch_one(sql.PAUSE_DESK, [centre_id, code]) is None:
        WINDOWS.next(await _state(code, centre_id), "pause")
    await _record("pause", code, staff, now, centre_id)


@transactional
async def close_window(code: str, staff: Staff, now: datetime, *, centre_id: int = 1) -> None:
    """Close a window; a colleague of the department may, when somebody forgot.

    Raises:
        NotFound, Forbidden: as in `open_window`.
        TicketInHand: somebody is called or served there.
        WrongState: it is closed.
    """
    hall.window_for(staff, code)
    await fetch_one(sql.LOCK_DESK, [centre_id, code])
    await require_empty(code, centre_id)
    if await fetch_one(sql.CLOSE_DESK, [centre_id, code]) is None:
        WINDOWS.next(await _state(code, centre_id), "close")
    await _record("close", code, staff, now, centre_id)


async def require_empty(code: str, centre_id: int) -> None:
    """Raises TicketInHand while somebody is called to or served at the window."""
    current = await queries.at_window(code, centre_id)
    if current is not None:
        raise TicketInHand(number=current.number, details={"ticket_id": str(current.id)})


async def _require_mine(code: str, staff: Staff, centre_id: int) -> None:
    desk = await WindowDesk.get_or_none(centre_id=centre_id, code=code)
    if desk is not None and desk.staff_id not in (None, staff.id):
        raise WindowTaken(name=desk.staff_name or "同事")


async def _state(code: str, centre_id: int) -> WindowState:
    desk = await WindowDesk.get_or_none(centre_id=centre_id, code=code)
    return desk.state if desk else WindowState.CLOSED


async def _record(verb: str, code: str, staff: Staff, now: datetime, centre_id: int) -> None:
    await audit.record(staff.actor, f"queue.{verb}", f"window:{code}", now, centre_id=centre_id)
    await tell("staff", "queue", None, window=code)
    await tell(f"display:{live.current().window(code).hall}", "display")
