"""What every change leaves behind: an event row, an audit line, and screens that know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from backend import audit
from backend.evaluations.models import Complaint, ComplaintEvent, Rating, RatingEvent
from backend.evaluations.rules import Official
from backend.evaluations.states import Channel, Complaining
from backend.web.live import tell


@dataclass(frozen=True)
class By:
    """Who did it: as the audit names them and as people do."""

    actor: str
    name: str

    @classmethod
    def citizen(cls, citizen_id: UUID) -> By:
        """The citizen; staff never read more than this word."""
        return cls(f"citizen:{citizen_id}", "市民")

    @classmethod
    def staff(cls, who: Official) -> By:
        """A member of the staff."""
        return cls(who.actor, who.called)


SYSTEM = By("system", "系统")


@dataclass(frozen=True)
class Note:
    """What was said with a change. ``told``: the citizen reads it. ``channel`` and ``reached``: of a contact."""

    text: str | None = None
    told: bool = False
    channel: Channel | None = None
    reached: bool | None = None


async def record(row: Rating, verb: str, by: By, now: datetime, note: Note | None = None) -> None:
    """Write event and audit line of one change of a rating and tell the screens, in the caller's transaction."""
    note = note or Note()
    await RatingEvent.create(
        centre_id=row.centre_id,
        created_at=now,
        rating_id=row.id,
        verb=verb,
        actor=by.actor,
        by_name=by.name,
        channel=note.channel,
        reached=note.reached,
        told=note.told,
        note=note.text,
    )
    await audit.record(by.actor, f"evaluations.{verb}", f"rating:{row.id}", now, centre_id=row.centre_id)
    await tell("staff", "rating", row.id, department=row.department)
    await tell(f"citizen:{row.citizen_id}", "rating", row.id)


async def record_complaint(
    row: Complaint, verb: str, state: Complaining, by: By, now: datetime, note: Note | None = None
) -> None:
    """The same for a complaint. Of a confidential one no desk hears."""
    note = note or Note()
    await ComplaintEvent.create(
        centre_id=row.centre_id,
        created_at=now,
        complaint_id=row.id,
        verb=verb,
        state=state,
        actor=by.actor,
        by_name=by.name,
        told=note.told,
        note=note.text,
    )
    await audit.record(by.actor, f"evaluations.complaint_{verb}", f"complaint:{row.id}", now, centre_id=row.centre_id)
    if not row.confidential:
        await tell("staff", "complaint", row.id, state=state)
    await tell(f"citizen:{row.citizen_id}", "complaint", row.id, state=state)
