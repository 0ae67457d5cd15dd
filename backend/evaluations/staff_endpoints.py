"""The console's side of ratings: lists, rectification, call-back, appeal, publication, the month's figures."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import quote
from uuid import UUID

from sanic import HTTPResponse

from backend import audit
from backend.common.errors import Forbidden
from backend.common.sheets import MIME
from backend.evaluations import (
    complaint_endpoints,
    complaint_queries,
    queries,
    reading,
    report,
    results,
    staff_rendering,
)
from backend.evaluations.departments import official
from backend.evaluations.queries import File, Wanted
from backend.evaluations.service import appealing, publishing, rectifying
from backend.evaluations.service.rectifying import Talk
from backend.evaluations.staff_schemas import (
    AppealRequest,
    DecideRequest,
    Lates,
    Person,
    PublishRequest,
    RatingCounts,
    RatingsQuery,
    ReportQuery,
    StaffRatingDetail,
    StaffRatings,
    TalkRequest,
    WordsRequest,
)
from backend.staff.roles import Permission
from backend.web.access import staff
from backend.web.call import Call
from backend.web.routes import Routes

api = Routes("evaluations_desk", routes=list(complaint_endpoints.api.routes))
_READ, _RECTIFY = staff(Permission.RATINGS_READ), staff(Permission.RATINGS_RECTIFY)
_REPORT = staff(Permission.EVALUATIONS_REPORT)
MOST_LATES = 100


async def _detail(call: Call, found: File) -> StaffRatingDetail:
    return await reading.rating(found, await reading.desk(call))


@api.get("/staff/ratings", access=_READ)
async def ratings(call: Call, query: RatingsQuery) -> StaffRatings:
    """One view of the given ratings, newest first, with what waits."""
    at = await reading.desk(call)
    rows = await queries.staff_page(at.who, _wanted(query), call.now, query.cursor, query.limit + 1, call.centre_id)
    shown = rows[: query.limit]
    return StaffRatings(
        items=await reading.ratings(await queries.files(shown), at),
        next=str(shown[-1].id) if len(rows) > query.limit else None,
        counts=RatingCounts(**await queries.counts(at.who, call.now, call.centre_id)),
    )


def _wanted(query: RatingsQuery) -> Wanted:
    since: datetime | None = None
    until: datetime | None = None
    if query.month:
        since, until = results.bounds(query.month)
    return Wanted(query.view, query.grade, query.department, since, until)


@api.get("/staff/ratings/report.xlsx", access=_REPORT, rate="20/minute", raw=True)
async def month(call: Call, query: ReportQuery) -> HTTPResponse:
    """A month's figures as a spreadsheet."""
    name = quote(f"好差评 {query.month}.xlsx")
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{name}", "Cache-Control": "no-store"}
    return HTTPResponse(await report.of_month(query.month, call.centre_id), headers=headers, content_type=MIME)


@api.get("/staff/ratings/lates", access=_REPORT)
async def lates(call: Call) -> Lates:
    """Rectifications and complaints that are over their term now."""
    at = await reading.desk(call)
    wanted = Wanted("late", None, None, None, None)
    rows = await queries.staff_page(at.who, wanted, call.now, None, MOST_LATES, call.centre_id)
    complaints = await complaint_queries.late(at.who, call.now, MOST_LATES, call.centre_id)
    return Lates(
        ratings=await reading.ratings(await queries.files(rows), at),
        complaints=[staff_rendering.complaint(row, at) for row in complaints],
    )


@api.get("/staff/ratings/<rating_id:str>", access=_READ)
async def read(call: Call, rating_id: UUID) -> StaffRatingDetail:
    """One rating with its rectification. Who read it is on record."""
    found = await queries.for_staff(official(call.staff), rating_id, call.centre_id)
    await audit.record(call.staff.actor, "evaluations.read", f"rating:{rating_id}", call.now)
    return await _detail(call, found)


@api.post("/staff/ratings/<rating_id:str>/person", access=_READ, keeps_answer=False)
async def person(call: Call, rating_id: UUID) -> Person:
    """Who rated. The asking is on record."""
    who = official(call.staff)
    found = await queries.for_staff(who, rating_id, call.centre_id)
    if not staff_rendering.may_see_person(found, who):
        raise Forbidden()
    await audit.record(call.staff.actor, "evaluations.person", f"rating:{rating_id}", call.now)
    return await reading.person(found)


@api.post("/staff/ratings/<rating_id:str>/contact", access=_RECTIFY)
async def contact(call: Call, rating_id: UUID, body: TalkRequest) -> StaffRatingDetail:
    """Record a call to the citizen, or send a message."""
    talk = Talk(body.channel, body.reached, body.words)
    found = await rectifying.contact(official(call.staff), rating_id, body.version, talk, call.now, call.centre_id)
    return await _detail(call, found)


@api.post("/staff/ratings/<rating_id:str>/plan", access=_RECTIFY)
async def plan(call: Call, rating_id: UUID, body: WordsRequest) -> StaffRatingDetail:
    """Write down what will be done."""
    who = official(call.staff)
    return await _detail(
        call, await rectifying.plan(who, rating_id, body.version, body.words, call.now, call.centre_id)
    )


@api.post("/staff/ratings/<rating_id:str>/rectify", access=_RECTIFY)
async def rectify(call: Call, rating_id: UUID, body: WordsRequest) -> StaffRatingDetail:
    """Write down what was done."""
    who = official(call.staff)
    return await _detail(
        call, await rectifying.rectify(who, rating_id, body.version, body.words, call.now, call.centre_id)
    )


@api.post("/staff/ratings/<rating_id:str>/call-back", access=staff(Permission.RATINGS_CALL_BACK))
async def call_back(call: Call, rating_id: UUID, body: TalkRequest) -> StaffRatingDetail:
    """Record the call-back that a rectification ends with."""
    talk = Talk(body.channel, body.reached, body.words)
    found = await rectifying.call_back(official(call.staff), rating_id, body.version, talk, call.now, call.centre_id)
    return await _detail(call, found)


@api.post("/staff/ratings/<rating_id:str>/appeal", access=_RECTIFY)
async def appeal(call: Call, rating_id: UUID, body: AppealRequest) -> StaffRatingDetail:
    """Ask supervision to look at a rating that seems wrong."""
    who = official(call.staff)
    return await _detail(call, await appealing.appeal(who, rating_id, body.words, call.now, call.centre_id))


@api.post("/staff/ratings/<rating_id:str>/decide-appeal", access=staff(Permission.RATINGS_DECIDE))
async def decide(call: Call, rating_id: UUID, body: DecideRequest) -> StaffRatingDetail:
    """Decide an appeal with its reason."""
    found = await appealing.decide(official(call.staff), rating_id, body.upheld, body.words, call.now, call.centre_id)
    return await _detail(call, found)


@api.post("/staff/ratings/<rating_id:str>/publish", access=staff(Permission.RATINGS_PUBLISH))
async def publish(call: Call, rating_id: UUID, body: PublishRequest) -> StaffRatingDetail:
    """Quote an opinion in the month's results, masked, or take it out."""
    found = await publishing.publish(
        official(call.staff), rating_id, body.version, body.published, call.now, call.centre_id
    )
    return await _detail(call, found)
