"""Rows of the hall to what goes over the wire."""

from __future__ import annotations

from datetime import datetime

from backend.appointments import rendering as appointments
from backend.appointments import wording
from backend.appointments.models import Appointment
from backend.appointments.schemas import Ticket as CitizenTicket
from backend.appointments.states import MACHINE
from backend.catalogue import live
from backend.catalogue.schemas import Named
from backend.common.masking import mask_name, mask_phone
from backend.queue import hall, rules
from backend.queue.models import Ticket, WindowDesk
from backend.queue.queries import NOWHERE, Standing
from backend.queue.schemas import DisplayCall, StaffAppointment, StaffTicket, Window
from backend.queue.states import ORIGIN_LABELS, TICKETS, WINDOWS, WindowState
from backend.web.access import Staff
from backend.web.schemas import Action
from faq import schema

_CLERK_VERBS = ("start", "recall", "pass", "rejoin", "finish")
_PRIMARY = ("start", "finish", "rejoin", "open")


def citizen_ticket(row: Ticket, standing: Standing, now: datetime) -> CitizenTicket:
    """A number as its citizen sees it. There is nothing for them to press: they come to the window."""
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
        actions=[],
        version=row.version,
    )


def staff_ticket(
    row: Ticket, now: datetime, standing: Standing = NOWHERE, case_number: str | None = None
) -> StaffTicket:
    """A number as a clerk sees it."""
    shared = citizen_ticket(row, standing, now).model_dump(exclude={"actions"})
    return StaffTicket(
        **shared,
        actions=[_action(verb) for verb in _CLERK_VERBS if TICKETS.allows(row.state, verb)],
        name_masked=mask_name(row.name) if row.name else None,
        phone_masked=mask_phone(row.phone) if row.phone else None,
        item_code=row.item_code,
        department_code=row.department,
        origin=row.origin,
        origin_label=ORIGIN_LABELS[row.origin],
        appointment_code=row.appointment_code,
        appointment_time_text=row.appointment_time,
        waiting_minutes=int(((row.called_at or now) - row.created_at).total_seconds() // 60),
        serving_since=row.serving_since,
        calls=row.calls,
        case_number=case_number,
        citizen_known=row.citizen_id is not None,
    )


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
        waiting=waiting,
        actions=_window_actions(row, desk, state, staff),
        version=desk.version if desk else 0,
    )


def _window_actions(row: schema.Window, desk: WindowDesk | None, state: WindowState, staff: Staff) -> list[Action]:
    if not hall.may_work(staff, row):
        return []
    mine = desk is None or desk.staff_id in (None, staff.id)
    verbs = WINDOWS.allowed(state) if mine else ("close",)
    return [_window_action(verb) for verb in verbs]


def _window_action(verb: str) -> Action:
    kind = "primary" if verb in _PRIMARY else "default"
    return Action(name=verb, label=WINDOWS.verb_label(verb), kind=kind)


def _action(verb: str) -> Action:
    kind = "primary" if verb in _PRIMARY else "default"
    return Action(name=verb, label=TICKETS.verb_label(verb), kind=kind)


def display_call(row: Ticket) -> DisplayCall:
    """A call as the whole hall may see it."""
    assert row.window_number is not None
    assert row.called_at is not None
    return DisplayCall(
        number=row.number,
        name_masked=mask_name(row.name) if row.name else None,
        window_number=row.window_number,
        at=row.called_at,
        speech=rules.speech(row.number, row.window_number),
    )


def staff_appointment(row: Appointment, name: str | None, phone: str | None, ticket: Ticket | None) -> StaffAppointment:
    """An appointment on the day's list; ``name`` and ``phone`` are masked already."""
    return StaffAppointment(
        id=row.id,
        code=row.code,
        state=row.state,
        state_label=MACHINE.label(row.state),
        item=Named(code=row.item_code, name=row.item_name),
        when_text=wording.when_text(row.slot.starts_at, row.ends_at),
        slot=appointments.slot_of(row),
        name_masked=name,
        phone_masked=phone,
        ticket_number=ticket.number if ticket else None,
    )


def window_place(code: str) -> str:
    """``一楼 3 号窗口``"""
    found = live.current().window(code)
    return rules.place_text(found.floor, found.number)
