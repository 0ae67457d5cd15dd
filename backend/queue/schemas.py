"""The hall on the wire."""

from __future__ import annotations

from datetime import date
from typing import Literal
from uuid import UUID

from pydantic import Field

from backend.appointments.schemas import Slot, Ticket
from backend.appointments.states import AppointmentState
from backend.catalogue.schemas import Named
from backend.queue.states import Origin, Outcome, WindowState
from backend.web.schemas import Action, In, Instant, Out, VersionIn


class FinishRequest(VersionIn):
    outcome: Outcome
    note: str | None = Field(default=None, max_length=200)


class CheckInRequest(In):
    """``code``: the scanned QR text or the typed check-in code."""

    code: str = Field(min_length=1, max_length=40)
    as_walk_in: bool = False


class WalkInRequest(In):
    item_code: str = Field(max_length=16)
    name: str | None = Field(default=None, max_length=50)
    phone: str | None = Field(default=None, max_length=20)


class PrefillQuery(In):
    ticket_id: UUID


class DayQuery(In):
    """Whom to expect: ``day`` (today when absent), ``department`` (all one may see when absent)."""

    day: date | None = None
    department: str | None = Field(default=None, max_length=16)
    cursor: UUID | None = None
    limit: int = Field(default=100, ge=1, le=100)


class Window(Out):
    code: str
    name: str
    number: int
    hall: str
    floor: str
    departments: list[Named]
    state: WindowState
    state_label: str
    staff_name: str | None
    waiting: int
    actions: list[Action]
    version: int


class StaffTicket(Ticket):
    """A ticket as a clerk sees it; names and phones are masked."""

    name_masked: str | None
    phone_masked: str | None
    item_code: str
    department_code: str
    origin: Origin
    origin_label: str
    appointment_code: str | None
    appointment_time_text: str | None
    waiting_minutes: int
    serving_since: Instant | None
    calls: int
    case_number: str | None
    citizen_known: bool


class QueueCounts(Out):
    waiting: int
    served_today: int


class WindowQueue(Out):
    """Everything a clerk's screen shows of one window."""

    window: Window
    current: StaffTicket | None
    waiting: list[StaffTicket]
    passed: list[StaffTicket]
    counts: QueueCounts
    now: Instant


class CalledTicket(Out):
    """``ticket`` null: nobody waits."""

    ticket: StaffTicket | None


class StaffAppointment(Out):
    id: UUID
    code: str
    state: AppointmentState
    state_label: str
    item: Named
    when_text: str
    slot: Slot
    name_masked: str | None
    phone_masked: str | None
    ticket_number: str | None


class HallBusy(Named):
    waiting: int
    serving: int


class QueueSummary(Out):
    halls: list[HallBusy]


class DisplayCall(Out):
    """One call on the hall's screen; ``speech`` is what it says aloud."""

    number: str
    name_masked: str | None
    window_number: int
    at: Instant
    speech: str


class DisplayWaiting(Out):
    department_name: str
    count: int


class DisplayState(Out):
    hall: Named
    calls: list[DisplayCall]
    waiting: list[DisplayWaiting]
    next_numbers: list[str]
    now: Instant


class PrefillApplicant(Out):
    """What is known of the person at the window, in full; reading it is audited."""

    kind: Literal["个人", "法人"]
    name: str | None
    id_kind: str
    id_number: str | None
    phone: str | None


class PrefillMaterial(Out):
    name: str
    necessity: str
    form_text: str


class CasePrefill(Out):
    """The start of a case form, from the ticket being served."""

    ticket: StaffTicket
    item: Named | None
    applicant: PrefillApplicant
    materials: list[PrefillMaterial]
