"""The console's side: what waits, one question in full, the verbs, laws to cite."""

from __future__ import annotations

from uuid import UUID

from backend import audit
from backend.calendar import snapshot as calendar
from backend.catalogue import live
from backend.consultations import bases, models, queries, rendering, reviewing
from backend.consultations.people import colleague
from backend.consultations.rendering import Desk
from backend.consultations.reply_form import Basis
from backend.consultations.review_schemas import (
    HandedOffPage,
    HandedOffQuery,
    Tried,
    TryRequest,
    UnhelpfulPage,
    UnhelpfulQuery,
)
from backend.consultations.service import answering
from backend.consultations.service.answering import Answer
from backend.consultations.staff_schemas import (
    BasisQuery,
    ConsultationDetail,
    Counts,
    ForwardRequest,
    FoundBasis,
    ReplyRequest,
    ReturnRequest,
    StaffConsultationPage,
    StaffListQuery,
    Versioned,
)
from backend.staff.roles import Permission
from backend.web.access import staff
from backend.web.call import Call
from backend.web.routes import Routes
from backend.web.schemas import Items

api = Routes("consultations_desk")
_READ, _ANSWER = staff(Permission.CONSULTATIONS_READ), staff(Permission.CONSULTATIONS_ANSWER)
_REVIEW = staff(Permission.BOT_REVIEW)


async def _desk(call: Call) -> Desk:
    return Desk(colleague(call.staff), live.current(), await calendar.load(call.centre_id), call.now)


async def _detail(call: Call, row: models.Consultation) -> ConsultationDetail:
    thread, events = await queries.messages(row.conversation_id), await queries.events(row.id)
    ratings = await queries.ratings_of(thread)
    return rendering.detail(row, thread, events, await queries.deadline(row.id), await _desk(call), ratings)


@api.get("/staff/consultations", access=_READ)
async def waiting(call: Call, query: StaffListQuery) -> StaffConsultationPage:
    """One view of the consultations with the counts of all views."""
    desk = await _desk(call)
    rows = await queries.staff_page(
        desk.who,
        query.view,
        call.now,
        department=query.department,
        cursor=query.cursor,
        limit=query.limit + 1,
        centre_id=call.centre_id,
    )
    shown, more = rows[: query.limit], len(rows) > query.limit
    return StaffConsultationPage(
        items=[rendering.staff_row(row, desk) for row in shown],
        next=str(shown[-1].id) if more else None,
        counts=Counts(**await queries.counts(desk.who, call.now, query.department, call.centre_id)),
    )


@api.get("/staff/consultations/<consultation_id:str>", access=_READ)
async def read(call: Call, consultation_id: UUID) -> ConsultationDetail:
    """One consultation in full. Who read it is on record: a citizen's words are personal."""
    row = await queries.for_staff(colleague(call.staff), consultation_id, call.centre_id)
    await audit.record(call.staff.actor, "consultations.read", f"consultation:{row.id}", call.now)
    return await _detail(call, row)


@api.post("/staff/consultations/<consultation_id:str>/claim", access=_ANSWER)
async def claim(call: Call, consultation_id: UUID, body: Versioned) -> ConsultationDetail:
    """Take it on."""
    who = colleague(call.staff)
    return await _detail(call, await answering.claim(who, consultation_id, body.version, call.now, call.centre_id))


@api.post("/staff/consultations/<consultation_id:str>/forward", access=_ANSWER)
async def forward(call: Call, consultation_id: UUID, body: ForwardRequest) -> ConsultationDetail:
    """Give it to another department with a reason."""
    row = await answering.forward(
        colleague(call.staff),
        consultation_id,
        body.version,
        body.department,
        body.reason,
        live.current(),
        call.now,
        call.centre_id,
    )
    return await _detail(call, row)


@api.post("/staff/consultations/<consultation_id:str>/return", access=_ANSWER)
async def give_back(call: Call, consultation_id: UUID, body: ReturnRequest) -> ConsultationDetail:
    """Return it to 综合协调科 with a reason."""
    row = await answering.give_back(
        colleague(call.staff), consultation_id, body.version, body.reason, call.now, call.centre_id
    )
    return await _detail(call, row)


@api.post("/staff/consultations/<consultation_id:str>/reply", access=_ANSWER)
async def reply(call: Call, consultation_id: UUID, body: ReplyRequest) -> ConsultationDetail:
    """Answer it."""
    basis = [Basis(law.law, law.doc_no or None, law.article or None) for law in body.basis]
    answer = Answer(body.body, basis, body.no_basis_reason, body.salutation or None)
    row = await answering.reply(
        colleague(call.staff), consultation_id, body.version, answer, live.current(), call.now, call.centre_id
    )
    return await _detail(call, row)


@api.get("/staff/bot/unhelpful", access=_REVIEW)
async def unhelpful(call: Call, query: UnhelpfulQuery) -> UnhelpfulPage:
    """Answers of the last 30 days that did not help, newest first."""
    await audit.record(call.staff.actor, "consultations.review", "bot:unhelpful", call.now)
    return await reviewing.unhelpful(query, colleague(call.staff), live.current(), call.now, call.centre_id)


@api.get("/staff/bot/handed-off", access=_REVIEW)
async def handed_off(call: Call, query: HandedOffQuery) -> HandedOffPage:
    """Questions of the last 30 days that the bot gave to a person, newest first."""
    await audit.record(call.staff.actor, "consultations.review", "bot:handed-off", call.now)
    return await reviewing.handed_off(query, colleague(call.staff), live.current(), call.now, call.centre_id)


@api.post("/staff/bot/try", access=_REVIEW, keeps_answer=False)
async def try_out(call: Call, body: TryRequest) -> Tried:
    """What the bot would say, and why. Nothing is stored."""
    return reviewing.tried(body, live.current())


@api.get("/staff/basis", access=_READ)
async def laws(call: Call, query: BasisQuery) -> Items[FoundBasis]:
    """Laws to cite."""
    return Items(items=bases.find(live.current(), query.q, query.item))
