"""What clerks do in the hall."""

from __future__ import annotations

from uuid import UUID

from backend.accounts import queries as accounts
from backend.appointments import queries as appointments
from backend.cases import tickets
from backend.common.clock import local_day
from backend.queue import hall, lines, prefill, queries, rendering, service, slips, views
from backend.queue.models import Ticket
from backend.queue.prefill_schemas import CasePrefill, PrefillQuery
from backend.queue.schemas import (
    AddItemRequest,
    CalledTicket,
    CheckInRequest,
    CorrectTimeRequest,
    DayQuery,
    EstimateError,
    EstimateQuery,
    FinishRequest,
    PauseRequest,
    PriorityRequest,
    StaffAppointment,
    StaffTicket,
    TakesRequest,
    TicketSlip,
    TransferRequest,
    WalkInRequest,
    Window,
    WindowQueue,
)
from backend.staff.roles import Permission
from backend.web.access import staff
from backend.web.call import Call
from backend.web.routes import Routes
from backend.web.schemas import Empty, Items, Page, VersionIn

api = Routes("queue")
tickets.use(queries.facts)  # a case is registered from a ticket, and `cases` is below


@api.get("/staff/windows", access=staff())
async def windows(call: Call) -> Items[Window]:
    """All windows, with what this clerk may do to each."""
    return Items(items=await views.windows(call.staff, call.now, call.centre_id))


@api.get("/staff/windows/<code>/queue", access=staff(Permission.QUEUE_CALL))
async def window_queue(call: Call, code: str) -> WindowQueue:
    """Who is at a window, who waits for it, who missed the call."""
    return await views.window_queue(code, call.staff, call.now, call.centre_id)


@api.post("/staff/windows/<code>/open", access=staff(Permission.QUEUE_CALL))
async def open_window(call: Call, code: str, body: Empty) -> Window:
    """Sit down at a window."""
    await service.open_window(code, call.staff, call.now, centre_id=call.centre_id)
    return await views.window(code, call.staff, call.now, call.centre_id)


@api.post("/staff/windows/<code>/pause", access=staff(Permission.QUEUE_CALL))
async def pause_window(call: Call, code: str, body: PauseRequest) -> Window:
    """Stop calling for a while, and say why."""
    await service.pause_window(code, body.reason, call.staff, call.now, centre_id=call.centre_id)
    return await views.window(code, call.staff, call.now, call.centre_id)


@api.put("/staff/windows/<code>/takes", access=staff(Permission.QUEUE_CALL))
async def choose_takes(call: Call, code: str, body: TakesRequest) -> Window:
    """Choose which departments and items a window takes until it closes."""
    await service.choose_takes(
        code, body.version, body.departments, body.items, call.staff, call.now, centre_id=call.centre_id
    )
    return await views.window(code, call.staff, call.now, call.centre_id)


@api.post("/staff/windows/<code>/close", access=staff(Permission.QUEUE_CALL))
async def close_window(call: Call, code: str, body: Empty) -> Window:
    """Close a window."""
    await service.close_window(code, call.staff, call.now, centre_id=call.centre_id)
    return await views.window(code, call.staff, call.now, call.centre_id)


@api.post("/staff/windows/<code>/call-next", access=staff(Permission.QUEUE_CALL))
async def call_next(call: Call, code: str, body: Empty) -> CalledTicket:
    """Call the next person."""
    row = await service.call_next(code, call.staff, call.now, centre_id=call.centre_id)
    return CalledTicket(ticket=await _shown(call, row) if row else None)


@api.post("/staff/tickets/<ticket_id>/start", access=staff(Permission.QUEUE_CALL))
async def start(call: Call, ticket_id: UUID, body: VersionIn) -> StaffTicket:
    """The person is at the window."""
    return await _shown(call, await service.start(ticket_id, body.version, call.staff, call.now))


@api.post("/staff/tickets/<ticket_id>/recall", access=staff(Permission.QUEUE_CALL))
async def recall(call: Call, ticket_id: UUID, body: VersionIn) -> StaffTicket:
    """Call the same person again."""
    return await _shown(call, await service.recall(ticket_id, body.version, call.staff, call.now))


@api.post("/staff/tickets/<ticket_id>/pass", access=staff(Permission.QUEUE_CALL))
async def pass_over(call: Call, ticket_id: UUID, body: VersionIn) -> StaffTicket:
    """Nobody came."""
    return await _shown(call, await service.pass_over(ticket_id, body.version, call.staff, call.now))


@api.post("/staff/tickets/<ticket_id>/rejoin", access=staff(Permission.QUEUE_CALL))
async def rejoin(call: Call, ticket_id: UUID, body: VersionIn) -> StaffTicket:
    """Who missed the call waits again."""
    return await _shown(call, await service.rejoin(ticket_id, body.version, call.staff, call.now))


@api.post("/staff/tickets/<ticket_id>/finish", access=staff(Permission.QUEUE_CALL))
async def finish(call: Call, ticket_id: UUID, body: FinishRequest) -> StaffTicket:
    """The person has been served."""
    row = await service.finish(ticket_id, body.version, body.outcome, body.note, call.staff, call.now)
    return await _shown(call, row)


@api.post("/staff/tickets/<ticket_id>/park", access=staff(Permission.QUEUE_CALL))
async def park(call: Call, ticket_id: UUID, body: VersionIn) -> StaffTicket:
    """Set somebody aside; the window is free."""
    return await _shown(call, await service.park(ticket_id, body.version, call.staff, call.now))


@api.post("/staff/tickets/<ticket_id>/resume", access=staff(Permission.QUEUE_CALL))
async def resume(call: Call, ticket_id: UUID, body: VersionIn) -> StaffTicket:
    """Go on with somebody who was set aside, at one's own window."""
    return await _shown(call, await service.resume(ticket_id, body.version, call.staff, call.now))


@api.post("/staff/tickets/<ticket_id>/transfer", access=staff(Permission.QUEUE_CALL))
async def transfer(call: Call, ticket_id: UUID, body: TransferRequest) -> StaffTicket:
    """Send somebody to another window or department; the place is kept."""
    row = await service.transfer(
        ticket_id, body.version, call.staff, call.now, window=body.window, department=body.department
    )
    return await _shown(call, row)


@api.post("/staff/tickets/<ticket_id>/items", access=staff(Permission.QUEUE_CALL))
async def add_item(call: Call, ticket_id: UUID, body: AddItemRequest) -> StaffTicket:
    """Do one more item with this number."""
    return await _shown(call, await service.add_item(ticket_id, body.version, body.item_code, call.staff, call.now))


@api.put("/staff/tickets/<ticket_id>/priority", access=staff(Permission.QUEUE_CALL))
async def set_priority(call: Call, ticket_id: UUID, body: PriorityRequest) -> StaffTicket:
    """Say whether somebody belongs to a priority group (老弱孕残军)."""
    row = await service.set_priority(ticket_id, body.version, body.priority, call.staff, call.now)
    return await _shown(call, row)


@api.post("/staff/tickets/<ticket_id>/correct-time", access=staff(Permission.QUEUE_CALL))
async def correct_time(call: Call, ticket_id: UUID, body: CorrectTimeRequest) -> StaffTicket:
    """Make a wrong time right, with the reason."""
    row = await service.correct_time(ticket_id, body.version, body.moment, body.at, body.reason, call.staff, call.now)
    return await _shown(call, row)


@api.post("/staff/tickets/<ticket_id>/leave", access=staff(Permission.QUEUE_CALL))
async def leave(call: Call, ticket_id: UUID, body: VersionIn) -> StaffTicket:
    """The person has gone."""
    return await _shown(call, await service.leave(ticket_id, body.version, call.staff, call.now))


@api.get("/staff/tickets/<ticket_id>/slip", access=staff(Permission.QUEUE_CHECK_IN))
async def slip(call: Call, ticket_id: UUID) -> TicketSlip:
    """The paper with the number."""
    return await slips.slip(await queries.ticket(ticket_id), call.now)


@api.get("/staff/queue/estimates", access=staff(Permission.APPOINTMENTS_READ))
async def estimates(call: Call, query: EstimateQuery) -> Items[EstimateError]:
    """How well the told waits came true, by department."""
    today = local_day(call.now)
    return Items(items=await views.estimate_errors(query.start or today, query.end or today, call.centre_id))


@api.post("/staff/check-ins", access=staff(Permission.QUEUE_CHECK_IN), status=201)
async def check_in(call: Call, body: CheckInRequest) -> StaffTicket:
    """Check somebody in by the code on their phone, the identity number or the phone number."""
    row = await service.check_in(
        body.code,
        call.now,
        actor=call.staff.actor,
        as_walk_in=body.as_walk_in,
        priority=body.priority,
        centre_id=call.centre_id,
    )
    return await _shown(call, row)


@api.post("/staff/tickets", access=staff(Permission.QUEUE_CHECK_IN), status=201)
async def issue_walk_in(call: Call, body: WalkInRequest) -> StaffTicket:
    """Give a number to somebody without an appointment."""
    row = await service.issue_walk_in(
        body.item_code,
        body.name,
        body.phone,
        call.now,
        actor=call.staff.actor,
        priority=body.priority,
        centre_id=call.centre_id,
    )
    return await _shown(call, row)


@api.get("/staff/appointments", access=staff(Permission.APPOINTMENTS_READ))
async def expected(call: Call, query: DayQuery) -> Page[StaffAppointment]:
    """Who is expected on a day; clerks see the departments of their windows."""
    wanted = _departments(call, query.department)
    day = query.day or local_day(call.now)
    rows = await appointments.expected(day, wanted, query.cursor, query.limit, call.centre_id)
    tickets = await queries.of_appointments([row.id for row in rows])
    cards = {citizen_id: await accounts.card(citizen_id) for citizen_id in {row.citizen_id for row in rows}}
    items = []
    for row in rows:
        person, phone = await appointments.person(row), cards[row.citizen_id].phone_masked
        items.append(rendering.staff_appointment(row, person.name_masked, phone, tickets.get(row.id)))
    return Page(items=items, next=str(rows[-1].id) if len(rows) == query.limit else None)


@api.get("/staff/cases/prefill", access=staff(Permission.CASES_REGISTER))
async def case_prefill(call: Call, query: PrefillQuery) -> CasePrefill:
    """The start of a case form from a ticket."""
    call.staff.require(Permission.PERSONAL_DATA_READ)
    return await prefill.prefill(query.ticket_id, call.staff, call.now)


def _departments(call: Call, asked: str | None) -> list[str] | None:
    """None: all. Who works at a window sees its departments, others see everything."""
    if not call.staff.may(Permission.QUEUE_CALL):
        return [asked] if asked else None
    own = hall.departments_of(call.staff)
    return sorted(own if asked is None else own & {asked})


async def _shown(call: Call, row: Ticket) -> StaffTicket:
    return rendering.staff_ticket(row, call.now, await lines.standing(row, call.now), await views.case_number(row))
