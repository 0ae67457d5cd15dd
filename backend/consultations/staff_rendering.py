"""Rows of the consultations as the console sees them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from backend.catalogue.schemas import Named
from backend.catalogue.snapshot import Snapshot
from backend.common.clock import local_day
from backend.common.workdays import WorkCalendar
from backend.consultations import deadlines, reply_form
from backend.consultations.clocks.models import SlaEvent
from backend.consultations.coordination.models import JointOpinion
from backend.consultations.files import DeskFile
from backend.consultations.models import Consultation, ConsultationEvent, Message, MessageFeedback
from backend.consultations.offices import office_of
from backend.consultations.rendering import actions, department_named, item_named, message_fields, trace_shown
from backend.consultations.rules import Colleague, Standing, allowed, shown
from backend.consultations.staff_schemas import (
    BasisText,
    Clock,
    ConsultationDetail,
    DeadlineLine,
    EventLine,
    ExtensionLine,
    OpinionLine,
    Owner,
    PastDeadline,
    Routing,
    StaffConsultation,
    StaffMessage,
    StayLine,
)
from backend.consultations.states import HANDLING_LABELS, MACHINE, OPEN, Alarm
from backend.consultations.wording import EVENTS, INTERNAL

PAUSED = "等市民补充,暂停计时"
_CLOCKS = {
    Alarm.REPLY: "答复",
    Alarm.UNREAD: "首次阅看",
    Alarm.UNCLAIMED: "领办或转出",
    Alarm.OPINION: "联合意见",
    Alarm.WAITING: "等市民补充",
}
_LEVELS = {50: "提醒", 80: "预警", 100: "到期"}


@dataclass(frozen=True)
class Desk:
    """What rendering for one staff member needs besides the row."""

    who: Colleague
    snapshot: Snapshot
    calendar: WorkCalendar
    now: datetime


def staff_row(row: Consultation, standing: Standing, desk: Desk) -> StaffConsultation:
    """A row of the console's list."""
    return StaffConsultation(**_fields(row, standing, desk))


def detail(of: DeskFile, desk: Desk) -> ConsultationDetail:
    """Everything a clerk needs to answer."""
    row, file = of.file.row, of.file
    office = office_of(desk.who, row.department, desk.snapshot)
    return ConsultationDetail(
        **_fields(row, of.standing, desk),
        messages=[_message(one, desk.who, of.ratings.get(one.id)) for one in file.thread],
        deadline_explanation=[DeadlineLine(**line) for line in file.deadlines[-1].explanation],
        routing=Routing(reason=row.routing_reason, confidence=row.routing_confidence),
        events=[_event(event, desk) for event in file.events],
        deadlines=[
            PastDeadline(
                target=one.target, cause=one.cause, due_at=one.due_at, days=one.days, provisional=one.provisional
            )
            for one in file.deadlines
        ],
        clocks=[_clock(timer, row) for timer in of.timers],
        stays=[
            StayLine(
                department=department_named(stay.department, desk.snapshot),
                arrived_at=stay.arrived_at,
                read_at=stay.read_at,
                left_at=stay.left_at,
                minutes=stay.minutes,
            )
            for stay in of.stays
        ],
        extensions=[
            ExtensionLine(
                days=one.days,
                reason=one.reason,
                by=one.asked_name,
                state=one.state,
                decision=one.decision,
                decided_by=one.decided_name,
            )
            for one in of.extensions
        ],
        opinions=[_opinion(one, desk) for one in of.opinions if one.target == row.target],
        suggested_basis=_suggested(row.item_code, desk.snapshot),
        header=reply_form.header(office),
        footer=reply_form.footer(office, local_day(desk.now)),
    )


def _fields(row: Consultation, standing: Standing, desk: Desk) -> dict[str, Any]:
    left = deadlines.remaining(desk.calendar, row.answered_at or desk.now, row.due_at, row.warn_at)
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
        "deadline_text": PAUSED if row.paused_at else left.text,
        "light": "ok" if row.paused_at else left.light,
        "created_at": row.created_at,
        "handling": row.handling,
        "handling_label": HANDLING_LABELS[row.handling],
        "paused": row.paused_at is not None,
        "unread": row.read_at is None and row.state in OPEN,
        "arbitration": row.arbitration,
        "confidential": row.confidential,
        "urges": row.urges,
        "returns": row.returns,
        "target": row.target,
        "window": _window(row.window, desk.snapshot),
        "suggested": department_named(row.suggested, desk.snapshot) if row.suggested else None,
        "actions": actions(allowed(desk.who, standing)),
    }


def _window(code: str | None, snapshot: Snapshot) -> Named | None:
    if code is None:
        return None
    known = snapshot.windows.get(code)
    return Named(code=code, name=known.name if known else code)


def _message(row: Message, who: Colleague, given: MessageFeedback | None) -> StaffMessage:
    fields = message_fields(row, given, personal=who.personal) | {"text": shown(row.text, personal=who.personal)}
    return StaffMessage(**fields, trace=trace_shown(row.trace, personal=who.personal))


def _event(event: ConsultationEvent, desk: Desk) -> EventLine:
    text = EVENTS[event.verb].format(department=department_named(event.department, desk.snapshot).name)
    note = shown(event.note, personal=desk.who.personal) if event.note else None
    return EventLine(
        at=event.created_at,
        verb=event.verb,
        text=f"{text}:{note}" if note else text,
        by=event.by_name,
        internal=event.verb in INTERNAL,
    )


def _clock(timer: SlaEvent, row: Consultation) -> Clock:
    return Clock(
        target=timer.target,
        kind=timer.kind,
        label=f"{_CLOCKS[timer.kind]}{_LEVELS[timer.level]}",
        due_at=timer.due_at,
        fired_at=timer.fired_at,
        done=timer.fired_at is not None or row.state not in OPEN,
    )


def _opinion(one: JointOpinion, desk: Desk) -> OpinionLine:
    return OpinionLine(
        department=department_named(one.department, desk.snapshot),
        asked=shown(one.asked, personal=desk.who.personal),
        due_at=one.due_at,
        late=(one.given_at or desk.now) > one.due_at,
        words=shown(one.words, personal=desk.who.personal) if one.words else None,
        by=one.given_name,
        given_at=one.given_at,
    )


def _suggested(code: str | None, snapshot: Snapshot) -> Sequence[BasisText]:
    published = snapshot.guides.get(code or "")
    laws = published.guide.basis.items if published else ()
    return [BasisText(law=law.law, doc_no=law.doc_no, article=law.article) for law in laws]
