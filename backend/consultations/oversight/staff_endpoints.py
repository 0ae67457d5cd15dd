"""监督: the wall of lights, 催办, quality marks, monthly figures."""

from __future__ import annotations

from uuid import UUID

from sanic import HTTPResponse
from sanic.response import raw

from backend import audit
from backend.catalogue import live
from backend.common.sheets import MIME
from backend.consultations import staff_rendering
from backend.consultations.desks import desk_of, shown, who_of
from backend.consultations.models import ReplyBasis, StaffReply
from backend.consultations.oversight import service
from backend.consultations.oversight.schemas import (
    Figures,
    Lamp,
    Marked,
    MarkRequest,
    MonthQuery,
    Sampled,
    SampleQuery,
    Wall,
)
from backend.consultations.oversight.service import Marks
from backend.consultations.oversight.workbook import as_workbook
from backend.consultations.rendering import department_named
from backend.consultations.rules import shown as words_shown
from backend.consultations.service import noting
from backend.consultations.service.looking import standings
from backend.consultations.staff_rendering import Desk
from backend.consultations.staff_schemas import BasisText, ConsultationDetail, WordsRequest
from backend.staff.roles import Permission
from backend.web.access import staff
from backend.web.call import Call
from backend.web.routes import Routes
from backend.web.schemas import Items

api = Routes("consultations_oversight")
_SUPERVISE = staff(Permission.CONSULTATIONS_SUPERVISE)


@api.get("/staff/supervision/lights", access=_SUPERVISE)
async def lights(call: Call) -> Wall:
    """Every department's lights, and what is late or pressing."""
    desk = await desk_of(call)
    rows = await service.pressing(call.now, call.centre_id)
    standing = await standings(rows, call.now)
    lamps = await service.lamps(call.now, call.centre_id)
    return Wall(
        departments=[
            Lamp(**lamp | {"department": department_named(lamp["department"], desk.snapshot)}) for lamp in lamps
        ],
        rows=[staff_rendering.staff_row(row, standing[row.id], desk) for row in rows],
    )


@api.post("/staff/consultations/<consultation_id:str>/urge", access=_SUPERVISE)
async def urge(call: Call, consultation_id: UUID, body: WordsRequest) -> ConsultationDetail:
    """催办, with words for the window."""
    who = await who_of(call)
    return await shown(
        call, await noting.urge(who, consultation_id, body.version, body.words, call.now, call.centre_id)
    )


@api.get("/staff/supervision/sample", access=_SUPERVISE)
async def sample(call: Call, query: SampleQuery) -> Items[Sampled]:
    """Replies of a month to be marked, chosen by chance. Who read them is on record."""
    desk = await desk_of(call)
    await audit.record(call.staff.actor, "consultations.sample", f"month:{query.month}", call.now)
    found = await service.sample(query.month, query.size, call.centre_id)
    return Items(items=[_sampled(reply, laws, desk) for reply, laws in found])


@api.post("/staff/supervision/replies/<reply_id:str>/mark", access=_SUPERVISE)
async def mark(call: Call, reply_id: UUID, body: MarkRequest) -> Marked:
    """Mark one reply."""
    marks = Marks(**body.model_dump(exclude={"note"}))
    average = await service.mark(await who_of(call), reply_id, marks, body.note, call.now, call.centre_id)
    return Marked(reply_id=reply_id, average=average)


@api.get("/staff/supervision/figures", access=_SUPERVISE)
async def figures(call: Call, query: MonthQuery) -> Figures:
    """The figures of a month."""
    return await service.monthly(query.month, live.current(), call.centre_id)


@api.get("/staff/supervision/figures.xlsx", access=_SUPERVISE, raw=True)
async def figures_workbook(call: Call, query: MonthQuery) -> HTTPResponse:
    """The figures of a month as a workbook."""
    found = await service.monthly(query.month, live.current(), call.centre_id)
    await audit.record(call.staff.actor, "consultations.figures", f"month:{query.month}", call.now)
    name = f'attachment; filename="consultations-{query.month}.xlsx"'
    return raw(as_workbook(found), content_type=MIME, headers={"Content-Disposition": name})


def _sampled(reply: StaffReply, laws: list[ReplyBasis], desk: Desk) -> Sampled:
    row = reply.consultation
    personal = desk.who.personal
    return Sampled(
        reply_id=reply.id,
        consultation_id=row.id,
        number=row.number,
        question=words_shown(row.question, personal=personal),
        reply=words_shown(reply.message.text, personal=personal),
        basis=[BasisText(law=law.law, doc_no=law.doc_no, article=law.article) for law in laws],
        no_basis_reason=reply.no_basis_reason,
        department=department_named(reply.department or row.department, desk.snapshot),
        replied_by=(reply.message.sender or {}).get("staff_number", ""),
        replied_at=reply.created_at,
        on_time=reply.created_at <= (reply.due_at or row.due_at),
    )
