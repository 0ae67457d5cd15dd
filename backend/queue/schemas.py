"""The hall on the wire."""

from __future__ import annotations

from datetime import date
from typing import Literal
from uuid import UUID

from pydantic import AwareDatetime, Field

from backend.appointments.schemas import Slot, Ticket
from backend.appointments.states import AppointmentState
from backend.catalogue.schemas import Named
from backend.queue.states import Origin, Outcome, PauseReason, Priority, WindowState
from backend.web.schemas import Action, In, Instant, Out, VersionIn


class FinishRequest(VersionIn):
    outcome: Outcome
    note: str | None = Field(default=None, max_length=200)


class CheckInRequest(In):
    """``code``: the scanned QR text, the typed check-in code, an identity number or a phone."""

    code: str = Field(min_length=1, max_length=80)
    as_walk_in: bool = False
    priority: Priority | None = None


class WalkInRequest(In):
    item_code: str = Field(max_length=16)
    name: str | None = Field(default=None, max_length=50)
    phone: str | None = Field(default=None, max_length=20)
    priority: Priority | None = None


class PauseRequest(In):
    reason: PauseReason = PauseReason.BRIEFLY


class TakesRequest(VersionIn):
    """What a window calls; two empty lists mean everything."""

    departments: list[str] = Field(default_factory=list, max_length=40)
    items: list[str] = Field(default_factory=list, max_length=200)


class TransferRequest(VersionIn):
    """Exactly one of the two."""

    window: str | None = Field(default=None, max_length=16)
    department: str | None = Field(default=None, max_length=16)


class AddItemRequest(VersionIn):
    item_code: str = Field(max_length=16)


class PriorityRequest(VersionIn):
    """``priority`` null: not any more."""

    priority: Priority | None


class CorrectTimeRequest(VersionIn):
    """When somebody was really called, came, or was done, and why it was recorded otherwise."""

    moment: Literal["call", "start", "finish"]
    at: AwareDatetime
    reason: str = Field(min_length=2, max_length=200)


class EstimateQuery(In):
    """Days from ``start`` to ``end``; today when absent."""

    start: date | None = Field(default=None, alias="from")
    end: date | None = Field(default=None, alias="to")


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
    pause_reason: str | None
    takes_departments: list[str]
    takes_items: list[str]
    waiting: int
    actions: list[Action]
    version: int


class StaffTicket(Ticket):
    """A ticket as a clerk sees it; names and phones are masked."""

    name_masked: str | None
    phone_masked: str | None
    item_code: str
    more_items: list[Named]
    department_code: str
    origin: Origin
    origin_label: str
    priority: Priority | None
    priority_label: str | None
    wanted_window: str | None
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
    """Everything a clerk's screen shows of one window.

    ``served``: the last few. ``untaken``: who waits for what no open window takes.
    """

    window: Window
    current: StaffTicket | None
    waiting: list[StaffTicket]
    passed: list[StaffTicket]
    parked: list[StaffTicket]
    served: list[StaffTicket]
    untaken: int
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


class TicketSlip(Out):
    """What is printed on the paper (小票, 80 mm): nothing personal."""

    centre: str
    hall: str
    number: str
    items: list[str]
    place_text: str
    ahead_text: str
    rule_text: str
    priority_label: str | None
    appointment_time_text: str | None
    issued_at: Instant


class EstimateError(Out):
    """How well the told waits of a department came true, in minutes; ``bias`` above 0: we told too much."""

    department: Named
    tickets: int
    mean_absolute: float
    median_absolute: float
    bias: float
