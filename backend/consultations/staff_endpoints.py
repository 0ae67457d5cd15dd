"""The console's side: what waits, one question in full, the verbs of the window, laws to cite."""

from __future__ import annotations

from uuid import UUID

from backend import audit
from backend.catalogue import live
from backend.consultations import bases, queries, staff_rendering, tone
from backend.consultations.desks import desk_of, shown, who_of
from backend.consultations.queries import Filters
from backend.consultations.reply_form import Basis
from backend.consultations.service import answering, extending, moving, noting, waiting
from backend.consultations.service.answering import Answer
from backend.consultations.service.looking import standings
from backend.consultations.staff_schemas import (
    BasisQuery,
    CheckRequest,
    ConsultationDetail,
    ConsultRequest,
    Counts,
    ExtendRequest,
    ForwardRequest,
    FoundBasis,
    QuestionRequest,
    ReplyRequest,
    ReturnRequest,
    StaffConsultationPage,
    StaffListQuery,
    ToneWarning,
    Versioned,
    WordsRequest,
)
from backend.staff.roles import Permission
from backend.web.access import staff
from backend.web.call import Call
from backend.web.routes import Routes
from backend.web.schemas import Items

api = Routes("consultations_desk")
_READ, _ANSWER = staff(Permission.CONSULTATIONS_READ), staff(Permission.CONSULTATIONS_ANSWER)
_WORK = _READ
"""Verbs that 督查 has too, for what is confidential: the rules say who may, by the row."""


@api.get("/staff/consultations", access=_READ)
async def waiting_list(call: Call, query: StaffListQuery) -> StaffConsultationPage:
    """One view of the consultations with the counts of all views."""
    desk = await desk_of(call)
    filters = Filters(query.department, query.window, query.item, query.state, query.number)
    rows = await queries.staff_page(
        desk.who,
        query.view,
        call.now,
        filters=filters,
        cursor=query.cursor,
        limit=query.limit + 1,
        centre_id=call.centre_id,
    )
    page, more = rows[: query.limit], len(rows) > query.limit
    standing = await standings(page, call.now)
    return StaffConsultationPage(
        items=[staff_rendering.staff_row(row, standing[row.id], desk) for row in page],
        next=str(page[-1].id) if more else None,
        counts=Counts(**await queries.counts(desk.who, call.now, query.department, call.centre_id)),
    )


@api.get("/staff/consultations/<consultation_id:str>", access=_READ)
async def read(call: Call, consultation_id: UUID) -> ConsultationDetail:
    """One consultation in full. Who read it is on record: a citizen's words are personal."""
    who = await who_of(call)
    row = await queries.for_staff(who, consultation_id, call.centre_id)
    await audit.record(call.staff.actor, "consultations.read", f"consultation:{row.id}", call.now)
    await noting.read(who, row, call.now)
    return await shown(call, row)


@api.post("/staff/consultations/<consultation_id:str>/claim", access=_WORK)
async def claim(call: Call, consultation_id: UUID, body: Versioned) -> ConsultationDetail:
    """Take it on."""
    who = await who_of(call)
    return await shown(call, await moving.claim(who, consultation_id, body.version, call.now, call.centre_id))


@api.post("/staff/consultations/<consultation_id:str>/forward", access=_ANSWER)
async def forward(call: Call, consultation_id: UUID, body: ForwardRequest) -> ConsultationDetail:
    """Give it to another department with a reason."""
    row = await moving.forward(
        await who_of(call),
        consultation_id,
        body.version,
        body.department,
        body.reason,
        live.current(),
        call.now,
        call.centre_id,
    )
    return await shown(call, row)


@api.post("/staff/consultations/<consultation_id:str>/return", access=_ANSWER)
async def give_back(call: Call, consultation_id: UUID, body: ReturnRequest) -> ConsultationDetail:
    """Return it to 综合协调科 with a reason."""
    who = await who_of(call)
    row = await moving.give_back(who, consultation_id, body.version, body.reason, call.now, call.centre_id)
    return await shown(call, row)


@api.post("/staff/consultations/<consultation_id:str>/question", access=_WORK)
async def ask_back(call: Call, consultation_id: UUID, body: QuestionRequest) -> ConsultationDetail:
    """Ask the citizen for something; the clock stands until the answer."""
    row = await waiting.ask_back(
        await who_of(call),
        consultation_id,
        body.version,
        body.words,
        live.current(),
        call.now,
        call.centre_id,
    )
    return await shown(call, row)


@api.post("/staff/consultations/<consultation_id:str>/resume", access=_WORK)
async def resume(call: Call, consultation_id: UUID, body: Versioned) -> ConsultationDetail:
    """Go on without waiting for the citizen."""
    who = await who_of(call)
    return await shown(call, await waiting.resume(who, consultation_id, body.version, call.now, call.centre_id))


@api.post("/staff/consultations/<consultation_id:str>/consult", access=_ANSWER)
async def consult(call: Call, consultation_id: UUID, body: ConsultRequest) -> ConsultationDetail:
    """The window head asks another office of the department."""
    who = await who_of(call)
    row = await extending.consult(
        who, consultation_id, body.version, body.office, body.person, call.now, call.centre_id
    )
    return await shown(call, row)


@api.post("/staff/consultations/<consultation_id:str>/extend", access=_ANSWER)
async def extend(call: Call, consultation_id: UUID, body: ExtendRequest) -> ConsultationDetail:
    """Ask 综合协调科 for more time."""
    who = await who_of(call)
    row = await extending.ask_for_time(
        who, consultation_id, body.version, body.days, body.reason, call.now, call.centre_id
    )
    return await shown(call, row)


@api.post("/staff/consultations/<consultation_id:str>/note", access=_WORK)
async def note(call: Call, consultation_id: UUID, body: WordsRequest) -> ConsultationDetail:
    """Write something for colleagues only."""
    who = await who_of(call)
    row = await noting.note(who, consultation_id, body.version, body.words, call.now, call.centre_id)
    return await shown(call, row)


@api.post("/staff/consultations/<consultation_id:str>/reply", access=_WORK)
async def reply(call: Call, consultation_id: UUID, body: ReplyRequest) -> ConsultationDetail:
    """Answer it."""
    basis = [Basis(law.law, law.doc_no or None, law.article or None) for law in body.basis]
    answer = Answer(
        body.body, basis, body.no_basis_reason, body.salutation or None, body.confirmed, body.missing_reason
    )
    who = await who_of(call)
    row = await answering.reply(who, consultation_id, body.version, answer, live.current(), call.now, call.centre_id)
    return await shown(call, row)


@api.post("/staff/replies/check", access=_WORK, keeps_answer=False)
async def check(call: Call, body: CheckRequest) -> Items[ToneWarning]:
    """What to look at again in a reply before it is sent. Nothing is stored."""
    found = tone.warnings(body.body)
    return Items(items=[ToneWarning(code=one.code, text=one.text, found=one.found) for one in found])


@api.get("/staff/basis", access=_READ)
async def laws(call: Call, query: BasisQuery) -> Items[FoundBasis]:
    """Laws to cite."""
    return Items(items=bases.find(live.current(), query.q, query.item))
