"""Bookings that a clerk makes, moves and cancels for somebody on the phone."""

from __future__ import annotations

from uuid import UUID

from backend.appointments import queries
from backend.appointments.desk import places, service, views
from backend.appointments.desk import schemas as s
from backend.appointments.models import Appointment
from backend.appointments.scope import require_department
from backend.appointments.wishes import wish
from backend.common.clock import local_day
from backend.staff.roles import Permission
from backend.web.access import staff
from backend.web.call import Call
from backend.web.routes import Routes

api = Routes("appointments_desk")
_MAY = staff(Permission.APPOINTMENTS_MANAGE)


@api.get("/staff/desk-slots", access=_MAY)
async def slots(call: Call, query: s.DeskSlotsQuery) -> s.DeskSlots:
    """Places kept for the windows, for these items."""
    wanted = await wish(query.items.split(","), call.centre_id)
    require_department(call.staff, wanted.first.guide.department)
    first = max(query.day or local_day(call.now), local_day(call.now))
    return views.days(await places.of(wanted, first, call.now, call.settings))


@api.post("/staff/bookings", access=_MAY, status=201)
async def book(call: Call, body: s.DeskBooking) -> s.DeskAppointment:
    """Book for a caller."""
    wanted = await wish(body.item_codes, call.centre_id)
    require_department(call.staff, wanted.first.guide.department)
    caller = service.Caller(body.name, body.phone, body.id_number)
    made = await service.book(caller, body.slot_id, wanted, call.now, actor=call.staff.actor, settings=call.settings)
    return await views.booking(await queries.find(made), call.staff)


@api.get("/staff/bookings/<booking_id>", access=_MAY)
async def booking(call: Call, booking_id: UUID) -> s.DeskAppointment:
    """One booking with what may be done."""
    return await views.booking(await _mine(call, booking_id), call.staff)


@api.post("/staff/bookings/<booking_id>/reschedule", access=_MAY)
async def move(call: Call, booking_id: UUID, body: s.DeskMove) -> s.DeskAppointment:
    """Move a booking for its citizen."""
    row = await _mine(call, booking_id)
    await service.move(
        row, body.version, body.slot_id, body.reason, call.now, actor=call.staff.actor, settings=call.settings
    )
    return await views.booking(await queries.find(row.id), call.staff)


@api.post("/staff/bookings/<booking_id>/cancel", access=_MAY)
async def cancel(call: Call, booking_id: UUID, body: s.DeskCancel) -> s.DeskAppointment:
    """Cancel a booking for its citizen."""
    row = await _mine(call, booking_id)
    await service.cancel(row, body.version, body.reason, call.now, actor=call.staff.actor, settings=call.settings)
    return await views.booking(await queries.find(row.id), call.staff)


async def _mine(call: Call, booking_id: UUID) -> Appointment:
    row = await queries.find(booking_id)
    require_department(call.staff, row.department)
    return row
