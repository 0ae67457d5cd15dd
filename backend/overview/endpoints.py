"""The citizen's home."""

from __future__ import annotations

from backend.overview import queries
from backend.overview.schemas import NextStep
from backend.web.access import citizen
from backend.web.call import Call
from backend.web.routes import Routes
from backend.web.schemas import Items

api = Routes("overview")


@api.get("/me/next", access=citizen())
async def next_steps(call: Call) -> Items[NextStep]:
    """我的下一步: today's ticket, materials to bring, a parcel on its way."""
    return Items(items=await queries.next_steps(call.citizen.id, call.now))
