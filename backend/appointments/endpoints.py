"""What citizens do with appointments. Their reads are in the queue's endpoints, which know the ticket too."""

from __future__ import annotations

from uuid import UUID

from backend.appointments import queries, rendering, service
from backend.appointments.board import board
from backend.appointments.schemas import (
    Appointment,
    ConfirmRequest,
    HoldRequest,
    RescheduleRequest,
    SlotBoard,
    SlotsQuery,
)
from backend.web.access import citizen, public
from backend.web.call import Call
from backend.web.routes import Routes
from backend.web.schemas import Empty

api = Routes("appointments")


@api.get("/guides/<code>/slots", access=public("times to choose from are no secret"), rate="120/minute", shared=True)
async def slots(call: Call, code: str, query: SlotsQuery) -> SlotBoard:
    """Days and slots of an item."""
    return await board(code, query.start, query.days, call.now, call.settings)


@api.post("/appointments", access=citizen(), status=201, rate="20/minute")
async def hold(call: Call, body: HoldRequest) -> Appointment:
    """Hold a seat for some minutes."""
    held = await service.hold(call.citizen.id, body.slot_id, body.item_code, call.now, settings=call.settings)
    return await _shown(call, held)


@api.post("/appointments/<appointment_id>/confirm", access=citizen(), rate="20/minute")
async def confirm(call: Call, appointment_id: UUID, body: ConfirmRequest) -> Appointment:
    """Turn a hold into a booking."""
    await service.confirm(call.citizen.id, appointment_id, call.now)
    return await _shown(call, appointment_id)


@api.post("/appointments/<appointment_id>/reschedule", access=citizen(), rate="20/minute")
async def reschedule(call: Call, appointment_id: UUID, body: RescheduleRequest) -> Appointment:
    """Move a booking to another slot."""
    await service.reschedule(call.citizen.id, appointment_id, body.slot_id, call.now, settings=call.settings)
    return await _shown(call, appointment_id)


@api.post("/appointments/<appointment_id>/cancel", access=citizen(), rate="20/minute")
async def cancel(call: Call, appointment_id: UUID, body: Empty) -> Appointment:
    """Give a seat back."""
    await service.cancel(call.citizen.id, appointment_id, call.now)
    return await _shown(call, appointment_id)


async def _shown(call: Call, appointment_id: UUID) -> Appointment:
    row = await queries.mine(call.citizen.id, appointment_id)
    return await rendering.appointment(row, call.now)
