"""The booking record and objections to it on the wire."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from backend.appointments.states import AppealState, CreditKind
from backend.common.text import LongText, ShortText
from backend.web.schemas import Action, In, Instant, Out, VersionIn


class Appeal(Out):
    """A citizen's objection; ``reason`` when it is decided."""

    id: UUID
    state: AppealState
    state_label: str
    words: str
    reason: str | None
    decided_at: Instant | None


class CreditLine(Out):
    """One line of the record that counts against the limits; ``appeal`` once the citizen objected."""

    id: UUID
    kind: CreditKind
    text: str
    day: date
    counts: bool
    appeal: Appeal | None
    actions: list[Action]


class Credit(Out):
    """Where a citizen stands; ``until``: from which day on booking is open again, null when it is open."""

    until: date | None
    text: str
    missed: int
    cancelled: int
    rules: list[str]
    lines: list[CreditLine]


class AppealRequest(In):
    words: Annotated[LongText, Field(max_length=500)]


class StaffAppeal(Appeal):
    """An objection as 综合协调科 decides it."""

    line: str
    day: date
    name_masked: str | None
    phone_masked: str | None
    actions: list[Action]
    version: int
    created_at: Instant


class DecideAppeal(VersionIn):
    """``reason`` is what the citizen is told."""

    reason: ShortText


class AppealsQuery(In):
    """A page of objections, oldest first."""

    state: Literal["pending", "upheld", "refused"] | None = None
    cursor: UUID | None = None
    limit: int = Field(default=50, ge=1, le=100)
