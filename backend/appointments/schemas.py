"""Appointments on the wire."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from backend.appointments.states import AppointmentState, Fullness, PartyKind
from backend.catalogue.schemas import Material, Named, Place
from backend.common.text import ShortText
from backend.web.schemas import Action, In, Instant, Out

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
