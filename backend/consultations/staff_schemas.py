"""Consultations as the console sees them on the wire."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from backend.catalogue.schemas import Named
from backend.consultations.schemas import Message, PageQuery, Reason
from backend.web.schemas import Action, In, Instant, Out, Page

View = Literal["unclaimed", "mine", "today", "late", "done"]


class StaffMessage(Message):
    """With the bot's reasons."""

    trace: dict[str, Any] | None


class Owner(Out):
    name: str
    number: str


class StaffConsultation(Out):
    """A row of the console's list. ``minutes_left`` are working minutes, negative when late."""

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
    actions: list[Action]


class Counts(Out):
    unclaimed: int
    mine: int
    today: int
    late: int
    done: int


class StaffConsultationPage(Page[StaffConsultation]):
    counts: Counts


class DeadlineLine(Out):
    day: date
    text: str
    minutes: int


class Routing(Out):
    reason: str
    confidence: float


class EventLine(Out):
    at: Instant
    text: str
    by: str


class BasisText(Out):
    law: str
    doc_no: str | None
    article: str | None


class FoundBasis(BasisText):
    item_code: str


class ConsultationDetail(StaffConsultation):
    """Everything a clerk needs to answer; ``header`` and ``footer`` are what the software adds."""

    messages: list[StaffMessage]
    deadline_explanation: list[DeadlineLine]
    routing: Routing
    events: list[EventLine]
    suggested_basis: list[BasisText]
    header: str
    footer: str


class StaffListQuery(PageQuery):
    view: View = "unclaimed"
    department: str | None = Field(default=None, max_length=16)


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
    """A reply names at least one law with its number or article, or says why there is none (seed row 136)."""

    salutation: Annotated[str, StringConstraints(strip_whitespace=True, max_length=20)] | None = None
    body: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]
    basis: list[BasisIn] = Field(default_factory=list, max_length=10)
    no_basis_reason: Reason | None = None
