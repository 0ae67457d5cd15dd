"""What every change of a consultation leaves behind: an event row, an audit line, and screens that know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from backend import audit
from backend.common.errors import Stale
from backend.consultations.models import Consultation, ConsultationEvent
from backend.consultations.rules import Colleague
from backend.consultations.states import State
from backend.database import fetch_one
from backend.web.live import tell


@dataclass(frozen=True)
class By:
    """Who did it: as the audit names them and as people do."""

    actor: str
    name: str

    @classmethod
    def citizen(cls, citizen_id: UUID) -> By:
        """The citizen who asked."""
        return cls(f"citizen:{citizen_id}", "市民")

    @classmethod
    def staff(cls, who: Colleague) -> By:
        """A member of the staff."""
        return cls(who.actor, who.called)

    @classmethod
    def clock(cls) -> By:
        """Nobody: a time was reached."""
        return cls("system", "系统")


async def change(row: Consultation, statement: str, values: Sequence[Any]) -> None:
    """The compare-and-set; the row takes its new version over. Raises Stale when somebody else was faster."""
    changed = await fetch_one(statement, values)
    if changed is None:
        raise Stale()
    row.version = changed["version"]


async def record(
    row: Consultation,
    verb: str,
    state: State,
    by: By,
    now: datetime,
    *,
    department: str | None = None,
    note: str | None = None,
) -> None:
    """Write the event and the audit line of one change and tell the screens, in the caller's transaction.

    ``verb`` is a key of `wording.EVENTS`, ``department`` where the consultation is afterwards, ``note`` what the person
    gave as a reason.
    """
    department = department or row.department
    await ConsultationEvent.create(
        centre_id=row.centre_id,
        created_at=now,
        consultation_id=row.id,
        verb=verb,
        state=state,
        actor=by.actor,
        by_name=by.name,
        department=department,
        note=note,
        version=row.version,
    )
    subject = f"consultation:{row.id}"
    await audit.record(by.actor, f"consultations.{verb}", subject, now, centre_id=row.centre_id, department=department)
    await tell("staff", "consultation", row.id, state=state, department=department, verb=verb)
    await tell(f"citizen:{row.citizen_id}", "consultation", row.id, state=state)
