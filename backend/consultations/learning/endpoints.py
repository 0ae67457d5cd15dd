"""For who looks after the bot's answers: what did not help, what went to a person, trials."""

from __future__ import annotations

from backend import audit
from backend.catalogue import live
from backend.consultations import reviewing
from backend.consultations.desks import who_of
from backend.consultations.review_schemas import (
    HandedOffPage,
    HandedOffQuery,
    Tried,
    TryRequest,
    UnhelpfulPage,
    UnhelpfulQuery,
)
from backend.staff.roles import Permission
from backend.web.access import staff
from backend.web.call import Call
from backend.web.routes import Routes

api = Routes("consultations_review")
_REVIEW = staff(Permission.BOT_REVIEW)


@api.get("/staff/bot/unhelpful", access=_REVIEW)
async def unhelpful(call: Call, query: UnhelpfulQuery) -> UnhelpfulPage:
    """Answers of the last 30 days that did not help, newest first."""
    await audit.record(call.staff.actor, "consultations.review", "bot:unhelpful", call.now)
    return await reviewing.unhelpful(query, await who_of(call), live.current(), call.now, call.centre_id)


@api.get("/staff/bot/handed-off", access=_REVIEW)
async def handed_off(call: Call, query: HandedOffQuery) -> HandedOffPage:
    """Questions of the last 30 days that the bot gave to a person, newest first."""
    await audit.record(call.staff.actor, "consultations.review", "bot:handed-off", call.now)
    return await reviewing.handed_off(query, await who_of(call), live.current(), call.now, call.centre_id)


@api.post("/staff/bot/try", access=_REVIEW, keeps_answer=False)
async def try_out(call: Call, body: TryRequest) -> Tried:
    """What the bot would say, and why. Nothing is stored."""
    return reviewing.tried(body, live.current())
