"""Ratings and complaints as the console sees them on the wire."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

from pydantic import Field

from backend.catalogue.schemas import Named
from backend.evaluations.schemas import LongWords, Month, PageQuery, Words
from backend.evaluations.states import Channel
from backend.web.schemas import Action, In, Instant, Out, Page, VersionIn

RatingView = Literal["all", "open", "call_back", "late", "appeals"]
ComplaintView = Literal["waiting", "mine", "late", "integrity", "done"]
Light = Literal["ok", "soon", "late"]


class Due(Out):
    """A term that still runs."""

    label: str
    at: Instant
    light: Light


class StaffRating(Out):
    """A row of the console's list. Window staff never learn who rated: ``number`` is there for who may know it, and
    ``words`` are without names and numbers. ``version`` is the rating's."""

    id: UUID
    version: int
    kind_label: str
    title: str
    number: str | None
    department: Named
    window: str | None
    grade: int
    grade_label: str
    tags: list[str]
    words: str | None
    rated_at: Instant
    counted: bool
    published: bool
    state_label: str | None
    due: Due | None


class Rectification(Out):
    version: int
    state: str
    state_label: str
    department: Named
    contact_due_at: Instant
    rectify_due_at: Instant
    may_call: bool
    measure: str | None
    result: str | None


class Appeal(Out):
    state_label: str
    reason: str
    asked_by: str
    asked_at: Instant
    decision: str | None
    decided_by: str | None


class EventLine(Out):
    at: Instant
    text: str
    by: str
    note: str | None


class Follow(Out):
    grade_label: str
    words: str | None
    at: Instant


class StaffRatingDetail(StaffRating):
    """``may_see_person``: who rated can be asked for, and the asking is on record."""

    rectification: Rectification | None
    appeal: Appeal | None
    follow: Follow | None
    published_words: str | None
    events: list[EventLine]
    may_see_person: bool
    actions: list[Action]


class RatingCounts(Out):
    open: int
    call_back: int
    late: int
    appeals: int


class StaffRatings(Page[StaffRating]):
    counts: RatingCounts


class RatingsQuery(PageQuery):
    view: RatingView = "all"
    grade: int | None = Field(default=None, ge=1, le=5)
    department: str | None = Field(default=None, max_length=16)
    month: Month | None = None


class TalkRequest(VersionIn):
    """``version`` is the rectification's."""

    channel: Channel
    reached: bool
    words: Words


class WordsRequest(VersionIn):
    words: Words


class AppealRequest(In):
    words: Words


class DecideRequest(In):
    upheld: bool
    words: Words


class PublishRequest(VersionIn):
    """``version`` is the rating's."""

    published: bool


class Person(Out):
    """Who rated, as far as the asker may know."""

    name: str | None
    phone: str | None


class StaffComplaint(Out):
    id: UUID
    number: str
    kind: str
    kind_label: str
    confidential: bool
    state: str
    state_label: str
    version: int
    citizen_masked: str
    department: Named | None
    about: str | None
    words: str
    owner: str | None
    reopened: bool
    due: Due | None
    created_at: Instant


class StaffComplaintDetail(StaffComplaint):
    wanted: str
    phone: str | None
    events: list[EventLine]
    actions: list[Action]


class ComplaintCounts(Out):
    """``integrity`` is null for who handles none."""

    waiting: int
    mine: int
    late: int
    integrity: int | None
    done: int


class StaffComplaints(Page[StaffComplaint]):
    counts: ComplaintCounts


class ComplaintsQuery(PageQuery):
    view: ComplaintView = "waiting"


class ReplyRequest(VersionIn):
    words: LongWords


class Lates(Out):
    """What is over its term now, the oldest first."""

    ratings: list[StaffRating]
    complaints: list[StaffComplaint]


class ReportQuery(In):
    month: Month
