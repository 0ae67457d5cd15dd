"""Rows of the consultations as the citizen and the console see them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from pydantic import BaseModel

from backend.catalogue.schemas import Named
from backend.catalogue.snapshot import Snapshot
from backend.common.clock import local_day
from backend.common.workdays import WorkCalendar
from backend.consultations import deadlines, reply_form
from backend.consultations.models import Consultation, ConsultationDeadline, ConsultationEvent, Message, MessageFeedback
from backend.consultations.offices import office_of
from backend.consultations.rules import Colleague, Standing, allowed, shown
from backend.consultations.schemas import (
    AnswerCard,
    ClarifyCard,
    EmergencyCard,
    HandoffCard,
    Progress,
    Rating,
    RedirectCard,
    Sender,
)
from backend.consultations.schemas import Consultation as ConsultationOut
from backend.consultations.schemas import Message as MessageOut
from backend.consultations.staff_schemas import (
    BasisText,
    ConsultationDetail,
    DeadlineLine,
    EventLine,
    Owner,
    Routing,
    StaffConsultation,
    StaffMessage,
)
from backend.consultations.states import MACHINE, OPEN, UNHELPFUL_LABELS, Kind, State
from backend.web.schemas import Action

_CARDS: dict[Kind, type[BaseModel]] = {
    Kind.ANSWER: AnswerCard,
    Kind.CLARIFY: ClarifyCard,
    Kind.REDIRECT: RedirectCard,
    Kind.HANDOFF: HandoffCard,
    Kind.EMERGENCY: EmergencyCard,
}
Ratings = Mapping[UUID, MessageFeedback]
_PRIMARY = frozenset({"claim", "reply", "solved"})
_CITIZEN_VERBS = frozenset({"solved", "unsolved"})
_EVENTS = {
    "ask": "提交咨询,分到{department}",
    "add": "补充了内容",
    "claim": "领办",
    "forward": "转给{department}",
    "return": "退回{department}",
    "reply": "已答复",
    "solved": "表示解决了",
    "unsolved": "表示没解决",
}
_STEPS = (("已提交", "ask"), ("窗口领办", "claim"), ("已答复", "reply"), ("已解决", "solved"))


@dataclass(frozen=True)
class Desk:
    """What rendering for one staff member needs besides the row."""

    who: Colleague
    snapshot: Snapshot
    calendar: WorkCalendar
    now: datetime


def message(row: Message, given: MessageFeedback | None = None) -> MessageOut:
    """A message for the citizen, with what they said about it."""
    return MessageOut(**_message(row, given))


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


def consultation(
    row: Consultation,
    thread: Sequence[Message],
    events: Sequence[ConsultationEvent],
    snapshot: Snapshot,
    now: datetime,
) -> ConsultationOut:
    """A consultation for its citizen."""
    verbs = [verb for verb in MACHINE.allowed(row.state) if verb in _CITIZEN_VERBS]
    return ConsultationOut(
        id=row.id,
        number=row.number,
        state=row.state,
        state_label=MACHINE.label(row.state),
        version=row.version,
        department_name=department_named(row.department, snapshot).name,
        question=row.question,
        due_at=row.due_at,
        due_text=deadlines.due_text(row.due_at),
        late=row.state in OPEN and now > row.due_at,
        created_at=row.created_at,
        progress=progress(events),
        messages=messages(thread),
        actions=_actions(verbs),
    )


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


def staff_row(row: Consultation, desk: Desk) -> StaffConsultation:
    """A row of the console's list."""
    return StaffConsultation(**_staff_fields(row, desk))


def detail(
    row: Consultation,
    thread: Sequence[Message],
    events: Sequence[ConsultationEvent],
    deadline: ConsultationDeadline,
    desk: Desk,
    ratings: Ratings | None = None,
) -> ConsultationDetail:
    """Everything a clerk needs to answer."""
    office = office_of(desk.who, row.department, desk.snapshot)
    return ConsultationDetail(
        **_staff_fields(row, desk),
        messages=[_staff_message(one, desk.who, (ratings or {}).get(one.id)) for one in thread],
        deadline_explanation=[DeadlineLine(**line) for line in deadline.explanation],
        routing=Routing(reason=row.routing_reason, confidence=row.routing_confidence),
        events=[_event(event, desk) for event in events],
        suggested_basis=_suggested(row.item_code, desk.snapshot),
        header=reply_form.header(office),
        footer=reply_form.footer(office, local_day(desk.now)),
    )


def _message(row: Message, given: MessageFeedback | None, *, personal: bool = True) -> dict[str, Any]:
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


def _staff_message(row: Message, who: Colleague, given: MessageFeedback | None) -> StaffMessage:
    fields = _message(row, given, personal=who.personal) | {"text": shown(row.text, personal=who.personal)}
    return StaffMessage(**fields, trace=trace_shown(row.trace, personal=who.personal))


def trace_shown(kept: str | None, *, personal: bool) -> dict[str, Any] | None:
    """The bot's trace of a message. It repeats the citizen's words: masked like them."""
    trace: dict[str, Any] = orjson.loads(kept) if kept else {}
    words = {name: shown(trace[name], personal=personal) for name in ("text", "normalised", "core") if trace}
    return trace | words or None


def _staff_fields(row: Consultation, desk: Desk) -> dict[str, Any]:
    left = deadlines.remaining(desk.calendar, row.answered_at or desk.now, row.due_at)
    verbs = allowed(desk.who, Standing(row.state, row.department, row.owner_id))
    return {
        "id": row.id,
        "number": row.number,
        "state": row.state,
        "state_label": MACHINE.label(row.state),
        "version": row.version,
        "question": shown(row.question, personal=desk.who.personal),
        "citizen_masked": row.citizen_masked,
        "item": item_named(row.item_code, desk.snapshot),
        "department": department_named(row.department, desk.snapshot),
        "owner": Owner(name=row.owner_name or "", number=row.owner_number or "") if row.owner_id else None,
        "due_at": row.due_at,
        "minutes_left": left.minutes,
        "deadline_text": left.text,
        "light": left.light,
        "created_at": row.created_at,
        "actions": _actions(verbs),
    }


def _event(event: ConsultationEvent, desk: Desk) -> EventLine:
    text = _EVENTS[event.verb].format(department=department_named(event.department, desk.snapshot).name)
    note = shown(event.note, personal=desk.who.personal) if event.note else None
    return EventLine(at=event.created_at, text=f"{text}:{note}" if note else text, by=event.by_name)


def _actions(verbs: Iterable[str]) -> list[Action]:
    return [
        Action(name=verb, label=MACHINE.verb_label(verb), kind="primary" if verb in _PRIMARY else "default")
        for verb in verbs
    ]


def department_named(code: str, snapshot: Snapshot) -> Named:
    """A department with its name; a code that is no longer published stands for itself."""
    known = snapshot.departments.get(code)
    return Named(code=code, name=known.name if known else code)


def item_named(code: str | None, snapshot: Snapshot) -> Named | None:
    """An item or service with its name."""
    return None if code is None else Named(code=code, name=snapshot.name_of(code) or code)


def _suggested(code: str | None, snapshot: Snapshot) -> list[BasisText]:
    published = snapshot.guides.get(code or "")
    laws = published.guide.basis.items if published else ()
    return [BasisText(law=law.law, doc_no=law.doc_no, article=law.article) for law in laws]
