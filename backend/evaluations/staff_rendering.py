"""Ratings and complaints as the console sees them. What a person may not know is not there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from backend.catalogue import live
from backend.common.masking import mask_text
from backend.common.workdays import WorkCalendar
from backend.evaluations import rules, terms, wording
from backend.evaluations.models import Complaint, ComplaintEvent, RatingAppeal, RatingEvent
from backend.evaluations.models import Rectification as RectificationRow
from backend.evaluations.phrases import label
from backend.evaluations.queries import File
from backend.evaluations.rendering import named
from backend.evaluations.rules import Official
from backend.evaluations.staff_schemas import (
    Appeal,
    Due,
    EventLine,
    Follow,
    Rectification,
    StaffComplaint,
    StaffComplaintDetail,
    StaffRating,
    StaffRatingDetail,
)
from backend.evaluations.states import (
    APPEAL,
    CHANNEL_LABELS,
    COMPLAINT,
    COMPLAINT_LABELS,
    GRADE_LABELS,
    MATTER_LABELS,
    RECTIFICATION,
    UNANSWERED,
    UNRECTIFIED,
    Grade,
    Rectifying,
)
from backend.web.schemas import Action

DANGEROUS = {"uphold": "申诉成立后,这条评价不计入统计。确定吗?", "confide": "转监察后,您将看不到这一件。确定吗?"}

NEXT = {"contact", "plan", "rectify", "call_back", "take", "reply"}
"""What is to be done next, where it is allowed."""


@dataclass(frozen=True)
class Desk:
    """Who looks, when, and by which calendar."""

    who: Official
    work: WorkCalendar
    now: datetime


def rating(found: File, words: str | None, desk: Desk) -> StaffRating:
    """A row of the list; ``words`` as this person may read them."""
    return StaffRating(**_rating(found, words, desk))


def rating_in_full(
    found: File, words: str | None, follow_words: str | None, events: Sequence[RatingEvent], desk: Desk
) -> StaffRatingDetail:
    """A rating with its rectification, its appeal and what happened. When it was asked for is when somebody left the
    window: that would tell who it was."""
    row, task = found.rating, found.task
    follow = row.follow_grade and row.followed_at
    return StaffRatingDetail(
        **_rating(found, words, desk),
        rectification=_rectification(task, may_call=row.may_call) if task else None,
        appeal=_appeal(found.appeal) if found.appeal else None,
        follow=Follow(grade_label=GRADE_LABELS[Grade(row.follow_grade)], words=follow_words, at=row.followed_at)
        if follow
        else None,
        published_words=row.published_words,
        events=[_event(event) for event in events if event.verb != "ask"],
        may_see_person=may_see_person(found, desk.who),
        actions=[_action(verb, wording.LABELS[verb]) for verb in _verbs(found, desk.who)],
    )


def may_see_person(found: File, who: Official) -> bool:
    """综合协调科 and supervision; the department only while it may call the citizen, who agreed to that."""
    agreed = found.rating.may_call and found.task is not None and found.task.state in UNRECTIFIED
    return who.may_see_person or (agreed and found.responsible in who.own)


def _verbs(found: File, who: Official) -> tuple[str, ...]:
    """A missed call is recorded on the form of the call: it has no button of its own."""
    verbs = rules.officials_verbs(found.given, found.responsible, who)
    return tuple(verb for verb in verbs if verb not in ("miss", "miss_call_back"))


def _rating(found: File, words: str | None, desk: Desk) -> dict[str, object]:
    row, task = found.rating, found.task
    assert row.grade is not None, "the console shows given ratings only"
    window = live.current().windows.get(row.window) if row.window else None
    return {
        "id": row.id,
        "version": row.version,
        "kind_label": MATTER_LABELS[row.kind],
        "title": row.title,
        "number": row.number if may_see_person(found, desk.who) else None,
        "department": named(row.department),
        "window": window.name if window else None,
        "grade": row.grade,
        "grade_label": GRADE_LABELS[Grade(row.grade)],
        "tags": [label(row.grade, code) for code in row.tags],
        "words": words,
        "rated_at": row.rated_at,
        "counted": row.counted,
        "published": row.published_words is not None,
        "state_label": RECTIFICATION.label(task.state) if task else None,
        "due": _task_due(task, desk) if task else None,
    }


def _task_due(task: RectificationRow, desk: Desk) -> Due | None:
    """The term that ends next; none when the department is done."""
    if task.state not in UNRECTIFIED:
        return None
    if task.state is Rectifying.WAITING:
        return _due("联系", task.contact_due_at, desk)
    return _due("整改", task.rectify_due_at, desk)


def _due(what: str, at: datetime, desk: Desk) -> Due:
    return Due(label=what, at=at, light=terms.light(desk.work, desk.now, at))


def _rectification(task: RectificationRow, *, may_call: bool) -> Rectification:
    return Rectification(
        version=task.version,
        state=task.state,
        state_label=RECTIFICATION.label(task.state),
        department=named(task.department),
        contact_due_at=task.contact_due_at,
        rectify_due_at=task.rectify_due_at,
        may_call=may_call,
        measure=task.measure,
        result=task.result,
    )


def _appeal(row: RatingAppeal) -> Appeal:
    return Appeal(
        state_label=APPEAL.label(row.state),
        reason=row.reason,
        asked_by=row.asked_by_name,
        asked_at=row.created_at,
        decision=row.decision,
        decided_by=row.decided_by_name,
    )


def _event(event: RatingEvent) -> EventLine:
    channel = f"({CHANNEL_LABELS[event.channel]})" if event.channel else ""
    text = wording.VERBS[event.verb] + channel
    return EventLine(at=event.created_at, text=text, by=event.by_name, note=event.note)


def _action(verb: str, text: str) -> Action:
    kind = "danger" if verb in DANGEROUS else "primary" if verb in NEXT else "default"
    return Action(name=verb, label=text, kind=kind, confirm=DANGEROUS.get(verb))


def complaint(row: Complaint, desk: Desk) -> StaffComplaint:
    """A row of the inbox."""
    return StaffComplaint(**_complaint(row, desk))


def complaint_in_full(row: Complaint, events: Sequence[ComplaintEvent], desk: Desk) -> StaffComplaintDetail:
    """A complaint with what was done; the phone and the words in full for who handles it."""
    verbs = rules.complaint_verbs(row.state, confidential=row.confidential, who=desk.who)
    handles = desk.who.handles(row.confidential)
    return StaffComplaintDetail(
        **_complaint(row, desk),
        wanted=row.wanted if handles else mask_text(row.wanted),
        phone=row.phone if handles else None,
        events=[
            EventLine(at=event.created_at, text=wording.COMPLAINT_VERBS[event.verb], by=event.by_name, note=event.note)
            for event in events
        ],
        actions=[_action(verb, COMPLAINT.verb_label(verb)) for verb in verbs],
    )


def _complaint(row: Complaint, desk: Desk) -> dict[str, object]:
    handles = desk.who.handles(row.confidential)
    return {
        "id": row.id,
        "number": row.number,
        "kind": row.kind,
        "kind_label": COMPLAINT_LABELS[row.kind],
        "confidential": row.confidential,
        "state": row.state,
        "state_label": COMPLAINT.label(row.state),
        "version": row.version,
        "citizen_masked": row.citizen_masked,
        "department": named(row.department) if row.department else None,
        "about": row.matter_title,
        "words": row.words if handles else mask_text(row.words),
        "owner": row.owner_name,
        "reopened": row.reopened,
        "due": _due("答复", row.due_at, desk) if row.state in UNANSWERED else None,
        "created_at": row.created_at,
    }
