"""The citizen's side: what can be rated, complaints, and the published results."""

from __future__ import annotations

from uuid import UUID

from backend.evaluations import complaint_queries, queries, rendering, results
from backend.evaluations.models import Complaint, Rating
from backend.evaluations.schemas import (
    AboutOut,
    ComplaintRequest,
    FollowRequest,
    MineQuery,
    MyComplaint,
    MyComplaintDetail,
    MyRatingDetail,
    MyRatings,
    PageQuery,
    RateRequest,
    ReopenRequest,
    Results,
    ResultsQuery,
)
from backend.evaluations.service import complaining, rating
from backend.evaluations.service.complaining import Trouble
from backend.evaluations.service.rating import Opinion
from backend.web.access import citizen, public
from backend.web.call import Call
from backend.web.routes import Routes
from backend.web.schemas import Items, Page, VersionIn

api = Routes("evaluations")


async def _detail(call: Call, row: Rating) -> MyRatingDetail:
    return rendering.mine_in_full(await queries.file(row), await queries.events(row.id), call.now)


async def _complaint(call: Call, row: Complaint) -> MyComplaintDetail:
    return rendering.complaint_in_full(row, await complaint_queries.events(row.id), call.now)


@api.get("/ratings", access=citizen())
async def ratings(call: Call, query: MineQuery) -> MyRatings:
    """What can be rated now, or what was."""
    me = call.citizen.id
    rows = await queries.page_of_mine(me, query.part, call.now, query.cursor, query.limit + 1)
    shown = rows[: query.limit]
    return MyRatings(
        items=[rendering.mine(found, call.now) for found in await queries.files(shown)],
        next=str(shown[-1].id) if len(rows) > query.limit else None,
        pending=await queries.pending_of(me, call.now),
    )


@api.get("/ratings/results", access=public("results are published for everybody; nobody is named in them"))
async def monthly(call: Call, query: ResultsQuery) -> Results:
    """The published results of a month."""
    return await results.published(query.month, call.now, call.centre_id)


@api.get("/ratings/<rating_id:str>", access=citizen())
async def read(call: Call, rating_id: UUID) -> MyRatingDetail:
    """One matter to rate, or one rating with what was done about it."""
    return await _detail(call, await queries.mine(call.citizen.id, rating_id))


@api.post("/ratings/<rating_id:str>/rate", access=citizen(), rate="20/minute")
async def rate(call: Call, rating_id: UUID, body: RateRequest) -> MyRatingDetail:
    """Rate it, once."""
    opinion = Opinion(body.grade, body.tags, body.words or None, body.may_call)
    return await _detail(call, await rating.rate(call.citizen.id, rating_id, opinion, call.settings, call.now))


@api.post("/ratings/<rating_id:str>/follow", access=citizen(), rate="20/minute")
async def follow(call: Call, rating_id: UUID, body: FollowRequest) -> MyRatingDetail:
    """Say once what became of a low grade."""
    row = await rating.follow(call.citizen.id, rating_id, body.grade, body.words or None, call.now)
    return await _detail(call, row)


@api.get("/complaints", access=citizen())
async def complaints(call: Call, query: PageQuery) -> Page[MyComplaint]:
    """The own complaints, newest first."""
    rows = await complaint_queries.page_of_mine(call.citizen.id, query.cursor, query.limit + 1)
    shown = rows[: query.limit]
    return Page(
        items=[rendering.complaint(row, call.now) for row in shown],
        next=str(shown[-1].id) if len(rows) > query.limit else None,
    )


@api.get("/complaints/matters", access=citizen())
async def matters(call: Call) -> Items[AboutOut]:
    """What a complaint can be about."""
    return Items(items=[rendering.about(matter) for matter in await complaint_queries.matters_of(call.citizen.id)])


@api.post("/complaints", access=citizen(), status=201, rate="10/minute")
async def submit(call: Call, body: ComplaintRequest) -> MyComplaintDetail:
    """Submit a complaint, an 办不成事 or a report of corruption."""
    about = (body.about.kind, body.about.id) if body.about else None
    trouble = Trouble(body.kind, body.words, body.wanted, about, body.phone)
    row = await complaining.submit(call.citizen.id, trouble, call.settings, call.now, call.centre_id)
    return await _complaint(call, row)


@api.get("/complaints/<complaint_id:str>", access=citizen())
async def complaint(call: Call, complaint_id: UUID) -> MyComplaintDetail:
    """One complaint with what was done."""
    return await _complaint(call, await complaint_queries.mine(call.citizen.id, complaint_id))


@api.post("/complaints/<complaint_id:str>/close", access=citizen())
async def close(call: Call, complaint_id: UUID, body: VersionIn) -> MyComplaintDetail:
    """Be content with the answer."""
    return await _complaint(call, await complaining.close(call.citizen.id, complaint_id, body.version, call.now))


@api.post("/complaints/<complaint_id:str>/reopen", access=citizen())
async def reopen(call: Call, complaint_id: UUID, body: ReopenRequest) -> MyComplaintDetail:
    """Ask once to have it looked at again."""
    row = await complaining.reopen(call.citizen.id, complaint_id, body.version, body.words, call.settings, call.now)
    return await _complaint(call, row)
