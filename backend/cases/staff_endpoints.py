"""Cases at the window. Handing over lives in `delivery`, which knows whether a parcel is under way."""

from __future__ import annotations

from uuid import UUID

from backend import audit
from backend.cases import queries, scope
from backend.cases.file import load_one
from backend.cases.models import Case as CaseRow
from backend.cases.receipt import receipt_of
from backend.cases.schemas import (
    DecisionIn,
    OpinionIn,
    ReasonIn,
    Receipt,
    RegistrationIn,
    StaffCase,
    StaffCaseBrief,
    StaffListQuery,
    SupplementIn,
    SuppliedIn,
)
from backend.cases.service import accepting, deciding, registering
from backend.cases.service.acting import Actor
from backend.cases.staff_rendering import briefs_out, staff_case_out
from backend.catalogue import live
from backend.common.errors import InvalidInput
from backend.staff.roles import Permission
from backend.web.access import staff
from backend.web.call import Call
from backend.web.routes import Routes
from backend.web.schemas import Page, VersionIn

api = Routes("cases")


@api.post("/staff/cases", access=staff(Permission.CASES_REGISTER), status=201)
async def register(call: Call, body: RegistrationIn) -> StaffCase:
    """Register a case at the window."""
    if not scope.covers(call.staff, live.current().guide(body.item_code).guide.department):
        raise InvalidInput("item_code", "这个事项不归您的部门办。请换一个事项。")
    given = registering.Registration(
        item_code=body.item_code,
        applicant=registering.ApplicantFacts(**body.applicant.model_dump()),
        materials=[registering.ReceivedMaterial(**line.model_dump()) for line in body.materials],
        ticket_id=body.ticket_id,
        summary=body.summary,
    )
    row, code = await registering.register(given, Actor.of(call.staff), call.now, call.centre_id)
    return await _out(call, row, code)


@api.get("/staff/cases", access=staff(Permission.CASES_READ))
async def list_cases(call: Call, query: StaffListQuery) -> Page[StaffCaseBrief]:
    """Cases of the own department; of all for coordinators and supervisors."""
    rows = await queries.page_of_staff(
        query.view,
        scope.departments(call.staff),
        call.staff.id,
        query.q.strip() or None,
        call.now,
        query.cursor,
        query.limit + 1,
    )
    shown = rows[: query.limit]
    items = await briefs_out(shown, call.staff, call.now, call.centre_id)
    return Page(items=items, next=str(shown[-1].id) if len(rows) > query.limit else None)


@api.get("/staff/cases/<case_id>", access=staff(Permission.CASES_READ))
async def read_case(call: Call, case_id: UUID) -> StaffCase:
    """One case."""
    return await _out(call, await _case(call, case_id))


@api.get("/staff/cases/<case_id>/receipt", access=staff(Permission.CASES_REGISTER))
async def receipt(call: Call, case_id: UUID) -> Receipt:
    """The sheet for the applicant; it carries the query code, so printing it is audited."""
    row = await _case(call, case_id)
    await audit.record(call.staff.actor, "cases.receipt", f"case:{row.id}", call.now, centre_id=call.centre_id)
    return receipt_of(row, (await load_one(row)).materials, call.settings.base_url, call.now)


@api.post("/staff/cases/<case_id>/accept", access=staff(Permission.CASES_ACCEPT))
async def accept(call: Call, case_id: UUID, body: VersionIn) -> StaffCase:
    """Accept the application."""
    row = await _case(call, case_id)
    return await _out(call, await accepting.accept(row, body.version, Actor.of(call.staff), call.now))


@api.post("/staff/cases/<case_id>/supplement", access=staff(Permission.CASES_ACCEPT))
async def supplement(call: Call, case_id: UUID, body: SupplementIn) -> StaffCase:
    """Tell the applicant what is missing."""
    row = await _case(call, case_id)
    reasons = {line.name: line.reason for line in body.materials}
    by = Actor.of(call.staff)
    return await _out(call, await accepting.supplement(row, body.version, reasons, body.note, by, call.now))


@api.post("/staff/cases/<case_id>/supplied", access=staff(Permission.CASES_REGISTER))
async def supplied(call: Call, case_id: UUID, body: SuppliedIn) -> StaffCase:
    """Take in supplemented materials."""
    row = await _case(call, case_id)
    by = Actor.of(call.staff)
    return await _out(call, await accepting.supplied(row, body.version, body.materials, by, call.now))


@api.post("/staff/cases/<case_id>/refuse-acceptance", access=staff(Permission.CASES_ACCEPT))
async def refuse_acceptance(call: Call, case_id: UUID, body: ReasonIn) -> StaffCase:
    """Refuse to accept, with a reason."""
    row = await _case(call, case_id)
    by = Actor.of(call.staff)
    return await _out(call, await accepting.refuse_acceptance(row, body.version, body.reason, by, call.now))


@api.post("/staff/cases/<case_id>/advance", access=staff(Permission.CASES_REGISTER))
async def advance(call: Call, case_id: UUID, body: OpinionIn) -> StaffCase:
    """End the present step and go on."""
    row = await _case(call, case_id)
    return await _out(call, await deciding.advance(row, body.version, body.opinion, Actor.of(call.staff), call.now))


@api.post("/staff/cases/<case_id>/decide", access=staff(Permission.CASES_DECIDE))
async def decide(call: Call, case_id: UUID, body: DecisionIn) -> StaffCase:
    """Grant or refuse."""
    row = await _case(call, case_id)
    given = deciding.DecisionFacts(body.result, body.reason, body.certificate_name, body.certificate_number)
    return await _out(call, await deciding.decide(row, body.version, given, Actor.of(call.staff), call.now))


async def _case(call: Call, case_id: UUID) -> CaseRow:
    return await queries.of_departments(scope.departments(call.staff), case_id)


async def _out(call: Call, row: CaseRow, query_code: str | None = None) -> StaffCase:
    return await staff_case_out(row, call.staff, call.now, call.centre_id, query_code)
