"""What the public sees of the hall, and the citizen's appointments with the number in the hall."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sanic import HTTPResponse

from backend.appointments import queries as appointments
from backend.appointments import rendering as appointment_rendering
from backend.appointments.models import Appointment as AppointmentRow
from backend.appointments.schemas import Appointment, PageQuery
from backend.appointments.schemas import Ticket as ShownTicket
from backend.queue import display, hall, lines, queries, rendering, service
from backend.queue.models import Ticket
from backend.queue.schemas import DisplayState, QueueSummary
from backend.web.access import citizen, public
from backend.web.call import Call
from backend.web.live import stream
from backend.web.routes import Routes
from backend.web.schemas import Page, VersionIn

api = Routes("queue")


@api.get("/appointments/<appointment_id>", access=citizen())
async def appointment(call: Call, appointment_id: UUID) -> Appointment:
    """One of my appointments."""
    row = await appointments.mine(call.citizen.id, appointment_id)
    tickets = await queries.of_appointments([row.id])
    return await _with_ticket(call, row, tickets.get(row.id))


@api.get("/me/appointments", access=citizen())
async def my_appointments(call: Call, query: PageQuery) -> Page[Appointment]:
    """My appointments, newest first."""
    rows = await appointments.page(call.citizen.id, query.cursor, query.limit)
    tickets = await queries.of_appointments([row.id for row in rows])
    items = [await _with_ticket(call, row, tickets.get(row.id)) for row in rows]
    return Page(items=items, next=str(rows[-1].id) if len(rows) == query.limit else None)


@api.post("/me/tickets/<ticket_id>/rejoin", access=citizen())
async def rejoin_mine(call: Call, ticket_id: UUID, body: VersionIn) -> ShownTicket:
    """I missed the call and wait again."""
    row = await service.rejoin_mine(ticket_id, body.version, call.citizen, call.now)
    return rendering.citizen_ticket(row, await lines.standing(row, call.now), call.now)


@api.get("/queue/summary", access=public("how many people wait is on the hall's screen"), rate="120/minute")
async def summary(call: Call) -> QueueSummary:
    """How busy the halls are."""
    return await display.summary(call.now, call.centre_id)


@api.get("/display/<hall_code>/state", access=public("the hall's screen; names are masked"), rate="120/minute")
async def display_state(call: Call, hall_code: str) -> DisplayState:
    """What the hall's screen shows."""
    return await display.state(hall_code, call.now, call.centre_id)


@api.get("/display/<hall_code>/events", access=public("the hall's screen; names are masked"), raw=True)
async def display_events(call: Call, hall_code: str) -> HTTPResponse:
    """The screen's state whenever it changes."""
    hall.hall(hall_code)

    async def render(_message: dict[str, Any]) -> tuple[str, Any]:
        state = await display.state(hall_code, call.ctx.clock.now(), call.centre_id)
        return "display", state.model_dump(mode="json")

    return await stream(call.request, [f"display:{hall_code}"], render)


async def _with_ticket(call: Call, row: AppointmentRow, ticket: Ticket | None) -> Appointment:
    if ticket is None:
        return await appointment_rendering.appointment(row, call.now)
    standing = await lines.standing(ticket, call.now)
    shown = rendering.citizen_ticket(ticket, standing, call.now)
    return await appointment_rendering.appointment(row, call.now, shown)
