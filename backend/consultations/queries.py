"""Reads of conversations and consultations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import orjson
from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from backend.common.clock import at_local, local_day
from backend.common.errors import NotFound
from backend.consultations import sql, threads
from backend.consultations.models import (
    Consultation,
    ConsultationDeadline,
    ConsultationEvent,
    Conversation,
    Message,
    MessageFeedback,
)
from backend.consultations.rules import Asked, Colleague, sees
from backend.consultations.states import OPEN, Author, Kind, State
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
    """The messages of several conversations, by conversation."""
    found: dict[UUID, list[Message]] = {row.conversation_id: [] for row in rows}
    for message in await Message.filter(conversation_id__in=list(found)).order_by("seq"):
        found[message.conversation_id].append(message)
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
    """The consultation of a conversation that still has to be answered."""
    return await Consultation.get_or_none(conversation_id=conversation_id, state__in=OPEN)


async def latest_of(conversation_id: UUID) -> Consultation | None:
    """The newest consultation of a conversation."""
    return await Consultation.filter(conversation_id=conversation_id).order_by("-id").first()


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
    """A consultation that this person may read: of the own department, or one they worked on. Raises NotFound."""
    row = await Consultation.get_or_none(id=consultation_id, centre_id=centre_id)
    if row is None or not (sees(who, row.department) or await _worked_on(who, consultation_id)):
        raise NotFound()
    return row


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


async def staff_page(
    who: Colleague,
    view: str,
    now: datetime,
    *,
    department: str | None,
    cursor: UUID | None,
    limit: int,
    centre_id: int = 1,
) -> list[Consultation]:
    """One page of a view: what is open by deadline, what is done newest first."""
    rows = _in_view(Consultation.filter(centre_id=centre_id), view, who, now)
    for code in {who.scope, department} - {None}:
        rows = rows.filter(department=code)
    done = view == "done"
    last = await Consultation.get_or_none(id=cursor) if cursor else None
    if last is not None:
        rows = rows.filter(id__lt=last.id) if done else rows.filter(_after(last))
    return await rows.order_by(*(("-id",) if done else ("due_at", "id"))).limit(limit)


async def counts(who: Colleague, now: datetime, department: str | None, centre_id: int = 1) -> dict[str, int]:
    """How many rows each view holds."""
    scope = who.scope or department
    row = await fetch_one(sql.COUNTS, [centre_id, scope, who.id, now, _tomorrow(now)])
    assert row is not None
    return dict(row)


def _in_view(rows: QuerySet[Consultation], view: str, who: Colleague, now: datetime) -> QuerySet[Consultation]:
    match view:
        case "unclaimed":
            return rows.filter(state=State.ROUTED)
        case "mine":
            return rows.filter(state=State.CLAIMED, owner_id=who.id)
        case "today":
            return rows.filter(state__in=OPEN, due_at__gte=now, due_at__lt=_tomorrow(now))
        case "late":
            return rows.filter(state__in=OPEN, due_at__lt=now)
        case _:
            return rows.filter(state__in=(State.ANSWERED, State.CLOSED))


def _after(last: Consultation) -> Q:
    return Q(due_at__gt=last.due_at) | Q(due_at=last.due_at, id__gt=last.id)


def _tomorrow(now: datetime) -> datetime:
    return at_local(local_day(now) + timedelta(days=1), datetime.min.time())
