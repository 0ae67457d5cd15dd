"""What the cases' endpoints take and return."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from backend.cases.delivery_view import Delivery, DeliveryProgress
from backend.cases.queries import View
from backend.cases.rules import Light
from backend.cases.states import CaseState
from backend.common.text import LongText, OptionalText, Phone, ShortText
from backend.web.schemas import Action, In, Instant, Out, VersionIn

Kind = Literal["个人", "法人"]
IdKind = Literal["居民身份证", "统一社会信用代码", "护照", "其他"]
Form = Literal["原件", "复印件", "电子件"]
IdText = Annotated[ShortText, Field(min_length=4, max_length=30)]
MaterialName = Annotated[ShortText, Field(max_length=120)]


class PageQuery(In):
    """Which part of a list."""

    cursor: UUID | None = None
    limit: Annotated[int, Field(ge=1, le=100)] = 20


class StaffListQuery(PageQuery):
    """A view of the staff's list; ``q`` searches number, item or identity number."""

    view: View = "open"
    q: Annotated[str, Field(max_length=60)] = ""


class ApplicantIn(In):
    """Who applies."""

    kind: Kind
    name: ShortText
    id_kind: IdKind
    id_number: IdText
    phone: Phone


class MaterialIn(In):
    """A line of the checklist as the clerk ticked it."""

    name: MaterialName
    received: bool
    form: Form = "原件"
    copies: Annotated[int, Field(ge=0, le=99)] = 1


class RegistrationIn(In):
    """A case as the window registers it."""

    ticket_id: UUID | None = None
    item_code: Annotated[str, Field(min_length=2, max_length=16)]
    applicant: ApplicantIn
    materials: Annotated[list[MaterialIn], Field(max_length=60, default_factory=list)]
    summary: OptionalText = None


class MissingIn(In):
    """A missing material and why."""

    name: MaterialName
    reason: ShortText


class SupplementIn(VersionIn):
    """Everything that is missing."""

    materials: Annotated[list[MissingIn], Field(min_length=1, max_length=60)]
    note: OptionalText = None


class SuppliedIn(VersionIn):
    """What was brought."""

    materials: Annotated[list[MaterialName], Field(min_length=1, max_length=60)]


class ReasonIn(VersionIn):
    """A reason the citizen will read."""

    reason: LongText


class OpinionIn(VersionIn):
    """The opinion at the end of a step."""

    opinion: LongText


class DecisionIn(VersionIn):
    """The decision."""

    result: Literal["准予", "不予"]
    reason: OptionalText = None
    certificate_name: Annotated[ShortText, Field(max_length=100)] | None = None
    certificate_number: Annotated[ShortText, Field(max_length=60)] | None = None


class LookupIn(In):
    """Both numbers of the receipt, as typed."""

    number: Annotated[str, Field(min_length=1, max_length=60)]
    query_code: Annotated[str, Field(min_length=1, max_length=30)]


class Item(Out):
    """An item."""

    code: str
    name: str


class Step(Out):
    """A step of the guide and how far it is."""

    name: str
    stage: str
    state: Literal["done", "current", "waiting"]
    at: Instant | None


class TimelineEntry(Out):
    """Something that happened, as the citizen sees it."""

    at: Instant
    kind: str
    title: str
    text: str | None
    unit: str | None


class StaffEntry(TimelineEntry):
    """The same with the opinion in ``text`` and who did it."""

    by: str | None


class MissingMaterial(Out):
    """A material to bring."""

    name: str
    reason: str
    supplied: bool


class Supplement(Out):
    """The newest notice of what is missing."""

    asked_at: Instant
    due_text: str
    materials: list[MissingMaterial]
    note: str | None


class Decision(Out):
    """The decision."""

    result: str
    at: Instant
    reason: str | None
    certificate_name: str | None
    certificate_number_masked: str | None
    remedy: str | None


class CaseProgress(Out):
    """A case without anything that points to a row or a person."""

    number: str
    item: Item
    department_name: str
    handling: str
    state: CaseState
    state_label: str
    accepted_at: Instant | None
    promised_at: Instant | None
    promised_text: str | None
    provisional: bool
    days_left: int | None
    light: Light | None
    steps: list[Step]
    timeline: list[TimelineEntry]
    next_text: str
    supplement: Supplement | None
    decision: Decision | None
    delivery: DeliveryProgress | None
    created_at: Instant


class Case(CaseProgress):
    """A case as its applicant sees it."""

    id: UUID
    version: int
    guide_version: int
    applicant_masked: str
    delivery: Delivery | None
    actions: list[Action]


class Applicant(Out):
    """Who applies, masked."""

    kind: str
    name_masked: str
    id_number_masked: str
    phone_masked: str


class Material(Out):
    """A line of the checklist."""

    name: str
    necessity: str
    received: bool
    form: str
    copies: int


class StaffCase(Case):
    """A case as the window sees it. ``query_code`` is told right after registration only."""

    query_code: str | None
    applicant: Applicant
    summary: str | None
    materials: list[Material]
    ticket_number: str | None
    accepted_by: str | None
    decided_by: str | None
    events: list[StaffEntry]


class StaffCaseBrief(Out):
    """A case on the staff's list."""

    id: UUID
    number: str
    item: Item
    department_name: str
    state: CaseState
    state_label: str
    version: int
    applicant_masked: str
    promised_at: Instant | None
    promised_text: str | None
    days_left: int | None
    light: Light | None
    actions: list[Action]
    created_at: Instant


class ReceiptLine(Out):
    """One line of the sheet."""

    label: str
    value: str


class Receipt(Out):
    """The sheet the applicant takes home."""

    title: str
    number: str
    query_code: str
    qr_svg: str
    lines: list[ReceiptLine]
    centre: str
    printed_at: Instant
