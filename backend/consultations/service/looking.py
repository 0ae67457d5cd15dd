"""What a verb of the staff begins with: the row, its standing, and whether this person may."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from backend.common.errors import Forbidden
from backend.consultations import queries
from backend.consultations.clocks.models import ConsultationExtension
from backend.consultations.coordination.models import JointOpinion
from backend.consultations.models import Consultation, ConsultationEvent, Message
from backend.consultations.refusals import NotYours, StaleReply
from backend.consultations.rules import Colleague, Standing, allowed
from backend.consultations.states import MACHINE, State
from backend.consultations.wording import EVENTS


async def looked_at(
    who: Colleague, consultation_id: UUID, version: int, verb: str, now: datetime, centre_id: int
) -> Consultation:
    """The row, if this person may use this verb on this version of it.

    Raises:
        NotFound: not this person's business.
        StaleReply: it changed since ``version``; the details say what arrived.
        WrongState, NotYours, Forbidden: the verb is not allowed now, or not to this person.
    """
    row = await queries.for_staff(who, consultation_id, centre_id)
    if row.version != version:
        raise await stale(row, version)
    if verb in MACHINE.verbs:
        MACHINE.next(row.state, verb)
    if verb not in allowed(who, await standing(row, now)):
        raise _refusal(row, who)
    return row


async def standing(row: Consultation, now: datetime) -> Standing:
    """What decides about one row."""
    return (await standings([row], now))[row.id]


async def standings(rows: Collection[Consultation], now: datetime) -> dict[UUID, Standing]:
    """What decides about many rows, in two reads."""
    ids = [row.id for row in rows]
    asked = {one.consultation_id for one in await ConsultationExtension.filter(consultation_id__in=ids, state="asked")}
    owing: dict[UUID, set[str]] = {}
    target = {row.id: row.target for row in rows}
    for one in await JointOpinion.filter(consultation_id__in=ids, given_at=None):
        if one.target == target[one.consultation_id]:
            owing.setdefault(one.consultation_id, set()).add(one.department)
    return {row.id: _standing(row, now, row.id in asked, frozenset(owing.get(row.id, ()))) for row in rows}


async def stale(row: Consultation, version: int) -> StaleReply:
    """The refusal of a verb on an old version, with what arrived since: events, and the numbers of new messages."""
    events = await ConsultationEvent.filter(consultation_id=row.id).order_by("id")
    seen = [event.id for event in events if event.version <= version]
    fresh = [event for event in events if event.version > version]
    messages = await Message.filter(conversation_id=row.conversation_id, id__gt=max(seen, default=row.id)).order_by(
        "seq"
    )
    return StaleReply(
        details={
            "version": row.version,
            "state_label": MACHINE.label(row.state),
            "since": [
                {"verb": event.verb, "by": event.by_name, "at": event.created_at.isoformat()}
                for event in fresh
                if event.verb in EVENTS
            ],
            "messages": [message.seq for message in messages],
        }
    )


def _standing(row: Consultation, now: datetime, asked: bool, owing: frozenset[str]) -> Standing:
    return Standing(
        state=row.state,
        department=row.department,
        owner_id=row.owner_id,
        handling=row.handling,
        arbitration=row.arbitration,
        settled=row.settled,
        confidential=row.confidential,
        extendable=not asked and not row.extended_days and now < row.due_at,
        asked=asked and row.state in (State.CLAIMED, State.ROUTED, State.WAITING),
        owing=owing,
    )


def _refusal(row: Consultation, who: Colleague) -> Forbidden | NotYours:
    taken = row.owner_id is not None and row.owner_id not in who.owners
    return NotYours(name=row.owner_name) if taken and who.may_answer else Forbidden()
