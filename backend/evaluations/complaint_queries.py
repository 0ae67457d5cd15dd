"""Reads of complaints. Who may not see the confidential ones never learns that they exist."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from backend.cases import queries as cases
from backend.common.errors import NotFound
from backend.consultations import queries as consultations
from backend.evaluations.models import Complaint, ComplaintEvent, Rating
from backend.evaluations.rules import Official
from backend.evaluations.states import UNANSWERED, Complaining, Matter

RECENT = 10
"""Matters of each kind that the form offers."""


@dataclass(frozen=True)
class About:
    """A matter of the citizen that a complaint can be about."""

    kind: Matter
    id: UUID
    title: str
    number: str
    department: str

    @property
    def text(self) -> str:
        """The matter as one says it."""
        return f"{self.title}({self.number})"


async def matters_of(citizen_id: UUID) -> list[About]:
    """What the form offers: the citizen's latest cases, consultations and visits, ended or not."""
    found = [
        About(Matter.CASE, row.id, row.item_name, row.number, row.department)
        for row in await cases.page_of_citizen(citizen_id, None, RECENT)
    ]
    found += [
        About(Matter.CONSULTATION, row.id, "咨询", row.number, row.department)
        for row in await consultations.page_of_mine(citizen_id, None, RECENT)
    ]
    visits = Rating.filter(citizen_id=citizen_id, kind__in=(Matter.TICKET, Matter.PARCEL))
    return found + [
        About(row.kind, row.matter_id, row.title, row.number, row.department)
        for row in await visits.order_by("-created_at", "-id").limit(RECENT)
    ]


async def about(citizen_id: UUID, kind: Matter, matter_id: UUID) -> About:
    """One of these matters. Raises NotFound, also for somebody else's."""
    for matter in await matters_of(citizen_id):
        if (matter.kind, matter.id) == (kind, matter_id):
            return matter
    raise NotFound()


async def mine(citizen_id: UUID, complaint_id: UUID) -> Complaint:
    """One complaint of this citizen. Raises NotFound, also for somebody else's."""
    row = await Complaint.get_or_none(id=complaint_id, citizen_id=citizen_id)
    if row is None:
        raise NotFound()
    return row


async def page_of_mine(citizen_id: UUID, cursor: UUID | None, limit: int) -> list[Complaint]:
    """A citizen's complaints before ``cursor``, newest first."""
    rows = Complaint.filter(citizen_id=citizen_id)
    if cursor is not None:
        rows = rows.filter(id__lt=cursor)
    return await rows.order_by("-id").limit(limit)


async def for_staff(who: Official, complaint_id: UUID, centre_id: int = 1) -> Complaint:
    """A complaint that this person may read. Raises NotFound."""
    row = await Complaint.get_or_none(id=complaint_id, centre_id=centre_id)
    if row is None or not who.reads_complaint(row.confidential):
        raise NotFound()
    return row


async def staff_page(
    who: Official, view: str, now: datetime, cursor: UUID | None, limit: int, centre_id: int = 1
) -> list[Complaint]:
    """One page of a view: what waits by deadline, what is done newest first."""
    rows = _readable(who, centre_id).filter(_view(view, who, now))
    done = view == "done"
    last = await Complaint.get_or_none(id=cursor) if cursor else None
    if last is not None:
        after = Q(due_at__gt=last.due_at) | Q(due_at=last.due_at, id__gt=last.id)
        rows = rows.filter(Q(id__lt=last.id) if done else after)
    return await rows.order_by(*(("-id",) if done else ("due_at", "id"))).limit(limit)


async def counts(who: Official, now: datetime, centre_id: int = 1) -> Mapping[str, int]:
    """How many complaints each view holds."""
    views = ("waiting", "mine", "late", "integrity", "done")
    return {view: await _readable(who, centre_id).filter(_view(view, who, now)).count() for view in views}


async def events(complaint_id: UUID) -> list[ComplaintEvent]:
    """What happened to it, in order."""
    return await ComplaintEvent.filter(complaint_id=complaint_id).order_by("id")


async def late(who: Official, now: datetime, limit: int, centre_id: int = 1) -> Sequence[Complaint]:
    """Complaints whose term is over, the oldest first."""
    return await _readable(who, centre_id).filter(_view("late", who, now)).order_by("due_at", "id").limit(limit)


def _readable(who: Official, centre_id: int) -> QuerySet[Complaint]:
    seen = [confidential for confidential in (False, True) if who.reads_complaint(confidential)]
    return Complaint.filter(centre_id=centre_id, confidential__in=seen)


def _view(view: str, who: Official, now: datetime) -> Q:
    """What belongs to a view. Reports of corruption have a view of their own beside that of all that waits."""
    open_ = Q(state__in=UNANSWERED)
    match view:
        case "mine":
            return Q(state=Complaining.HANDLING, owner_id=who.id)
        case "late":
            return open_ & Q(due_at__lt=now)
        case "integrity":
            return open_ & Q(confidential=True)
        case "done":
            return Q(state__in=(Complaining.REPLIED, Complaining.CLOSED))
        case _:
            return open_
