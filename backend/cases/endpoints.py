"""Cases for citizens, and the public look-up."""

from __future__ import annotations

from uuid import UUID

from backend.cases import queries
from backend.cases.rendering import cases_out, progress_out
from backend.cases.schemas import Case, CaseProgress, LookupIn, PageQuery
from backend.cases.service.lookup import look_up
from backend.web.access import citizen, public
from backend.web.call import Call
from backend.web.routes import Routes
from backend.web.schemas import Page

api = Routes("cases")


@api.get("/me/cases", access=citizen())
async def my_cases(call: Call, query: PageQuery) -> Page[Case]:
    """The citizen's cases, newest first."""
    rows = await queries.page_of_citizen(call.citizen.id, query.cursor, query.limit + 1)
    shown = rows[: query.limit]
    items = await cases_out(shown, call.now, call.centre_id)
    return Page(items=items, next=str(shown[-1].id) if len(rows) > query.limit else None)


@api.get("/cases/<case_id>", access=citizen())
async def one_case(call: Call, case_id: UUID) -> Case:
    """One case of the citizen."""
    row = await queries.of_citizen(call.citizen.id, case_id)
    return (await cases_out([row], call.now, call.centre_id))[0]


@api.post(
    "/progress-lookups", access=public("both numbers of the receipt prove enough"), atomic=False, rate="20/minute"
)
async def lookup(call: Call, body: LookupIn) -> CaseProgress:
    """Look up a case by 受理号 and query code."""
    row = await look_up(body.number, body.query_code, call.ip, call.now, call.centre_id)
    return await progress_out(row, call.now, call.centre_id)
