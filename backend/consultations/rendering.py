"""Rows of the consultations as the citizen sees them, and what the console shares."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from pydantic import BaseModel

from backend.catalogue.schemas import Named
from backend.catalogue.snapshot import Snapshot
from backend.consultations import deadlines
from backend.consultations.files import File
from backend.consultations.models import ConsultationEvent, Message, MessageFeedback
from backend.consultations.offices import department_name
from backend.consultations.rules import shown
from backend.consultations.schemas import (
    AnswerCard,
    ClarifyCard,
    DeadlineDay,
    EmergencyCard,
    HandoffCard,
    Progress,
    Rating,
    RedirectCard,
    Sender,
)
from backend.consultations.schemas import Consultation as ConsultationOut
from backend.consultations.schemas import Message as MessageOut
from backend.consultations.states import MACHINE, OPEN, RUNNING, UNHELPFUL_LABELS, Kind, State
from backend.web.schemas import Action

_CARDS: dict[Kind, type[BaseModel]] = {
    Kind.ANSWER: AnswerCard,
    Kind.CLARIFY: ClarifyCard,
    Kind.REDIRECT: RedirectCard,
    Kind.HANDOFF: HandoffCard,
    Kind.EMERGENCY: EmergencyCard,
}
Ratings = Mapping[UUID, MessageFeedback]
_PRIMARY = frozenset({"claim", "reply", "solved", "arbitrate", "opinion"})
_CITIZEN_VERBS = frozenset({"solved", "unsolved"})
_BESIDE = {
    "add": "补充内容",
    "urge": "催办",
    "note": "写内部备注",
    "opinion": "给出意见",
    "decide": "决定延期",
    "propose": "沉淀为问答",
}
_MOVED = frozenset({"consult", "opinions", "extended", "calendar"})
"""Causes that move a deadline which the citizen was told before."""

_STEPS = (("已提交", "ask"), ("窗口领办", "claim"), ("已答复", "reply"), ("已解决", "solved"))


def message(row: Message, given: MessageFeedback | None = None) -> MessageOut:
    """A message for the citizen, with what they said about it."""
    return MessageOut(**message_fields(row, given))


def card(kind: Kind, kept: dict[str, Any] | None) -> Any:
    """A stored card as the model of its kind; None for messages without one."""
    model = _CARDS.get(kind)
    return model.model_validate(kept) if model and kept is not None else None


def messages(rows: Iterable[Message], ratings: Ratings | None = None) -> list[MessageOut]:
    """Messages for the citizen."""
    return [message(row, (ratings or {}).get(row.id)) for row in rows]


def rating(given: MessageFeedback, *, personal: bool = True) -> Rating:
    """有用/没用 with its reason; the words as somebody with or without the right to personal data reads them."""
    return Rating(
        useful=given.useful,
        reason=given.reason,
        reason_label=UNHELPFUL_LABELS[given.reason] if given.reason else None,
        words=shown(given.words, personal=personal) if given.words else None,
    )


def consultation(file: File, snapshot: Snapshot, now: datetime) -> ConsultationOut:
    """A consultation for its citizen."""
    row = file.row
    late = row.state in RUNNING and now > row.due_at
    return ConsultationOut(
        id=row.id,
        number=row.number,
        state=row.state,
        state_label=MACHINE.label(row.state),
        version=row.version,
        department_name=department_name(row.department, snapshot),
        question=row.question,
        due_at=row.due_at,
        due_text=deadlines.promise(row),
        late=late,
        paused=row.paused_at is not None,
        waiting_for=file.waiting_for,
        due_changed=any(one.cause in _MOVED for one in file.deadlines if one.target == row.target),
        deadline_explanation=[DeadlineDay(**line) for line in file.deadlines[-1].explanation],
        remedy_phone=snapshot.book.centre.supervision_phone if late or row.late_at else None,
        created_at=row.created_at,
        progress=progress(file.events),
        messages=messages(file.thread),
        actions=actions(_citizen_verbs(file)),
    )


def _citizen_verbs(file: File) -> list[str]:
    verbs = [verb for verb in MACHINE.allowed(file.row.state) if verb in _CITIZEN_VERBS]
    if file.row.state in OPEN:
        verbs.append("add")
    if file.row.state in RUNNING and not file.urged_today:
        verbs.append("urge")
    return verbs


def progress(events: Sequence[ConsultationEvent]) -> list[Progress]:
    """Where it is, in four steps; what was reopened is answered only when it is answered again."""
    at: dict[str, datetime] = {}
    for event in events:
        if event.verb == "unsolved":
            at.pop("reply", None)
        elif event.state is State.ROUTED and event.verb != "add":
            at.pop("claim", None)
        at[event.verb] = event.created_at
    return [Progress(label=label, at=at.get(verb)) for label, verb in _STEPS]


def message_fields(row: Message, given: MessageFeedback | None, *, personal: bool = True) -> dict[str, Any]:
    """A message without what only staff see."""
    return {
        "id": row.id,
        "seq": row.seq,
        "at": row.created_at,
        "author": row.author,
        "kind": row.kind,
        "text": row.text,
        "card": card(row.kind, row.card),
        "sender": Sender(**row.sender) if row.sender else None,
        "rating": None if given is None else rating(given, personal=personal),
    }


def trace_shown(kept: str | None, *, personal: bool) -> dict[str, Any] | None:
    """The bot's trace of a message. It repeats the citizen's words: masked like them."""
    trace: dict[str, Any] = orjson.loads(kept) if kept else {}
    words = {name: shown(trace[name], personal=personal) for name in ("text", "normalised", "core") if trace}
    return trace | words or None


def actions(verbs: Iterable[str]) -> list[Action]:
    """Verbs as buttons."""
    return [Action(name=verb, label=_label(verb), kind="primary" if verb in _PRIMARY else "default") for verb in verbs]


def _label(verb: str) -> str:
    return _BESIDE[verb] if verb in _BESIDE else MACHINE.verb_label(verb)


def department_named(code: str, snapshot: Snapshot) -> Named:
    """A department with its name; a code that is no longer published stands for itself."""
    return Named(code=code, name=department_name(code, snapshot))


def item_named(code: str | None, snapshot: Snapshot) -> Named | None:
    """An item or service with its name."""
    return None if code is None else Named(code=code, name=snapshot.name_of(code) or code)
