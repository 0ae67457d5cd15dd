"""Counts for the console's navigation."""

from __future__ import annotations

from backend.cases import queries as cases
from backend.cases import scope
from backend.consultations import queries as consultations
from backend.consultations.people import colleague
from backend.delivery import queries as parcels
from backend.evaluations import complaint_queries
from backend.evaluations import queries as ratings
from backend.evaluations.departments import official
from backend.overview.schemas import (
    CaseCounts,
    ComplaintCounts,
    ConsultationCounts,
    Counts,
    ParcelCounts,
    QueueCounts,
    RatingCounts,
)
from backend.queue import queries as queue
from backend.staff.roles import Permission
from backend.web.access import Staff, staff
from backend.web.call import Call
from backend.web.routes import Routes

api = Routes("overview_desk")


@api.get("/staff/counts", access=staff())
async def counts(call: Call) -> Counts:
    """How much waits for this person, by kind of work."""
    who = call.staff
    return Counts(
        consultations=await _consultations(call) if who.may(Permission.CONSULTATIONS_READ) else None,
        cases=await _cases(call) if who.may(Permission.CASES_READ) else None,
        parcels=await _parcels(who) if who.may(Permission.PARCELS_READ) else None,
        queue=await _queue(call) if who.may(Permission.QUEUE_CALL) else None,
        ratings=await _ratings(call) if who.may(Permission.RATINGS_READ) else None,
        complaints=await _complaints(call) if who.may(Permission.COMPLAINTS_READ) else None,
    )


async def _consultations(call: Call) -> ConsultationCounts:
    found = await consultations.counts(await colleague(call.staff, call.now), call.now, None, call.centre_id)
    return ConsultationCounts(unclaimed=found["unclaimed"], mine=found["mine"], late=found["late"])


async def _cases(call: Call) -> CaseCounts:
    running, late = await cases.counts(scope.departments(call.staff), call.now, call.centre_id)
    return CaseCounts(open=running, late=late)


async def _parcels(who: Staff) -> ParcelCounts:
    return ParcelCounts(to_pack=(await parcels.counts(scope.departments(who)))["to_pack"])


async def _queue(call: Call) -> QueueCounts:
    waiting = await queue.waiting_by_department(call.now, call.centre_id)
    mine = scope.departments(call.staff)
    return QueueCounts(waiting=sum(count for code, count in waiting.items() if mine is None or code in mine))


async def _ratings(call: Call) -> RatingCounts:
    found = await ratings.counts(official(call.staff), call.now, call.centre_id)
    return RatingCounts(open=found["open"], late=found["late"])


async def _complaints(call: Call) -> ComplaintCounts:
    found = await complaint_queries.counts(official(call.staff), call.now, call.centre_id)
    return ComplaintCounts(waiting=found["waiting"], late=found["late"])
