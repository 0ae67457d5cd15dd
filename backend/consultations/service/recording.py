"""What every change of a consultation leaves behind: an event row, an audit line, and screens that know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from backend import audit
from backend.consultations.models import Consultation, ConsultationEvent
from backend.consultations.rules import Colleague
from backend.consultations.states import State
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

    ``department`` is where the consultation is afterwards; ``note`` what the person gave as a reason.
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
    )
    subject = f"consultation:{row.id}"
    await audit.record(by.actor, f"consultations.{verb}", subject, now, centre_id=row.centre_id, department=department)
    await tell("staff", "consultation", row.id, state=state, department=department)
    await tell(f"citizen:{row.citizen_id}", "consultation", row.id, state=state)
