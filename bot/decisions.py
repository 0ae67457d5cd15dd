"""What the engine decides, as frozen values: an answer, a question back, a place elsewhere, a person, small talk.

Every decision carries the ``Context`` for the next turn, which the caller stores, and the ``Trace`` that explains it.
``to_dict`` of each gives plain JSON values.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, ClassVar, Literal, Self

from faq.schema import Facet

Action = Literal["answer", "clarify", "redirect", "handoff", "smalltalk"]
Kind = Literal["item", "service", "bundle", "stub", "talk"]
Urgency = Literal["normal", "high", "emergency"]
ButtonKind = Literal["guide", "book", "deliver", "form", "link", "human", "phone"]
Audience = Literal["个人", "法人"]


@dataclass(frozen=True, slots=True)
class Context:
    """What one conversation remembers between two turns: small, and plain JSON.

    ``pending`` are the codes of the options last offered; ``misses`` counts turns in a row without a result;
    ``refused`` are the codes that the citizen said "都不是" to; ``asked`` is the question that was unclear, so that the
    next turn can complete it ("证丢了" - "结婚证").
    """

    last_item: str | None = None
    last_facets: tuple[Facet, ...] = ()
    misses: int = 0
    pending: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    audience: Audience | None = None
    asked: str = ""

    def to_dict(self) -> dict[str, Any]:
        """JSON-able form; ``from_dict`` reads it back."""
        return asdict(self)

    @classmethod
    def from_dict(cls, raw: Mapping[str, Any]) -> Self:
        """Read what ``to_dict`` wrote, also after a round through JSON. Unknown keys are ignored."""
        lists = {key: tuple(raw.get(key) or ()) for key in ("last_facets", "pending", "refused")}
        return cls(
            last_item=raw.get("last_item"),
            misses=int(raw.get("misses") or 0),
            audience=raw.get("audience"),
            asked=str(raw.get("asked") or ""),
            **lists,
        )


@dataclass(frozen=True, slots=True)
class Candidate:
    """One entry that was considered. ``text`` is its wording nearest to the question; ``terms`` explain the score."""

    code: str
    name: str
    kind: Kind
    score: float
    text: str
    terms: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Trace:
    """Why a decision was taken, for the console and ``yichuang faq ask --explain``. ``us`` is the time in µs."""

    text: str
    normalised: str
    core: str
    facets: tuple[Facet, ...]
    actions: tuple[str, ...]
    rule: str
    candidates: tuple[Candidate, ...]
    confidence: float
    thresholds: tuple[float, float]
    version: str
    us: int


@dataclass(frozen=True, slots=True)
class Part:
    """A titled group of sentences of a card. The first part answers the question, the others are details."""

    title: str
    lines: tuple[str, ...]
    verified: bool = True


@dataclass(frozen=True, slots=True)
class SourceNote:
    """Where a card's facts come from: the item or the law, with the day on which the content was last updated."""

    label: str
    text: str
    updated: str


@dataclass(frozen=True, slots=True)
class Button:
    """What a citizen may do next. ``target`` is an item code, a page link or a phone number, by ``kind``."""

    kind: ButtonKind
    label: str
    target: str


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a clarifying question. ``code`` is empty for 都不是."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class _Decision:
    action: ClassVar[Action]
    context: Context
    trace: Trace

    def to_dict(self) -> dict[str, Any]:
        """JSON-able form with ``action`` first."""
        return {"action": self.action, **asdict(self)}


@dataclass(frozen=True, slots=True)
class Answer(_Decision):
    """A card. ``item`` is an item or service code, ``also`` are further items of the same question (several
    intents), ``department`` the code of who is responsible, ``confidence`` the probability that it is right."""

    action: ClassVar[Action] = "answer"
    item: str
    name: str
    department: str
    facets: tuple[Facet, ...]
    parts: tuple[Part, ...]
    sources: tuple[SourceNote, ...]
    buttons: tuple[Button, ...]
    confidence: float
    also: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class Clarify(_Decision):
    """A question back with at most three options and 都不是; no options when the citizen has not named a matter."""

    action: ClassVar[Action] = "clarify"
    question: str
    options: tuple[Option, ...]
    department: str


@dataclass(frozen=True, slots=True)
class Redirect(_Decision):
    """Handled elsewhere: ``where`` to go and ``why``. ``code`` is the stub's."""

    action: ClassVar[Action] = "redirect"
    code: str
    name: str
    where: str
    why: str
    department: str


@dataclass(frozen=True, slots=True)
class HandOff(_Decision):
    """A person must see this. ``message`` is what the citizen reads, ``transcript_hint`` one line for the clerk."""

    action: ClassVar[Action] = "handoff"
    department: str
    reason: str
    urgency: Urgency
    message: tuple[str, ...]
    transcript_hint: str
    buttons: tuple[Button, ...] = ()


@dataclass(frozen=True, slots=True)
class SmallTalk(_Decision):
    """No matter of the centre. ``kind`` is greeting, thanks, bye, insult, injection, illegal, privacy or offtopic."""

    action: ClassVar[Action] = "smalltalk"
    kind: str
    lines: tuple[str, ...]
    department: str


Decision = Answer | Clarify | Redirect | HandOff | SmallTalk
