"""综合协调科 on the wire."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from backend.catalogue.schemas import Named
from backend.consultations.schemas import PageQuery, Reason
from backend.consultations.staff_schemas import StaffConsultation, Versioned
from backend.consultations.states import OnLate
from backend.web.schemas import In, Instant, Out, Page

Code = Annotated[str, StringConstraints(max_length=16)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)]
Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=20)]
Days = Annotated[int, Field(ge=1, le=30)]
Minutes = Annotated[int, Field(ge=10, le=2400)]


class BoardRow(StaffConsultation):
    """A question that nobody owns yet. ``waited`` are working minutes since it came here; ``reason`` says why."""

    waited: int
    reason: str
    confidence: float


class Board(Page[BoardRow]):
    """The oldest first; those to be decided about before all others. Counts of what else 综合协调科 has to do."""

    arbitration: int
    extensions: int
    joint: int


class BoardQuery(PageQuery):
    only: Literal["all", "arbitration"] = "all"


class PendingExtension(Out):
    """A wish for more time that waits for a decision."""

    consultation: StaffConsultation
    days: int
    reason: str
    asked_by: str
    asked_at: Instant
    would_be_due: Instant


class JointRow(Out):
    """A joint question: who was asked and who is missing."""

    consultation: StaffConsultation
    asked: list[Named]
    missing: list[Named]


class BulkItem(Versioned):
    id: UUID


class BulkRequest(In):
    """Give many questions to one department."""

    items: list[BulkItem] = Field(min_length=1, max_length=50)
    department: Code
    reason: Reason


class BulkResult(Out):
    """What became of one: ``code`` null when it went, else the refusal."""

    id: UUID
    code: str | None
    message: str | None


class ArbitrateRequest(Versioned):
    department: Code
    reason: Reason


class PersonLoad(Out):
    name: str
    number: str
    open: int


class WindowLoad(Out):
    window: Named
    open: int


class DepartmentLoad(Out):
    """Open questions of one department: not taken yet, in hand, waiting for citizens, pressing, late."""

    department: Named
    unclaimed: int
    claimed: int
    waiting: int
    soon: int
    late: int
    people: list[PersonLoad]
    windows: list[WindowLoad]


class RuleOut(Out):
    id: UUID
    version: int
    place: int
    name: str
    words: list[str]
    item: Named | None
    from_department: Named | None
    to_department: Named
    window: str | None
    active: bool


class RuleIn(In):
    """A rule fits a question that holds one of ``words`` (none: any) and meets the other conditions that are given."""

    place: int = Field(ge=0, le=999)
    name: Name
    words: list[Word] = Field(default_factory=list, max_length=30)
    item: Code | None = None
    from_department: Code | None = None
    to_department: Code
    window: Annotated[str, StringConstraints(max_length=12)] | None = None
    active: bool = True


class RuleChange(RuleIn):
    version: int = Field(ge=1)


class RuleTrial(In):
    """A question to see where it would go."""

    question: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]


class RouteOut(Out):
    department: Named
    item: Named | None
    window: str | None
    suggested: Named | None
    reason: str
    confidence: float
    confidential: bool


class SettingsOut(Out):
    """The terms in force; version 0: the seed's. ``late_rules``: departments whose late questions do something else
    than go back to the pool."""

    version: int
    own_days: int
    other_days: int
    joint_days: int
    opinion_days: int
    waiting_days: int
    forward_minutes: int
    read_minutes: int
    late_rules: list[LateRuleOut]


class SettingsIn(In):
    version: int = Field(ge=0)
    own_days: Days
    other_days: Days
    joint_days: Days
    opinion_days: Days
    waiting_days: Days
    forward_minutes: Minutes
    read_minutes: Minutes


class LateRuleOut(Out):
    department: Named
    on_late: OnLate


class LateRuleIn(In):
    on_late: OnLate
