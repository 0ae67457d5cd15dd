"""我的下一步, and the counts beside the console's navigation."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from backend.appointments import queries as appointments
from backend.appointments.models import Appointment
from backend.appointments.states import AppointmentState
from backend.appointments.wording import when_text
from backend.cases import delivery_view
from backend.cases import queries as cases
from backend.cases.delivery_view import DeliveryView
from backend.cases.models import Case
from backend.cases.states import CaseState
from backend.catalogue import live
from backend.common.clock import local_day
from backend.overview.schemas import NextStep
from backend.queue import lines
from backend.queue.models import Ticket
from backend.queue.states import TicketState

MOST = 6
SOON = timedelta(hours=24)
_IN_LINE = (TicketState.WAITING, TicketState.CALLED, TicketState.SERVING, TicketState.PARKED, TicketState.PASSED)


async def next_steps(citizen_id: UUID, now: datetime) -> list[NextStep]:
    """What this citizen does next, urgent things first, then by time; at most six."""
    found = [*await _tickets(citizen_id, now), *await _appointments(citizen_id, now), *await _cases(citizen_id)]
    return sorted(found, key=lambda step: (not step.urgent, step.at))[:MOST]


async def _appointments(citizen_id: UUID, now: datetime) -> list[NextStep]:
    return [_appointment_step(row, now) for row in await appointments.ahead(citizen_id, now)]


async def _tickets(citizen_id: UUID, now: datetime) -> list[NextStep]:
    rows = await Ticket.filter(citizen_id=citizen_id, day=local_day(now), state__in=_IN_LINE).order_by("id")
    return [await _ticket_step(row, now) for row in rows]


def _appointment_step(row: Appointment, now: datetime) -> NextStep:
    place = live.current().place(row.item_code).text
    held = row.state is AppointmentState.HELD
    return NextStep(
        kind="appointment",
        title="确认预约" if held else "按时到大厅",
        text=f"{when_text(row.slot.starts_at, row.ends_at)},{place}",
        link=_link("appointments", row.id),
        at=row.slot.starts_at,
        urgent=held or row.slot.starts_at - now < SOON,
    )


async def _ticket_step(ticket: Ticket, now: datetime) -> NextStep:
    standing = await lines.standing(ticket, now)
    words = {
        TicketState.WAITING: f"{ticket.number},前面 {standing.ahead} 人",
        TicketState.CALLED: f"{ticket.number},请到 {ticket.window_number} 号窗口",
        TicketState.SERVING: f"{ticket.number},正在 {ticket.window_number} 号窗口办理",
        TicketState.PARKED: f"{ticket.number} 先等一下,{ticket.window_number} 号窗口会再请您",
        TicketState.PASSED: f"{ticket.number} 已过号,点开可重新排队",
    }
    return NextStep(
        kind="ticket",
        title="排队中" if ticket.state is TicketState.WAITING else "轮到您了",
        text=words[ticket.state],
        link=_link("appointments", ticket.appointment_id) if ticket.appointment_id else "/pages/appointments/index",
        at=ticket.created_at,
        urgent=True,
    )


async def _cases(citizen_id: UUID) -> list[NextStep]:
    rows = await cases.waiting_for(citizen_id)
    deliveries = await delivery_view.of_cases([row.id for row in rows])
    return [step for row in rows if (step := _case_step(row, deliveries.get(row.id)))]


def _case_step(row: Case, view: DeliveryView | None) -> NextStep | None:
    if row.state is CaseState.SUPPLEMENTING:
        return _step(row, "case", "补齐材料", f"{row.item_name}:看看还缺什么", urgent=True)
    if view is None or view.choosable:
        return _step(row, "delivery", "选择领证方式", f"{row.item_name}:自取或快递", urgent=True)
    fetched = view.delivery.method == "pickup"
    title = "到窗口领证" if fetched else "证件在路上"
    return _step(
        row, "delivery" if fetched else "parcel", title, f"{row.item_name}:{view.delivery.state_label}", urgent=fetched
    )


def _step(row: Case, kind: str, title: str, text: str, *, urgent: bool) -> NextStep:
    return NextStep.model_validate(
        {
            "kind": kind,
            "title": title,
            "text": text,
            "link": _link("cases", row.id),
            "at": row.created_at,
            "urgent": urgent,
        }
    )


def _link(folder: str, row_id: UUID) -> str:
    return f"/pages/{folder}/detail?id={row_id}"
