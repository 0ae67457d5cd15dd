"""Reads of conversations and consultations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import orjson
from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from backend.common.clock import at_local, local_day
from backend.common.errors import NotFound
from backend.consultations import sql, threads
from backend.consultations.coordination.models import JoinedConversation, JointOpinion
from backend.consultations.models import (
    Consultation,
    ConsultationDeadline,
    ConsultationEvent,
    Conversation,
    Message,
    MessageFeedback,
)
from backend.consultations.rules import Asked, Colleague, sees
from backend.consultations.states import OPEN, RUNNING, Author, Kind, State
from backend.consultations.threads import Ref
from backend.database import fetch_one


async def conversation(ref: Ref) -> Conversation:
    """The conversation of this caller. Raises as `threads.entered`."""
    row = await Conversation.get_or_none(id=ref.id, centre_id=ref.centre_id)
    if row is None:
        raise NotFound()
    threads.check(row, ref)
    return row


async def messages(conversation_id: UUID, after: int = 0) -> list[Message]:
    """The messages after number ``after``, in their order."""
    return await Message.filter(conversation_id=conversation_id, seq__gt=after).order_by("seq")


async def threads_of(rows: Sequence[Consultation]) -> dict[UUID, list[Message]]:
    """Everything said about several consultations, by consultation: their own conversation and those that joined."""
    owners: dict[UUID, list[UUID]] = {row.conversation_id: [row.id] for row in rows}
    for one in await JoinedConversation.filter(consultation_id__in=[row.id for row in rows]):
        owners.setdefault(one.conversation_id, []).append(one.consultation_id)
    found: dict[UUID, list[Message]] = {row.id: [] for row in rows}
    for message in await Message.filter(conversation_id__in=list(owners)).order_by("id"):
        for owner in owners[message.conversation_id]:
            found[owner].append(message)
    return found


async def events_of(rows: Sequence[Consultation]) -> dict[UUID, list[ConsultationEvent]]:
    """What happened to several consultations, by consultation."""
    found: dict[UUID, list[ConsultationEvent]] = {row.id: [] for row in rows}
    for event in await ConsultationEvent.filter(consultation_id__in=list(found)).order_by("id"):
        found[event.consultation_id].append(event)
    return found


async def message(message_id: UUID, centre_id: int) -> Message:
    """One message. Raises NotFound."""
    row = await Message.get_or_none(id=message_id, centre_id=centre_id)
    if row is None:
        raise NotFound()
    return row


async def ratings_of(rows: Iterable[Message]) -> dict[UUID, MessageFeedback]:
    """What the citizen said about these messages, by message."""
    found = await MessageFeedback.filter(message_id__in=[row.id for row in rows])
    return {rating.message_id: rating for rating in found}


async def asked(conversation_id: UUID) -> list[Asked]:
    """The citizen's words since the last hand-off or reply, each with what the bot thought of them."""
    rows = await Message.filter(conversation_id=conversation_id).order_by("-seq").limit(40)
    found: list[Asked] = []
    trace: dict[str, Any] | None = None
    for row in rows:
        if row.kind in (Kind.HANDOFF, Kind.REPLY):
            break
        if row.author is Author.BOT and row.trace is not None:
            trace = orjson.loads(row.trace)
        elif row.author is Author.CITIZEN:
            found.append(Asked(row.text, trace))
            trace = None
    return list(reversed(found))


async def waiting_of(conversation_id: UUID) -> Consultation | None:
    """The consultation of a conversation that still has to be answered, or the open one it joined."""
    own = await Consultation.get_or_none(conversation_id=conversation_id, state__in=OPEN)
    return own or await _joined(conversation_id, still_open=True)


async def latest_of(conversation_id: UUID) -> Consultation | None:
    """The newest consultation of a conversation, or the one it joined."""
    own = await Consultation.filter(conversation_id=conversation_id).order_by("-id").first()
    return own or await _joined(conversation_id, still_open=False)


async def _joined(conversation_id: UUID, *, still_open: bool) -> Consultation | None:
    found = await fetch_one(sql.JOINED, [conversation_id, still_open])
    return None if found is None else await Consultation.get(id=found["id"])


async def mine(citizen_id: UUID, consultation_id: UUID) -> Consultation:
    """One consultation of this citizen. Raises NotFound, also for somebody else's."""
    row = await Consultation.get_or_none(id=consultation_id, citizen_id=citizen_id)
    if row is None:
        raise NotFound()
    return row


async def by_id(consultation_id: UUID) -> Consultation:
    """The consultation with this id. Raises NotFound."""
    row = await Consultation.get_or_none(id=consultation_id)
    if row is None:
        raise NotFound()
    return row


async def page_of_mine(citizen_id: UUID, cursor: UUID | None, limit: int) -> list[Consultation]:
    """A citizen's consultations before ``cursor``, newest first."""
    rows = Consultation.filter(citizen_id=citizen_id)
    if cursor is not None:
        rows = rows.filter(id__lt=cursor)
    return await rows.order_by("-id").limit(limit)


async def for_staff(who: Colleague, consultation_id: UUID, centre_id: int = 1) -> Consultation:
    """A consultation that this person may read: of the own department, asked for an opinion, or worked on before.

    What is confidential is there for supervision only. Raises NotFound.
    """
    row = await Consultation.get_or_none(id=consultation_id, centre_id=centre_id)
    if row is None or not await _may_read(who, row):
        raise NotFound()
    return row


async def _may_read(who: Colleague, row: Consultation) -> bool:
    if row.confidential:
        return who.may_supervise
    return sees(who, row.department) or await _owes(who, row) or await _worked_on(who, row.id)


async def _owes(who: Colleague, row: Consultation) -> bool:
    return await JointOpinion.exists(consultation_id=row.id, department=who.department)


async def _worked_on(who: Colleague, consultation_id: UUID) -> bool:
    return await ConsultationEvent.exists(consultation_id=consultation_id, actor=who.actor)


async def events(consultation_id: UUID) -> list[ConsultationEvent]:
    """What happened to it, in order."""
    return await ConsultationEvent.filter(consultation_id=consultation_id).order_by("id")


async def deadline(consultation_id: UUID) -> ConsultationDeadline:
    """The deadline in force."""
    row = await ConsultationDeadline.filter(consultation_id=consultation_id).order_by("-id").first()
    assert row is not None, "a consultation is created with its deadline"
    return row


@dataclass(frozen=True)
class Filters:
    """What a list is narrowed to; None for everything."""

    department: str | None = None
    window: str | None = None
    item: str | None = None
    state: str | None = None
    number: str | None = None


async def staff_page(
    who: Colleague,
    view: str,
    now: datetime,
    *,
    filters: Filters,
    cursor: UUID | None,
    limit: int,
    centre_id: int = 1,
) -> list[Consultation]:
    """One page of a view: what is open by deadline, what is done newest first."""
    rows = await _in_view(Consultation.filter(centre_id=centre_id), view, who, now)
    for name, value in _narrowed(filters).items():
        rows = rows.filter(**{name: value})
    done = view == "done"
    last = await Consultation.get_or_none(id=cursor) if cursor else None
    if last is not None:
        rows = rows.filter(id__lt=last.id) if done else rows.filter(_after(last))
    return await rows.order_by(*(("-id",) if done else ("due_at", "id"))).limit(limit)


async def counts(who: Colleague, now: datetime, department: str | None, centre_id: int = 1) -> dict[str, int]:
    """How many rows each view holds."""
    scope = who.scope or department
    values = [centre_id, scope, list(who.owners), now, _tomorrow(now), who.may_supervise]
    row = await fetch_one(sql.COUNTS, values)
    assert row is not None
    return dict(row)


def _narrowed(filters: Filters) -> dict[str, Any]:
    named = {
        "department": filters.department,
        "window": filters.window,
        "item_code": filters.item,
        "state": filters.state,
        "number": filters.number,
    }
    return {name: value for name, value in named.items() if value is not None}


async def _in_view(rows: QuerySet[Consultation], view: str, who: Colleague, now: datetime) -> QuerySet[Consultation]:
    if not who.may_supervise:
        rows = rows.filter(confidential=False)
    if view == "opinions":
        return rows.filter(state__in=OPEN, id__in=await _owed(who))
    if who.scope is not None:
        rows = rows.filter(department=who.scope)
    match view:
        case "unclaimed":
            return rows.filter(state=State.ROUTED)
        case "mine":
            return rows.filter(state=State.CLAIMED, owner_id__in=who.owners)
        case "today":
            return rows.filter(state__in=RUNNING, due_at__gte=now, due_at__lt=_tomorrow(now))
        case "late":
            return rows.filter(state__in=RUNNING, due_at__lt=now)
        case "waiting":
            return rows.filter(state=State.WAITING)
        case _:
            return rows.filter(state__in=(State.ANSWERED, State.CLOSED))


async def _owed(who: Colleague) -> list[UUID]:
    """Consultations that wait for this department's opinion."""
    rows = await JointOpinion.filter(department=who.department, given_at=None).prefetch_related("consultation")
    return [row.consultation_id for row in rows if row.consultation.target == row.target]


def _after(last: Consultation) -> Q:
    return Q(due_at__gt=last.due_at) | Q(due_at=last.due_at, id__gt=last.id)


def _tomorrow(now: datetime) -> datetime:
    return at_local(local_day(now) + timedelta(days=1), datetime.min.time())
