"""Opening, pausing and closing a window, and choosing what it takes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import asyncpg
import orjson
from tortoise.exceptions import IntegrityError

from backend import audit
from backend.catalogue import live
from backend.common.errors import InvalidInput, Stale
from backend.common.ids import new_id
from backend.database import fetch, fetch_one, transactional
from backend.queue import hall, queries, sql
from backend.queue.models import WindowDesk
from backend.queue.refusals import AtOtherWindow, TicketInHand, WindowNotOpen, WindowTaken
from backend.queue.service.recording import show
from backend.queue.states import WINDOWS, PauseReason, WindowState
from backend.web.access import Staff
from backend.web.live import tell
from faq.schema import Window


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
async def pause_window(code: str, reason: PauseReason, staff: Staff, now: datetime, *, centre_id: int = 1) -> None:
    """Stop calling for a while; who is being served is served to the end.

    Raises:
        NotFound, Forbidden: as in `open_window`.
        WindowTaken: somebody else has it.
        WrongState: it is not open.
    """
    hall.window_for(staff, code)
    await _require_mine(code, staff, centre_id)
    if await fetch_one(sql.PAUSE_DESK, [centre_id, code, reason]) is None:
        WINDOWS.next(await _state(code, centre_id), "pause")
    await _record("pause", code, staff, now, centre_id, reason=reason)


@transactional
async def close_window(code: str, staff: Staff, now: datetime, *, centre_id: int = 1) -> None:
    """Close a window; a colleague of the department may, when somebody forgot. Who was sent to it waits for all.

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
    await _free_wanted(code, centre_id)
    await _record("close", code, staff, now, centre_id)


@transactional
async def choose_takes(
    code: str,
    version: int,
    departments: Sequence[str],
    items: Sequence[str],
    staff: Staff,
    now: datetime,
    *,
    centre_id: int = 1,
) -> None:
    """Choose what a window takes until it closes; two empty lists mean everything.

    Parameters:
        departments: some of the window's own.
        items: codes of items; only these are called.

    Raises:
        NotFound, Forbidden: as in `open_window`.
        InvalidInput: a department that is not the window's, or an unknown item.
        WindowTaken: somebody else has it.
        WindowNotOpen, Stale: it is closed, or somebody else changed it.
    """
    window = hall.window_for(staff, code)
    _check_takes(window, departments, items)
    await _require_mine(code, staff, centre_id)
    if await _state(code, centre_id) is WindowState.CLOSED:
        raise WindowNotOpen()
    values = [centre_id, code, version, _json(departments), _json(items)]
    if await fetch_one(sql.SET_TAKES, values) is None:
        raise Stale()
    facts = {"departments": ",".join(departments), "items": ",".join(items)}
    await _record("takes", code, staff, now, centre_id, **facts)


async def require_empty(code: str, centre_id: int) -> None:
    """Raises TicketInHand while somebody is called to or served at the window."""
    current = await queries.at_window(code, centre_id)
    if current is not None:
        raise TicketInHand(number=current.number, details={"ticket_id": str(current.id)})


def _check_takes(window: Window, departments: Sequence[str], items: Sequence[str]) -> None:
    if not set(departments) <= set(window.departments):
        raise InvalidInput("departments", "只能选这个窗口的部门。")
    if not set(items) <= set(live.current().guides):
        raise InvalidInput("items", "有的事项已经没有了。请重新选。")


def _json(codes: Sequence[str]) -> str | None:
    return orjson.dumps(list(codes)).decode() if codes else None


async def _free_wanted(code: str, centre_id: int) -> None:
    freed = await fetch(sql.FREE_WANTED, [centre_id, code])
    for row in (await queries.full([one["id"] for one in freed])).values():
        await show(row)


async def _require_mine(code: str, staff: Staff, centre_id: int) -> None:
    desk = await WindowDesk.get_or_none(centre_id=centre_id, code=code)
    if desk is not None and desk.staff_id not in (None, staff.id):
        raise WindowTaken(name=desk.staff_name or "同事")


async def _state(code: str, centre_id: int) -> WindowState:
    desk = await WindowDesk.get_or_none(centre_id=centre_id, code=code)
    return desk.state if desk else WindowState.CLOSED


async def _record(verb: str, code: str, staff: Staff, now: datetime, centre_id: int, **facts: str) -> None:
    await audit.record(staff.actor, f"queue.{verb}", f"window:{code}", now, centre_id=centre_id, **facts)
    await tell("staff", "queue", None, window=code)
    await tell(f"display:{live.current().window(code).hall}", "display")
