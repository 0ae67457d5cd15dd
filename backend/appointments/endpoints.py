"""What citizens do with appointments. Their reads are in the queue's endpoints, which know the ticket too."""

from __future__ import annotations

from urllib.parse import urlsplit
from uuid import UUID

from sanic import HTTPResponse

from backend.appointments import parties, queries, record, rendering, service, waitlist
from backend.appointments.board import board
from backend.appointments.calendar_file import calendar_file
from backend.appointments.credit_schemas import AppealRequest, Credit
from backend.appointments.schemas import (
    Appointment,
    ConfirmRequest,
    HoldRequest,
    RescheduleRequest,
    SlotBoard,
    SlotsQuery,
)
from backend.appointments.together import hold_many
from backend.appointments.waiting_schemas import WaitlistEntry, WaitRequest
from backend.appointments.wishes import wish
from backend.common.clock import local_day
from backend.web.access import citizen, public
from backend.web.call import Call
from backend.web.routes import Routes
from backend.web.schemas import Empty, Items

api = Routes("appointments")


@api.get("/guides/<code>/slots", access=public("times to choose from are no secret"), rate="120/minute", shared=True)
async def slots(call: Call, code: str, query: SlotsQuery) -> SlotBoard:
    """Days and starts for one item, or for several together."""
    return await board([code, *query.others], query.start, query.days, call.now, call.settings)


@api.post("/appointments", access=citizen(), status=201, rate="20/minute", gathered=hold_many)
async def hold(call: Call, body: HoldRequest) -> Appointment:
    """Hold places for some minutes."""
    wanted = await wish(body.item_codes, call.centre_id)
    party = await parties.resolve(call.citizen.id, body.party, local_day(call.now))
    held = await service.hold(call.citizen.id, body.slot_id, wanted, call.now, settings=call.settings, party=party)
    return await _shown(call, held)


@api.post("/appointments/<appointment_id>/confirm", access=citizen(), rate="20/minute")
async def confirm(call: Call, appointment_id: UUID, body: ConfirmRequest) -> Appointment:
    """Turn a hold into a booking."""
    await service.confirm(call.citizen.id, appointment_id, call.now, settings=call.settings)
    return await _shown(call, appointment_id)


@api.get("/appointments/<appointment_id>/slots", access=citizen(), rate="120/minute")
async def other_slots(call: Call, appointment_id: UUID, query: SlotsQuery) -> SlotBoard:
    """Days and starts to which an appointment can be moved."""
    row = await queries.mine(call.citizen.id, appointment_id)
    codes = [item.item_code for item in (await queries.items([row.id]))[row.id]]
    return await board(codes, query.start, query.days, call.now, call.settings)


@api.post("/appointments/<appointment_id>/reschedule", access=citizen(), rate="20/minute")
async def reschedule(call: Call, appointment_id: UUID, body: RescheduleRequest) -> Appointment:
    """Move a booking to another time."""
    row = await queries.mine(call.citizen.id, appointment_id)
    wanted = await queries.wish_of(row.id)
    await service.reschedule(call.citizen.id, row.id, body.slot_id, wanted, call.now, settings=call.settings)
    return await _shown(call, row.id)


@api.post("/appointments/<appointment_id>/cancel", access=citizen(), rate="20/minute")
async def cancel(call: Call, appointment_id: UUID, body: Empty) -> Appointment:
    """Give the places back."""
    await service.cancel(call.citizen.id, appointment_id, call.now, settings=call.settings)
    return await _shown(call, appointment_id)


@api.get("/appointments/<appointment_id>/calendar", access=citizen(), raw=True)
async def calendar(call: Call, appointment_id: UUID) -> HTTPResponse:
    """An appointment for the phone's calendar."""
    shown = await _shown(call, appointment_id)
    domain = urlsplit(call.settings.base_url).hostname or "localhost"
    headers = {"Content-Disposition": f"attachment; filename={shown.code}.ics"}
    return HTTPResponse(calendar_file(shown, call.now, domain), 200, headers, "text/calendar; charset=utf-8")


@api.post("/waitlist", access=citizen(), status=201, rate="20/minute")
async def wait(call: Call, body: WaitRequest) -> WaitlistEntry:
    """Wait for a place on full days."""
    wanted = await wish(body.item_codes, call.centre_id)
    party = await parties.resolve(call.citizen.id, body.party, local_day(call.now))
    times = service.Times(body.days, body.periods)
    row = await service.wait(
        call.citizen.id, wanted, party, times, call.now, settings=call.settings, auto_confirm=body.auto_confirm
    )
    return await waitlist.one(call.citizen.id, row.id)


@api.get("/me/waitlist", access=citizen())
async def my_waitlist(call: Call) -> Items[WaitlistEntry]:
    """My wishes on the waiting list, newest first."""
    return Items(items=await waitlist.mine(call.citizen.id))


@api.post("/waitlist/<entry_id>/leave", access=citizen(), rate="20/minute")
async def leave(call: Call, entry_id: UUID, body: Empty) -> WaitlistEntry:
    """Wait no longer."""
    await service.leave(call.citizen.id, entry_id, call.now)
    return await waitlist.one(call.citizen.id, entry_id)


@api.get("/me/credit", access=citizen())
async def my_credit(call: Call) -> Credit:
    """My booking record and its rules."""
    return await record.credit(call.citizen.id, call.now, call.settings)


@api.post("/me/credit/<line_id>/appeal", access=citizen(), rate="20/hour")
async def appeal(call: Call, line_id: UUID, body: AppealRequest) -> Credit:
    """Object to a line of my record."""
    await service.appeal(call.citizen.id, line_id, body.words, call.now)
    return await record.credit(call.citizen.id, call.now, call.settings)


async def _shown(call: Call, appointment_id: UUID) -> Appointment:
    row = await queries.mine(call.citizen.id, appointment_id)
    return await rendering.appointment(row, call.now)
