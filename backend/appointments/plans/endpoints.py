"""What a citizen is offered whose place went away."""

from __future__ import annotations

from uuid import UUID

from backend.appointments import queries, rendering, rules
from backend.appointments.plans.schemas import Alternatives
from backend.web.access import citizen
from backend.web.call import Call
from backend.web.routes import Routes

api = Routes("displaced")


@api.get("/appointments/<appointment_id>/alternatives", access=citizen())
async def alternatives(call: Call, appointment_id: UUID) -> Alternatives:
    """The times nearest to mine that have room."""
    row = await queries.mine(call.citizen.id, appointment_id)
    wanted = await queries.wish_of(row.id)
    last = rules.last_open_day(call.now, call.settings.booking_days, call.settings.booking_release_hour)
    near = await queries.nearest(row.slot, wanted, last, call.now)
    return Alternatives(slots=[rendering.slot(place) for place in near])
