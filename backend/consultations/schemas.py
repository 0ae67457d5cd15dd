"""Conversations and consultations on the wire."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from backend.catalogue.schemas import Material, Named
from backend.consultations.rules import QUESTION_LENGTH
from backend.consultations.states import Unhelpful
from backend.web.schemas import Action, In, Instant, Out

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=QUESTION_LENGTH)]
Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]


class Section(Out):
    """One part of an answer. ``materials``, ``hours`` and ``phone`` are there where the facet has them; a part that is
    not ``verified`` says so in its lines."""

    heading: str
    lines: list[str]
    facet: str | None = None
    verified: bool = True
    materials: list[Material] = Field(default_factory=list)
    hours: str | None = None
    phone: str | None = None


class CardSource(Out):
    text: str
    updated: str = ""


class Also(Out):
    """Another matter of the same question; ``ask`` is what to say to be told about it."""

    code: str
    label: str
    ask: str


class CardButton(Out):
    """``target`` is an item code or a page of the app, by ``kind``."""

    kind: Literal["guide", "book", "deliver", "form", "human", "link", "phone"]
    label: str
    target: str | None


class AnswerCard(Out):
    """``paragraphs`` are the lines of ``lead``, which answers the question; ``details`` come below. Cards of early
    conversations have no lead: what was said is never changed."""

    item: Named
    facets: list[str]
    paragraphs: list[str]
    lead: Section | None = None
    details: list[Section]
    sources: list[CardSource]
    updated: str
    unverified: bool
    buttons: list[CardButton]
    also: list[Also] = Field(default_factory=list)


class ClarifyOption(Out):
    """Send ``index`` back as ``option``."""

    index: int
    label: str
    code: str


class ClarifyCard(Out):
    question: str
    options: list[ClarifyOption]
    none_label: str


class RedirectCard(Out):
    where: str
    why: str


class HandoffCard(Out):
    number: str
    department_name: str
    due_text: str
    note: str | None


class EmergencyNumber(Out):
    label: str
    number: str


class EmergencyCard(Out):
    numbers: list[EmergencyNumber]


Card = AnswerCard | ClarifyCard | RedirectCard | HandoffCard | EmergencyCard


class Sender(Out):
    """The window that replied."""

    window_name: str
    staff_number: str


class Rating(Out):
    """What the citizen said about an answer."""

    useful: bool
    reason: Unhelpful | None
    reason_label: str | None
    words: str | None


class Message(Out):
    """One message; the card is the one of its kind. Goes over the wire with ``from`` for the sender."""

    model_config = ConfigDict(serialize_by_alias=True)

    id: UUID
    seq: int
    at: Instant
    author: Literal["citizen", "bot", "staff", "system"]
    kind: Literal["text", "answer", "clarify", "redirect", "handoff", "smalltalk", "emergency", "reply"]
    text: str
    card: Card | None
    sender: Sender | None = Field(serialization_alias="from")
    rating: Rating | None = None


class Conversation(Out):
    """``key`` goes with every further call as ``X-Conversation-Key``; it is told once."""

    id: UUID
    key: str
    greeting: Message
    chips: list[str]


class Progress(Out):
    label: str
    at: Instant | None


class DeadlineDay(Out):
    """One line of how a deadline was counted; ``paused`` minutes are given back."""

    day: date
    text: str
    minutes: int
    paused: int = 0


class Consultation(Out):
    """A question in a window's hands, as its citizen sees it.

    ``waiting_for`` is what the window asked back and waits for. ``due_changed`` says that the deadline was moved.
    """

    id: UUID
    number: str
    state: str
    state_label: str
    version: int
    department_name: str
    question: str
    due_at: Instant
    due_text: str
    late: bool
    paused: bool
    waiting_for: str | None
    due_changed: bool
    deadline_explanation: list[DeadlineDay]
    remedy_phone: str | None
    created_at: Instant
    progress: list[Progress]
    messages: list[Message]
    actions: list[Action]


class Thread(Out):
    """The messages after the one asked for, and the consultation of this conversation, if any."""

    items: list[Message]
    consultation: Consultation | None


class Said(Out):
    """The citizen's message first, then the replies."""

    items: list[Message]


class HandedOff(Out):
    items: list[Message]
    consultation: Consultation


class ThreadQuery(In):
    after: int = Field(default=0, ge=0, le=1_000_000)


class SayRequest(In):
    """``option`` is the index of the option that was tapped; the text is then its label."""

    text: Words
    option: int | None = Field(default=None, ge=1, le=9)


class HandOffRequest(In):
    """Without a question the last words of the conversation are it."""

    question: Words | None = None


class FeedbackRequest(In):
    """A reason and words belong to 没用 only."""

    useful: bool
    reason: Unhelpful | None = None
    words: Reason | None = None

    @model_validator(mode="after")
    def _reasons_are_for_no(self) -> Self:
        if self.useful and (self.reason or self.words):
            raise PydanticCustomError("reason_of_yes", "说“有用”时不用写原因。")
        return self


class AddRequest(In):
    """What the window asked for, or something more."""

    text: Words


class SettleRequest(In):
    comment: Words | None = None


class PageQuery(In):
    cursor: UUID | None = None
    limit: int = Field(default=20, ge=1, le=100)
