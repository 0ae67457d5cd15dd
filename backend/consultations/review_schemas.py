"""How well the bot does, for who looks after its answers, on the wire."""

from __future__ import annotations

from typing import Any, Literal
from uuid import UUID

from pydantic import Field

from backend.catalogue.schemas import Named
from backend.consultations.schemas import Card, PageQuery, Rating, Words
from backend.web.schemas import In, Instant, Out, Page
from faq.schema import Facet


class ReasonCount(Out):
    """One reason of the list with how many rows it has; ``reason`` goes back as the filter."""

    reason: str
    label: str
    count: int


class UnhelpfulAnswer(Out):
    """An answer that did not help, with the words it answered and why the bot said it."""

    id: UUID
    at: Instant
    question: str
    kind: str
    text: str
    item: Named | None
    rating: Rating
    trace: dict[str, Any] | None


class UnhelpfulPage(Page[UnhelpfulAnswer]):
    reasons: list[ReasonCount]


class HandedOffQuestion(Out):
    """A question that a person got instead; ``confidence`` is the bot's in where it belongs."""

    id: UUID
    at: Instant
    number: str
    question: str
    item: Named | None
    department: Named
    reason: str
    confidence: float
    state_label: str


class HandedOffPage(Page[HandedOffQuestion]):
    reasons: list[ReasonCount]


class UnhelpfulQuery(PageQuery):
    """``none`` are the ones without a reason."""

    reason: Literal["off_topic", "unclear", "wrong", "incomplete", "none"] | None = None


class HandedOffQuery(PageQuery):
    reason: str | None = Field(default=None, max_length=120)


class Memory(In):
    """What the bot remembers of a trial: handed back as it came, so that nothing is stored."""

    last_item: str | None = Field(default=None, max_length=16)
    last_facets: list[Facet] = Field(default=[], max_length=20)
    misses: int = Field(default=0, ge=0, le=9)
    pending: list[str] = Field(default=[], max_length=9)
    refused: list[str] = Field(default=[], max_length=99)
    audience: Literal["个人", "法人"] | None = None
    asked: str = Field(default="", max_length=2000)


class TryRequest(In):
    """``option`` as in a conversation: the number of the option that was tapped."""

    text: Words
    option: int | None = Field(default=None, ge=1, le=9)
    memory: Memory | None = None


class Tried(Out):
    """What a citizen would see, why, and the memory for a further question."""

    kind: str
    text: str
    card: Card | None
    trace: dict[str, Any]
    memory: dict[str, Any]
