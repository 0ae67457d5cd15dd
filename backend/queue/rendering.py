"""Rows of the hall to what goes over the wire."""

from __future__ import annotations

from datetime import datetime

from backend.appointments import rendering as appointments
from backend.appointments import wording as appointment_wording
from backend.appointments.models import Appointment
from backend.appointments.schemas import Ticket as CitizenTicket
from backend.appointments.states import MACHINE
from backend.catalogue import live
from backend.catalogue.schemas import Named
from backend.common.masking import mask_name, mask_phone
from backend.queue import hall, policy, rules, wording
from backend.queue.lines import NOWHERE, Standing
from backend.queue.models import Ticket, WindowDesk
from backend.queue.schemas import DisplayCall, StaffAppointment, StaffTicket, Window
from backend.queue.states import ORIGIN_LABELS, PRIORITY_LABELS, TICKETS, WINDOWS, TicketState, WindowState
from backend.web.access import Staff
from backend.web.schemas import Action
from faq import schema

_CLERK_VERBS = (
    "start",
    "finish",
    "resume",
    "recall",
    "pass",
    "rejoin",
    "park",
    "transfer",
    "add_item",
    "priority",
    "leave",
)
_PRIMARY = ("start", "finish", "resume", "rejoin", "open")
_QUESTIONS = {"leave": "这个号会作废,记为离开。人确实走了吗?"}
_CORRECTABLE = (TicketState.CALLED, TicketState.SERVING, TicketState.FINISHED)


def citizen_ticket(row: Ticket, standing: Standing, now: datetime) -> CitizenTicket:
    """A number as its citizen sees it."""
    left = rules.rejoins_left(row.rejoins, policy.current())
    may_rejoin = left > 0 and TICKETS.allows(row.state, "rejoin")
    return CitizenTicket(
        id=row.id,
        number=row.number,
        state=row.state,
        state_label=TICKETS.label(row.state),
        ahead=standing.ahead,
        estimated_minutes=standing.minutes,
        updated_at=now,
        window_number=row.window_number,
        called_at=row.called_at,
        item_name=row.item_name,
        rule_text=None if TICKETS.is_final(row.state) else wording.rejoin_rule(left, policy.current()),
        actions=[_action("rejoin")] if may_rejoin else [],
        version=row.version,
    )


def staff_ticket(
    row: Ticket, now: datetime, standing: Standing = NOWHERE, case_number: str | None = None
) -> StaffTicket:
    """A number as a clerk sees it."""
    shared = citizen_ticket(row, standing, now).model_dump(exclude={"actions"})
    return StaffTicket(
        **shared,
        actions=_clerk_actions(row),
        name_masked=mask_name(row.name) if row.name else None,
        phone_masked=mask_phone(row.phone) if row.phone else None,
        item_code=row.item_code,
        more_items=[Named(code=item["code"], name=item["name"]) for item in row.more_items],
        department_code=row.department,
        origin=row.origin,
        origin_label=ORIGIN_LABELS[row.origin],
        priority=row.priority,
        priority_label=PRIORITY_LABELS[row.priority] if row.priority else None,
        wanted_window=row.wanted_window,
        appointment_code=row.appointment_code,
        appointment_time_text=row.appointment_time,
        waiting_minutes=int(((row.called_at or now) - row.created_at).total_seconds() // 60),
        serving_since=row.serving_since,
        calls=row.calls,
        case_number=case_number,
        citizen_known=row.citizen_id is not None,
    )


def _clerk_actions(row: Ticket) -> list[Action]:
    verbs = [verb for verb in _CLERK_VERBS if TICKETS.allows(row.state, verb)]
    if rules.rejoins_left(row.rejoins, policy.current()) == 0:
        verbs = [verb for verb in verbs if verb != "rejoin"]
    found = [_action(verb) for verb in verbs]
    return [*found, Action(name="correct", label="改时间")] if row.state in _CORRECTABLE else found


def window(row: schema.Window, desk: WindowDesk | None, waiting: int, staff: Staff) -> Window:
    """A window with the buttons this clerk may press."""
    state = desk.state if desk else WindowState.CLOSED
    return Window(
        code=row.code,
        name=row.name,
        number=row.number,
        hall=row.hall,
        floor=row.floor,
        departments=[Named(code=code, name=appointments.department_name(code)) for code in row.departments],
        state=state,
        state_label=WINDOWS.label(state),
        staff_name=desk.staff_name if desk else None,
        pause_reason=desk.pause_reason if desk else None,
        takes_departments=(desk.departments if desk else None) or [],
        takes_items=(desk.items if desk else None) or [],
        waiting=waiting,
        actions=_window_actions(row, desk, state, staff),
        version=desk.version if desk else 0,
    )


def _window_actions(row: schema.Window, desk: WindowDesk | None, state: WindowState, staff: Staff) -> list[Action]:
    if not hall.may_work(staff, row):
        return []
    mine = desk is None or desk.staff_id in (None, staff.id)
    verbs = WINDOWS.allowed(state) if mine else ("close",)
    found = [_window_action(verb) for verb in verbs]
    chooses = mine and state is not WindowState.CLOSED
    return [*found, Action(name="takes", label="受理范围")] if chooses else found


def _window_action(verb: str) -> Action:
    kind = "primary" if verb in _PRIMARY else "default"
    return Action(name=verb, label=WINDOWS.verb_label(verb), kind=kind)


def _action(verb: str) -> Action:
    kind = "primary" if verb in _PRIMARY else "default"
    return Action(name=verb, label=TICKETS.verb_label(verb), kind=kind, confirm=_QUESTIONS.get(verb))


def display_call(row: Ticket) -> DisplayCall:
    """A call as the whole hall may see it."""
    assert row.window_number is not None
    assert row.called_at is not None
    return DisplayCall(
        number=row.number,
        name_masked=mask_name(row.name) if row.name else None,
        window_number=row.window_number,
        at=row.called_at,
        speech=wording.speech(row.number, row.window_number),
    )


def staff_appointment(row: Appointment, name: str | None, phone: str | None, ticket: Ticket | None) -> StaffAppointment:
    """An appointment on the day's list; ``name`` and ``phone`` are masked already."""
    return StaffAppointment(
        id=row.id,
        code=row.code,
        state=row.state,
        state_label=MACHINE.label(row.state),
        item=Named(code=row.item_code, name=row.item_name),
        when_text=appointment_wording.when_text(row.slot.starts_at, row.ends_at),
        slot=appointments.slot_of(row),
        name_masked=name,
        phone_masked=phone,
        ticket_number=ticket.number if ticket else None,
    )


def window_place(code: str) -> str:
    """``一楼 3 号窗口``"""
    found = live.current().window(code)
    return wording.place_text(found.floor, found.number)
