"""Setting a ticket aside, taking it up again, sending it to somebody else."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from backend.catalogue import live
from backend.common.errors import InvalidInput
from backend.database import fetch_one, transactional
from backend.queue import hall, queries, sql
from backend.queue.models import Ticket
from backend.queue.refusals import TargetNotOpen, WindowNotOpen
from backend.queue.service.changing import change
from backend.queue.service.telling import tell_waiting
from backend.queue.service.windows import require_empty
from backend.queue.states import WindowState
from backend.web.access import Staff
from faq.schema import Window


@transactional
async def park(ticket_id: UUID, version: int, staff: Staff, now: datetime) -> Ticket:
    """Set somebody aside who fetches a copy or fills in a form; the window is free. Raises as `changing.change`."""
    return await change(ticket_id, "park", version, staff, now, sql.PARK, now)


@transactional
async def resume(ticket_id: UUID, version: int, staff: Staff, now: datetime) -> Ticket:
    """Go on with somebody who was set aside, at the window where the clerk sits now.

    Raises:
        WindowNotOpen: the clerk sits at no open window.
        TicketInHand: somebody is at that window.
        NotFound, Stale, WrongState: as `changing.change`.
    """
    desk = await queries.desk_of(staff.id)
    if desk is None or desk.state is not WindowState.OPEN:
        raise WindowNotOpen()
    await fetch_one(sql.LOCK_DESK, [desk.centre_id, desk.code])
    await require_empty(desk.code, desk.centre_id)
    number = live.current().window(desk.code).number
    return await change(ticket_id, "resume", version, staff, now, sql.RESUME, now, desk.code, number)


@transactional
async def transfer(
    ticket_id: UUID, version: int, staff: Staff, now: datetime, *, window: str | None, department: str | None
) -> Ticket:
    """Send somebody to another window, or to whichever window of a department calls next; the place is kept.

    Parameters:
        window: only this window will call the number.
        department: any window of it; exactly one of the two.

    Raises:
        InvalidInput: both or neither, or a department without windows.
        TargetNotOpen: that window does not serve now.
        NotFound, Stale, WrongState: as `changing.change`.
    """
    row = await queries.ticket_for(ticket_id, staff)
    if (window is None) == (department is None):
        raise InvalidInput("window", "请选一个窗口,或一个部门。")
    target = await _open(window, row.centre_id) if window else None
    goes_to = _department_at(target, row.department) if target else _with_windows(department or "")
    values = [now, goes_to, hall.hall_of(goes_to), target.code if target else None]
    moved = await change(ticket_id, "transfer", version, staff, now, sql.TRANSFER, *values)
    await tell_waiting(goes_to, now, row.centre_id)
    return moved


async def _open(code: str, centre_id: int) -> Window:
    window = live.current().window(code)
    desk = (await queries.desks(centre_id)).get(code)
    if desk is None or desk.state is WindowState.CLOSED:
        raise TargetNotOpen()
    return window


def _department_at(window: Window, present: str) -> str:
    """The department a ticket belongs to at a window: its own, if the window serves it."""
    return present if present in window.departments else window.departments[0]


def _with_windows(code: str) -> str:
    if not any(code in window.departments for window in hall.windows()):
        raise InvalidInput("department", "这个部门没有窗口。请选别的部门。")
    return code
