"""Appointments on the wire."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from backend.appointments.states import AppealState, AppointmentState, CreditKind, Fullness, PartyKind, WaitState
from backend.catalogue.schemas import Material, Named, Place
from backend.common.text import LongText, ShortText
from backend.web.schemas import Action, In, Instant, Out, VersionIn

ItemCode = Annotated[str, Field(min_length=1, max_length=16)]
Period = Literal["am", "pm"]


class SlotsQuery(In):
    """Which days: ``from`` (today when absent) and how many; ``with``: codes of further items, by commas."""

    also: str = Field(default="", alias="with", max_length=200)
    start: date | None = Field(default=None, alias="from")
    days: int = Field(default=14, ge=1, le=31)

    @property
    def others(self) -> list[str]:
        """The codes in ``with``."""
        return [code for code in self.also.split(",") if code]


class PageQuery(In):
    """A page of the citizen's own appointments, newest first."""

    cursor: UUID | None = None
    limit: int = Field(default=20, ge=1, le=100)


class PartyIn(In):
    """Whom it is for. ``family``: one of my family; ``agent``: name and identity number; ``company``: name and
    统一社会信用代码; ``self``: nothing more."""

    kind: PartyKind = PartyKind.SELF
    family_member_id: UUID | None = None
    name: ShortText | None = None
    number: str | None = Field(default=None, max_length=40)


class HoldRequest(In):
    """``slot_id`` is the first slot; items that need longer take the following ones too."""

    slot_id: UUID
    item_codes: list[ItemCode] = Field(min_length=1, max_length=20)
    party: PartyIn = PartyIn()


class ConfirmRequest(In):
    """The citizen has read what to bring."""

    materials_confirmed: Literal[True]


class RescheduleRequest(In):
    slot_id: UUID


class BookableItem(Named):
    """``minutes``: how long one handling takes."""

    minutes: int


class Slot(Out):
    id: UUID
    day: date
    start: Instant
    end: Instant
    period: Period
    time_text: str
    free: int
    state: Fullness


class SlotDay(Out):
    """One day; ``reason`` says why a closed one is closed."""

    day: date
    weekday: str
    label: str
    state: Fullness
    state_label: str
    reason: str | None
    free: int
    slots: list[Slot]


class SlotBoard(Out):
    """Days and starts for one or more items, from one honest query. ``minutes``: all items together; ``hint``: how
    one can save the way to the hall."""

    item: BookableItem
    items: list[BookableItem]
    department_code: str
    minutes: int
    hint: str | None
    place: Place
    release_text: str
    bookable_until: date
    horizon_reason: str | None
    earliest: Slot | None
    rules: list[str]
    days: list[SlotDay]


class Ticket(Out):
    """The citizen's number in the hall; made by the queue. ``rule_text``: what happens to who misses the call."""

    id: UUID
    number: str
    state: str
    state_label: str
    ahead: int
    estimated_minutes: int | None
    updated_at: Instant
    window_number: int | None
    called_at: Instant | None
    item_name: str
    rule_text: str | None
    actions: list[Action]
    version: int


class Party(Out):
    """Whom an appointment is for; ``text`` says it in a few words."""

    kind: PartyKind
    label: str
    name_masked: str | None
    number_masked: str | None
    text: str


class Appointment(Out):
    """``item`` is the first of ``items``; ``slot`` the first one, ``when_text`` the whole time. ``displaced``: why the
    centre took the place, while the citizen has not chosen another. ``ticket`` is filled by the queue's reads only:
    nobody has one before checking in."""

    id: UUID
    code: str
    state: AppointmentState
    state_label: str
    version: int
    item: Named
    items: list[Named]
    party: Party
    department_name: str
    slot: Slot
    when_text: str
    minutes: int
    place: Place
    hold_expires_at: Instant | None
    seconds_left: int | None
    next_text: str
    displaced: str | None
    bring: list[str]
    materials: list[Material]
    qr_svg: str | None
    check_in_code: str | None
    ticket: Ticket | None
    actions: list[Action]
    created_at: Instant


class WaitRequest(In):
    """A wish: all ``days`` with all ``periods`` suit. ``auto_confirm``: book at once; the materials were read."""

    item_codes: list[ItemCode] = Field(min_length=1, max_length=20)
    party: PartyIn = PartyIn()
    days: list[date] = Field(min_length=1, max_length=30)
    periods: list[Period] = Field(min_length=1, max_length=2)
    auto_confirm: bool = False


class WaitlistEntry(Out):
    """A wish on the waiting list; ``ahead`` people who wait for the same times came before."""

    id: UUID
    items: list[Named]
    party: Party
    days: list[date]
    periods: list[Period]
    times_text: str
    state: WaitState
    state_label: str
    ahead: int
    auto_confirm: bool
    next_text: str
    appointment_id: UUID | None
    actions: list[Action]
    version: int
    created_at: Instant


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
