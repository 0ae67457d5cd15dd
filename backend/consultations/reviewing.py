"""Reads for who looks after the bot's answers: what did not help, what went to a person, and trials."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from tortoise.expressions import Q

from backend.catalogue.snapshot import Snapshot
from backend.consultations import cards, rendering, sql
from backend.consultations.models import Consultation, Message, MessageFeedback
from backend.consultations.review_schemas import (
    HandedOffPage,
    HandedOffQuery,
    HandedOffQuestion,
    ReasonCount,
    Tried,
    TryRequest,
    UnhelpfulAnswer,
    UnhelpfulPage,
    UnhelpfulQuery,
)
from backend.consultations.routing import FOUND
from backend.consultations.rules import Colleague, shown, typed
from backend.consultations.states import MACHINE, UNHELPFUL_LABELS, Unhelpful
from backend.database import fetch
from bot import Context

LOOKED_BACK = timedelta(days=30)
NO_REASON = "没有说原因"


async def unhelpful(
    query: UnhelpfulQuery, who: Colleague, snapshot: Snapshot, now: datetime, centre_id: int = 1
) -> UnhelpfulPage:
    """Answers of the last 30 days that did not help, newest verdict first, with what they answered."""
    since = now - LOOKED_BACK
    hidden = await Consultation.filter(centre_id=centre_id, confidential=True).values_list("conversation_id", flat=True)
    rows = MessageFeedback.filter(centre_id=centre_id, useful=False, created_at__gte=since)
    rows = rows.exclude(message__conversation_id__in=list(hidden)) if hidden else rows
    if query.reason:
        rows = rows.filter(reason__isnull=True) if query.reason == "none" else rows.filter(reason=query.reason)
    last = await MessageFeedback.get_or_none(id=query.cursor) if query.cursor else None
    if last is not None:
        rows = rows.filter(Q(created_at__lt=last.created_at) | Q(created_at=last.created_at, id__lt=last.id))
    found = await rows.order_by("-created_at", "-id").limit(query.limit + 1).prefetch_related("message")
    page, more = found[: query.limit], len(found) > query.limit
    questions = await _questions([row.message_id for row in page])
    return UnhelpfulPage(
        items=[_unhelpful(row, questions.get(row.message_id, ""), who, snapshot) for row in page],
        next=str(page[-1].id) if more else None,
        reasons=await _unhelpful_reasons(since, centre_id),
    )


async def handed_off(
    query: HandedOffQuery, who: Colleague, snapshot: Snapshot, now: datetime, centre_id: int = 1
) -> HandedOffPage:
    """Questions of the last 30 days that a person got, newest first."""
    since = now - LOOKED_BACK
    rows = Consultation.filter(centre_id=centre_id, created_at__gte=since, confidential=False)
    if query.reason == FOUND:
        rows = rows.filter(routing_reason__startswith=FOUND)
    elif query.reason:
        rows = rows.filter(routing_reason=query.reason)
    if query.cursor:
        rows = rows.filter(id__lt=query.cursor)
    found = await rows.order_by("-id").limit(query.limit + 1)
    page, more = found[: query.limit], len(found) > query.limit
    return HandedOffPage(
        items=[_handed_off(row, who, snapshot) for row in page],
        next=str(page[-1].id) if more else None,
        reasons=await _handed_reasons(since, centre_id),
    )


def tried(body: TryRequest, snapshot: Snapshot) -> Tried:
    """What the bot would say to these words, after what it remembers of the trial."""
    context = Context.from_dict(body.memory.model_dump()) if body.memory else Context()
    decision = snapshot.engine.reply(typed(body.text, body.option, context), context)
    message = cards.message_of(decision, snapshot.book)
    return Tried(
        kind=message.kind,
        text=message.text,
        card=rendering.card(message.kind, message.card),
        trace=cards.trace_of(decision),
        memory=decision.context.to_dict(),
    )


async def _questions(answers: Sequence[UUID]) -> dict[UUID, str]:
    """The citizen's words before each answer."""
    pairs = {row["answer"]: row["question"] for row in await fetch(sql.QUESTIONS, [list(answers)])}
    said = {row.id: row.text for row in await Message.filter(id__in=list(pairs.values()))}
    return {answer: said[question] for answer, question in pairs.items()}


async def _unhelpful_reasons(since: datetime, centre_id: int) -> list[ReasonCount]:
    counts = {row["reason"]: row["count"] for row in await fetch(sql.UNHELPFUL_REASONS, [centre_id, since])}
    known = [ReasonCount(reason=one, label=UNHELPFUL_LABELS[one], count=counts.get(one, 0)) for one in Unhelpful]
    return [*known, ReasonCount(reason="none", label=NO_REASON, count=counts.get(None, 0))]


async def _handed_reasons(since: datetime, centre_id: int) -> list[ReasonCount]:
    """The reasons there are, most frequent first; the ones that name a matter as one."""
    counts: dict[str, int] = {}
    for row in await fetch(sql.HANDED_REASONS, [centre_id, since]):
        reason = FOUND if row["reason"].startswith(FOUND) else row["reason"]
        counts[reason] = counts.get(reason, 0) + row["count"]
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return [ReasonCount(reason=reason, label=_label(reason), count=count) for reason, count in ordered]


def _label(reason: str) -> str:
    return "认出了事项" if reason == FOUND else reason.rstrip("。")


def _unhelpful(row: MessageFeedback, question: str, who: Colleague, snapshot: Snapshot) -> UnhelpfulAnswer:
    message = row.message
    item = ((message.card or {}).get("item") or {}).get("code")
    return UnhelpfulAnswer(
        id=message.id,
        at=row.created_at,
        question=shown(question, personal=who.personal),
        kind=message.kind,
        text=message.text,
        item=rendering.item_named(item, snapshot),
        rating=rendering.rating(row, personal=who.personal),
        trace=rendering.trace_shown(message.trace, personal=who.personal),
    )


def _handed_off(row: Consultation, who: Colleague, snapshot: Snapshot) -> HandedOffQuestion:
    return HandedOffQuestion(
        id=row.id,
        at=row.created_at,
        number=row.number,
        question=shown(row.question, personal=who.personal),
        item=rendering.item_named(row.item_code, snapshot),
        department=rendering.department_named(row.department, snapshot),
        reason=row.routing_reason,
        confidence=row.routing_confidence,
        state_label=MACHINE.label(row.state),
    )
