"""What 综合协调科 decides about bookings."""

from __future__ import annotations

from uuid import UUID

from backend.appointments import record, service
from backend.appointments.credit_schemas import AppealsQuery, DecideAppeal, StaffAppeal
from backend.staff.roles import Permission
from backend.web.access import staff
from backend.web.call import Call
from backend.web.routes import Routes
from backend.web.schemas import Page

api = Routes("appointments")


@api.get("/staff/appeals", access=staff(Permission.APPEALS_READ))
async def appeals(call: Call, query: AppealsQuery) -> Page[StaffAppeal]:
    """Objections to the booking record, oldest first."""
    rows = await record.appeals(query.state, query.cursor, query.limit, call.centre_id)
    return Page(items=rows, next=str(rows[-1].id) if len(rows) == query.limit else None)


@api.post("/staff/appeals/<appeal_id>/uphold", access=staff(Permission.APPEALS_DECIDE))
async def uphold(call: Call, appeal_id: UUID, body: DecideAppeal) -> StaffAppeal:
    """The line does not count any more."""
    return await _decide(call, appeal_id, body, "uphold")


@api.post("/staff/appeals/<appeal_id>/refuse", access=staff(Permission.APPEALS_DECIDE))
async def refuse(call: Call, appeal_id: UUID, body: DecideAppeal) -> StaffAppeal:
    """The line stays."""
    return await _decide(call, appeal_id, body, "refuse")


async def _decide(call: Call, appeal_id: UUID, body: DecideAppeal, verb: str) -> StaffAppeal:
    row = await service.decide(appeal_id, body.version, verb, body.reason, call.staff, call.now)
    return await record.staff_appeal(row)
