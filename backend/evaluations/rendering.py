"""Ratings and complaints as citizens see them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from backend.catalogue.schemas import Named
from backend.evaluations import departments, rules, wording
from backend.evaluations.complaint_queries import About
from backend.evaluations.models import Complaint, ComplaintEvent, Rating, RatingEvent
from backend.evaluations.phrases import PHRASES, label
from backend.evaluations.queries import File
from backend.evaluations.schemas import (
    AboutOut,
    Given,
    GradeChoice,
    MyComplaint,
    MyComplaintDetail,
    MyRating,
    MyRatingDetail,
    Phrase,
    Step,
)
from backend.evaluations.states import COMPLAINT, COMPLAINT_LABELS, GRADE_LABELS, MATTER_LABELS, RECTIFICATION, Grade
from backend.evaluations.states import UNANSWERED as WAITING
from backend.web.schemas import Action

CHOICES = [
    GradeChoice(grade=grade, label=words, tags=[Phrase(code=code, label=text) for code, text in PHRASES[grade].items()])
    for grade, words in GRADE_LABELS.items()
]
"""The five grades from the best to the worst, none of them chosen beforehand."""

SHOWN = {"rate", "contact", "rectify", "call_back", "follow", "uphold"}
"""Events of a rating that its citizen sees."""

HIDDEN = {"remind", "late", "confide"}
"""Events of a complaint that its citizen does not see; a late answer is told by a notice with an apology."""


def named(code: str) -> Named:
    """A department with its name."""
    return Named(code=code, name=departments.name(code))


def mine(found: File, now: datetime) -> MyRating:
    """A rating in the citizen's list."""
    return MyRating(**_mine(found, now))


def mine_in_full(found: File, events: Sequence[RatingEvent], now: datetime) -> MyRatingDetail:
    """A rating with what was done about it."""
    steps = [
        Step(at=event.created_at, title=wording.VERBS[event.verb], text=event.note if event.told else None)
        for event in events
        if event.verb in SHOWN
    ]
    return MyRatingDetail(**_mine(found, now), choices=CHOICES, steps=steps)


def _mine(found: File, now: datetime) -> dict[str, object]:
    row, task = found.rating, found.task
    return {
        "id": row.id,
        "kind": row.kind,
        "kind_label": MATTER_LABELS[row.kind],
        "title": row.title,
        "number": row.number,
        "department": named(row.department),
        "ended_at": row.ended_at,
        "open_until": row.open_until,
        "given": _given(row),
        "follow": _follow(row),
        "rectification": RECTIFICATION.label(task.state) if task else None,
        "actions": [
            Action(name=verb, label=wording.LABELS[verb], kind="primary")
            for verb in rules.citizens_verbs(found.given, now)
        ],
    }


def _given(row: Rating) -> Given | None:
    if row.grade is None or row.rated_at is None:
        return None
    tags = [label(row.grade, code) for code in row.tags]
    return Given(grade=row.grade, label=GRADE_LABELS[Grade(row.grade)], tags=tags, words=row.words, at=row.rated_at)


def _follow(row: Rating) -> Given | None:
    if row.follow_grade is None or row.followed_at is None:
        return None
    words = GRADE_LABELS[Grade(row.follow_grade)]
    return Given(grade=row.follow_grade, label=words, tags=[], words=row.follow_words, at=row.followed_at)


def about(matter: About) -> AboutOut:
    """A matter that the complaint's form offers."""
    return AboutOut(
        kind=matter.kind,
        id=matter.id,
        title=matter.title,
        number=matter.number,
        department=named(matter.department),
    )


def complaint(row: Complaint, now: datetime) -> MyComplaint:
    """A complaint in the citizen's list."""
    return MyComplaint(**_complaint(row, now))


def complaint_in_full(row: Complaint, events: Sequence[ComplaintEvent], now: datetime) -> MyComplaintDetail:
    """A complaint with what was done about it."""
    steps = [
        Step(at=event.created_at, title=wording.COMPLAINT_VERBS[event.verb], text=event.note if event.told else None)
        for event in events
        if event.verb not in HIDDEN
    ]
    return MyComplaintDetail(**_complaint(row, now), steps=steps)


def _complaint(row: Complaint, now: datetime) -> dict[str, object]:
    waiting = row.state in WAITING
    return {
        "id": row.id,
        "number": row.number,
        "kind": row.kind,
        "kind_label": COMPLAINT_LABELS[row.kind],
        "state": row.state,
        "state_label": COMPLAINT.label(row.state),
        "version": row.version,
        "words": row.words,
        "wanted": row.wanted,
        "about": row.matter_title,
        "due_at": row.due_at,
        "due_text": wording.due_text(row.due_at) if waiting else None,
        "late": waiting and now > row.due_at,
        "created_at": row.created_at,
        "actions": [
            Action(name=verb, label=_CITIZENS_LABELS[verb], kind="primary" if verb == "close" else "default")
            for verb in rules.complainants_verbs(row.state, reopened=row.reopened)
        ],
    }


_CITIZENS_LABELS = {"close": "满意,结束", "reopen": "不满意,再处理"}
