"""Ratings, complaints and results on the wire, as citizens see them."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from backend.catalogue.schemas import Named
from backend.common.text import Phone
from backend.evaluations.states import ComplaintKind, Grade, Matter
from backend.web.schemas import Action, In, Instant, Out, Page, VersionIn

LONGEST = 500
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST)]
MaybeWords = Annotated[str, StringConstraints(strip_whitespace=True, max_length=LONGEST)] | None
LongWords = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
Month = Annotated[str, StringConstraints(pattern=r"^20[0-9]{2}-(0[1-9]|1[0-2])$")]
Part = Literal["pending", "done"]


class PageQuery(In):
    cursor: UUID | None = None
    limit: int = Field(default=20, ge=1, le=50)


class MineQuery(PageQuery):
    part: Part = "pending"


class Phrase(Out):
    code: str
    label: str


class GradeChoice(Out):
    """A grade with the phrases that go with it."""

    grade: int
    label: str
    tags: list[Phrase]


class Given(Out):
    """What the citizen gave."""

    grade: int
    label: str
    tags: list[str]
    words: str | None
    at: Instant


class MyRating(Out):
    """A matter to rate, or rated. ``rectification`` is the label of where a 差评's rectification stands."""

    id: UUID
    kind: Matter
    kind_label: str
    title: str
    number: str
    department: Named
    ended_at: Instant
    open_until: Instant
    given: Given | None
    follow: Given | None
    rectification: str | None
    actions: list[Action]


class Step(Out):
    """One line of a timeline; ``text`` is what the centre wrote to the citizen."""

    at: Instant
    title: str
    text: str | None


class MyRatingDetail(MyRating):
    choices: list[GradeChoice]
    steps: list[Step]


class MyRatings(Page[MyRating]):
    """``pending`` counts what can be rated now."""

    pending: int


class RateRequest(In):
    """``may_call``: the department may call about a low grade; else it can only write through the software."""

    grade: Grade
    tags: list[Annotated[str, Field(max_length=20)]] = Field(default_factory=list, max_length=6)
    words: MaybeWords = None
    may_call: bool = False


class FollowRequest(In):
    grade: Grade
    words: MaybeWords = None


class AboutIn(In):
    kind: Matter
    id: UUID


class AboutOut(Out):
    kind: Matter
    id: UUID
    title: str
    number: str
    department: Named


class ComplaintRequest(In):
    kind: ComplaintKind
    words: LongWords
    wanted: Words
    about: AboutIn | None = None
    phone: Phone | None = None


class ReopenRequest(VersionIn):
    words: Words


class MyComplaint(Out):
    """``due_text`` is the promise while it waits for an answer."""

    id: UUID
    number: str
    kind: ComplaintKind
    kind_label: str
    state: str
    state_label: str
    version: int
    words: str
    wanted: str
    about: str | None
    due_at: Instant
    due_text: str | None
    late: bool
    created_at: Instant
    actions: list[Action]


class MyComplaintDetail(MyComplaint):
    steps: list[Step]


class ResultsQuery(In):
    month: Month | None = None


class GradeCount(Out):
    grade: int
    label: str
    count: int


class DepartmentResult(Out):
    """``share`` is the percentage of 基本满意 and better; null where ratings are too few to say."""

    department: Named
    total: int
    share: float | None


class Results(Out):
    """A month's results. ``few``: fewer ratings than a share can honestly be made of; the counts stand alone.

    ``rectified_share`` is of the month's 差评; ``months`` are those that can be asked for, newest first.
    """

    month: str | None
    months: list[str]
    total: int
    few: bool
    share: float | None
    grades: list[GradeCount]
    departments: list[DepartmentResult]
    tasks: int
    rectified: int
    rectified_share: float | None
    opinions: list[str]
