"""What the public reads of the catalogue look like on the wire."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from backend.catalogue import places
from backend.common.text import ShortText
from backend.web.schemas import Action, In, Instant, Out

Span = tuple[int, int]
"""Begin and end of a stretch of characters to highlight."""


class Named(Out):
    """A code with its name."""

    code: str
    name: str


class Place(Out):
    """Where one goes; ``text`` is how one says it: 一楼 3 号窗口."""

    hall: str
    address: str
    floor: str
    window_numbers: list[int]
    text: str

    @classmethod
    def of(cls, place: places.Place) -> Place:
        """The wire form of a place."""
        numbers = list(place.window_numbers)
        return cls(hall=place.hall, address=place.address, floor=place.floor, window_numbers=numbers, text=place.text)


class HallBrief(Named):
    address: str
    transport: str | None


class Opening(Out):
    """Whether the hall is open now, and one line about what comes next."""

    open: bool
    text: str


class Centre(Out):
    name: str
    city: str
    phone: str
    supervision_phone: str
    hours_text: str
    halls: list[HallBrief]
    open: Opening
    release_text: str
    demo: bool
    content_version: str
    today: date
    now: Instant


class Department(Named):
    bureau: str
    phone: str
    guide_count: int


class GuideBrief(Named):
    """A guide on a list."""

    short_name: str
    department_code: str
    department_name: str
    handling: str
    badges: list[str]
    summary_line: str


class Material(Out):
    """One thing to bring. Members of the same ``any_of`` group replace each other."""

    name: str
    necessity: str
    form_text: str
    condition: str | None
    any_of: str | None
    issuer: str | None
    basis: str | None
    blank_form: str | None
    sample: str | None
    note: str | None


class Conditions(Out):
    """``note`` is said where the group is not verified; so in all groups below."""

    items: list[str]
    note: str | None


class Materials(Out):
    items: list[Material]
    note: str | None


class Step(Out):
    """``days`` is the step's share of the promised time."""

    name: str
    who: str
    stage: str | None
    days: float
    result: str | None


class Steps(Out):
    items: list[Step]
    note: str | None


class Term(Out):
    text: str
    days: int | None
    unit: str
    note: str | None


class Fee(Out):
    charged: Literal["yes", "no", "conditional"]
    text: str
    basis: str | None
    note: str | None


class Law(Out):
    law: str
    doc_no: str | None
    article: str | None
    text: str


class Laws(Out):
    items: list[Law]
    note: str | None


class Online(Out):
    text: str
    note: str | None


class Question(Out):
    question: str
    answer: str


class Misconception(Out):
    """What people believe, and what is true."""

    belief: str
    fact: str


class SourceText(Out):
    code: str
    text: str


class Guide(Named):
    """办事指南 of one item."""

    short_name: str
    version: int
    department_code: str
    department_name: str
    type: str
    handling: str
    subjects: list[str]
    badges: list[str]
    summary: list[str]
    conditions: Conditions
    materials: Materials
    steps: Steps
    promised: Term
    statutory: Term
    fee: Fee
    basis: Laws
    online: Online
    result: str
    result_validity: str | None
    place: Place
    hours_text: str
    phone: str
    supervision_phone: str
    window_powers: list[str]
    visits: int
    bookable: bool
    book_hint: str | None
    deliverable: bool
    cautions: list[str]
    questions: list[Question]
    misconceptions: list[Misconception]
    related: list[GuideBrief]
    aliases: list[str]
    updated: date
    confidence: str
    sources: list[SourceText]


class FoundGuide(Named):
    department_name: str
    matched: list[Span]


class FoundQuestion(Named):
    """A common question; ``code`` and ``name`` are of the item or service that answers it."""

    text: str
    matched: list[Span]


class FoundDepartment(Named):
    matched: list[Span]


class FoundService(Named):
    link: str | None
    matched: list[Span]


class SearchResult(Out):
    query: str
    guides: list[FoundGuide]
    questions: list[FoundQuestion]
    departments: list[FoundDepartment]
    services: list[FoundService]


class Suggestion(Out):
    """One line under the search box. ``code`` and ``name`` are what it leads to; a service may have a page of the app
    as its ``link``."""

    text: str
    kind: Literal["guide", "question", "service", "department"]
    code: str
    name: str
    link: str | None
    matched: list[Span]


Words = Annotated[str, Field(default="", max_length=100)]


class SearchQuery(In):
    q: Words


class GuideQuery(In):
    """``cursor`` is a page's ``next``."""

    audience: Literal["个人", "法人"] | None = None
    department: str | None = Field(default=None, max_length=20)
    q: Words
    cursor: str | None = Field(default=None, max_length=20)
    limit: int = Field(default=20, ge=1, le=100)


class WindowIn(In):
    """A window as it should be."""

    name: ShortText = Field(min_length=1, max_length=40)
    hall: str = Field(max_length=16)
    floor: ShortText = Field(min_length=1, max_length=20)
    number: int = Field(ge=1, le=999)
    departments: list[str] = Field(min_length=1, max_length=40)
    phone: ShortText = Field(min_length=3, max_length=40)


class WindowWrite(WindowIn):
    """``hidden``: out of use."""

    hidden: bool = False
    version: int = Field(ge=0)


class BankWindow(Out):
    """A window of the bank; ``version`` 0 while it is as published."""

    code: str
    name: str
    hall: Named
    floor: str
    number: int
    departments: list[Named]
    phone: str
    hidden: bool
    version: int
    actions: list[Action]


class WindowBank(Out):
    items: list[BankWindow]
    halls: list[Named]
    actions: list[Action]
