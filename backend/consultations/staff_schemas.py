"""Consultations as the console sees them on the wire."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from backend.catalogue.schemas import Named
from backend.consultations.schemas import Message, PageQuery, Reason, Words
from backend.consultations.states import Alarm, Asked, Handling
from backend.web.schemas import Action, In, Instant, Out, Page

View = Literal["unclaimed", "mine", "today", "late", "waiting", "opinions", "done"]


class StaffMessage(Message):
    """With the bot's reasons."""

    trace: dict[str, Any] | None


class Owner(Out):
    name: str
    number: str


class StaffConsultation(Out):
    """A row of the console's list. ``minutes_left`` are working minutes, negative when late.

    ``paused``: the citizen is waited for. ``arbitration``: 综合协调科 has to decide whose it is. ``suggested``: the
    department it may belong to. ``unread``: the department did not look at it yet. ``target`` counts the answers that
    were owed (2: reopened once).
    """

    id: UUID
    number: str
    state: str
    state_label: str
    version: int
    question: str
    citizen_masked: str
    item: Named | None
    department: Named
    owner: Owner | None
    due_at: Instant
    minutes_left: int
    deadline_text: str
    light: Literal["ok", "soon", "late"]
    created_at: Instant
    handling: Handling
    handling_label: str
    paused: bool
    unread: bool
    arbitration: bool
    confidential: bool
    urges: int
    returns: int
    target: int
    window: Named | None
    suggested: Named | None
    actions: list[Action]


class Counts(Out):
    unclaimed: int
    mine: int
    today: int
    late: int
    waiting: int
    opinions: int
    done: int


class StaffConsultationPage(Page[StaffConsultation]):
    counts: Counts


class DeadlineLine(Out):
    """``paused`` are minutes of that day that did not count because the citizen was waited for."""

    day: date
    text: str
    minutes: int
    paused: int = 0


class Clock(Out):
    """One clock of a consultation: the reply's, a stay's first reading or forwarding, an opinion's, or the citizen's.

    ``due_at`` null: it stands.
    """

    target: str
    kind: Alarm
    label: str
    due_at: Instant | None
    fired_at: Instant | None
    done: bool


class ExtensionLine(Out):
    days: int
    reason: str
    by: str
    state: Asked
    decision: str | None
    decided_by: str | None


class OpinionLine(Out):
    """What a department was asked and said; ``words`` null while it is missing."""

    department: Named
    asked: str
    due_at: Instant
    late: bool
    words: str | None
    by: str | None
    given_at: Instant | None


class StayLine(Out):
    """A stretch with one department; ``minutes`` are working minutes."""

    department: Named
    arrived_at: Instant
    read_at: Instant | None
    left_at: Instant | None
    minutes: int | None


class Routing(Out):
    reason: str
    confidence: float


class EventLine(Out):
    """``internal``: a note that only colleagues see."""

    at: Instant
    verb: str
    text: str
    by: str
    internal: bool


class BasisText(Out):
    law: str
    doc_no: str | None
    article: str | None


class FoundBasis(BasisText):
    item_code: str


class PastDeadline(Out):
    """A counted deadline; ``cause`` says what made it be counted."""

    target: int
    cause: str
    due_at: Instant
    days: int
    provisional: bool


class ConsultationDetail(StaffConsultation):
    """Everything a clerk needs to answer; ``header`` and ``footer`` are what the software adds.

    ``deadlines`` are the deadlines of every target, the newest last: a later one never erases an earlier one.
    """

    messages: list[StaffMessage]
    deadline_explanation: list[DeadlineLine]
    routing: Routing
    events: list[EventLine]
    deadlines: list[PastDeadline]
    clocks: list[Clock]
    stays: list[StayLine]
    extensions: list[ExtensionLine]
    opinions: list[OpinionLine]
    suggested_basis: list[BasisText]
    header: str
    footer: str


class StaffListQuery(PageQuery):
    view: View = "unclaimed"
    department: str | None = Field(default=None, max_length=16)
    window: str | None = Field(default=None, max_length=12)
    item: str | None = Field(default=None, max_length=16)
    state: Literal["routed", "claimed", "waiting", "answered", "closed"] | None = None
    number: str | None = Field(default=None, max_length=16)


class BasisQuery(In):
    q: str = Field(default="", max_length=100)
    item: str | None = Field(default=None, max_length=16)


class Versioned(In):
    """``version`` as the row was shown."""

    version: int = Field(ge=1)


class ForwardRequest(Versioned):
    department: str = Field(max_length=16)
    reason: Reason


class ReturnRequest(Versioned):
    reason: Reason


class BasisIn(In):
    law: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
    doc_no: Annotated[str, StringConstraints(strip_whitespace=True, max_length=100)] | None = None
    article: Annotated[str, StringConstraints(strip_whitespace=True, max_length=100)] | None = None


class ReplyRequest(Versioned):
    """A reply names at least one law with its number or article, or says why there is none (seed row 136).

    ``confirmed``: codes of warnings about tone and privacy that the clerk stands by. ``missing_reason``: why a joint
    answer does without an opinion that was asked for.
    """

    salutation: Annotated[str, StringConstraints(strip_whitespace=True, max_length=20)] | None = None
    body: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]
    basis: list[BasisIn] = Field(default_factory=list, max_length=10)
    no_basis_reason: Reason | None = None
    confirmed: list[str] = Field(default_factory=list, max_length=10)
    missing_reason: Reason | None = None


class QuestionRequest(Versioned):
    """What the citizen is asked for."""

    words: Words


class ConsultRequest(Versioned):
    """Which office of the department was asked, and whom."""

    office: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)]
    person: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)]


class ExtendRequest(Versioned):
    """Further working days, with the reason."""

    days: int = Field(ge=1, le=5)
    reason: Reason


class DecideRequest(Versioned):
    """``reason`` is told to the citizen when more time is granted."""

    granted: bool
    reason: Reason


class OpinionsRequest(Versioned):
    """Departments to ask, and what."""

    departments: list[Annotated[str, StringConstraints(max_length=16)]] = Field(min_length=1, max_length=8)
    words: Words


class WordsRequest(Versioned):
    """A note, an opinion, or words of 催办."""

    words: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]


class CheckRequest(In):
    """The body of a reply to look over."""

    body: Annotated[str, StringConstraints(max_length=4000)]


class ToneWarning(Out):
    """Something to look at again before a reply is sent; send ``code`` in ``confirmed`` to stand by it."""

    code: str
    text: str
    found: str
