"""Proposed questions on the wire."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from backend.catalogue.schemas import Named
from backend.consultations.schemas import Reason
from backend.consultations.staff_schemas import Versioned
from backend.consultations.states import Proposal
from backend.web.schemas import In, Instant, Out

Asking = Annotated[str, StringConstraints(strip_whitespace=True, min_length=4, max_length=200)]
Answering = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1000)]
Item = Annotated[str, StringConstraints(max_length=16)]


class ProposalRequest(Versioned):
    """A question for everybody, without anything personal. Without ``answer`` it is a further way of asking."""

    item: Item
    question: Asking
    answer: Answering | None = None


class DeclineRequest(Versioned):
    note: Reason


class ProposalQuery(In):
    state: Literal["proposed", "published", "declined"] = "proposed"
    limit: int = Field(default=100, ge=1, le=100)


class ProposalOut(Out):
    """``outdated``: the guide has changed since it was published; look again."""

    id: UUID
    version: int
    state: Proposal
    item: Named | None
    question: str
    answer: str | None
    proposed_by: str
    proposed_at: Instant
    decided_by: str | None
    decided_at: Instant | None
    note: str | None
    guide_version: int | None
    outdated: bool
    consultation_id: UUID
