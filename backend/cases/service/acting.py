"""Who acts, and how every change of a case is written down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from backend import audit
from backend.cases.models import Case, CaseEvent
from backend.cases.states import CASE
from backend.common.errors import Stale
from backend.outbox import enqueue
from backend.web.access import Staff
from backend.web.live import tell


@dataclass(frozen=True)
class Actor:
    """A staff member, or the system (``id`` None) acting on what a courier or a calendar says."""

    actor: str
    id: UUID | None = None
    name: str | None = None

    @classmethod
    def of(cls, staff: Staff) -> Actor:
        """The acting staff member, named as colleagues see it."""
        return cls(staff.actor, staff.id, f"{staff.name}({staff.number})")


SYSTEM = Actor("system")


@dataclass(frozen=True)
class Change:
    """What is told about a change. ``note`` is for staff only."""

    title: str
    text: str | None = None
    note: str | None = None


async def move(
    case: Case, verb: str, version: int, by: Actor, now: datetime, change: Change, **columns: object
) -> Case:
    """Compare-and-set to the state after ``verb``, with its event, audit line and live messages.

    Parameters:
        version: what the caller saw; the case's own where nobody looked at a screen.
        columns: further columns to set.

    Returns:
        The case as it is now.

    Raises:
        WrongState: the verb is not allowed now.
        Stale: the row changed since the caller saw it.
    """
    if case.version != version:
        raise Stale()
    target = CASE.next(case.state, verb)
    values = {"state": target, "version": version + 1} | columns
    if not await Case.filter(id=case.id, state=case.state, version=version).update(**values):
        raise Stale()
    moved = await Case.get(id=case.id)
    await write_event(moved, verb, by, now, change)
    await audit.record(by.actor, f"cases.{verb}", f"case:{case.id}", now, centre_id=case.centre_id)
    if CASE.is_final(target):
        await enqueue("evaluations.ask", {"kind": "case", "id": str(case.id)})
    return moved


async def write_event(case: Case, verb: str, by: Actor, now: datetime, change: Change) -> None:
    """Write one line of the timeline and tell the screens."""
    await CaseEvent.create(
        centre_id=case.centre_id,
        created_at=now,
        case_id=case.id,
        verb=verb,
        state=case.state,
        title=change.title,
        text=change.text,
        note=change.note,
        unit=case.department,
        actor=by.actor,
        by_name=by.name,
    )
    await tell("staff", "case", case.id, state=case.state, department=case.department)
    if case.citizen_id:
        await tell(f"citizen:{case.citizen_id}", "case", case.id, state=case.state)
