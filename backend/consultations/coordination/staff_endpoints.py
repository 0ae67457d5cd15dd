"""综合协调科: the board of what nobody owns, joint answers, extensions, arbitration, load."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from backend.catalogue import live
from backend.consultations import staff_rendering
from backend.consultations.clocks import rules as clock_rules
from backend.consultations.clocks import timing
from backend.consultations.clocks.models import ConsultationExtension
from backend.consultations.coordination import queries, rendering, service
from backend.consultations.coordination.schemas import (
    ArbitrateRequest,
    Board,
    BoardQuery,
    BulkRequest,
    BulkResult,
    DepartmentLoad,
    JointRow,
    PendingExtension,
)
from backend.consultations.desks import desk_of, shown, who_of
from backend.consultations.rules import shown as words_shown
from backend.consultations.service import extending, joining, moving
from backend.consultations.service.looking import standing, standings
from backend.consultations.staff_rendering import Desk
from backend.consultations.staff_schemas import ConsultationDetail, DecideRequest, OpinionsRequest, WordsRequest
from backend.staff.roles import Permission
from backend.web.access import staff
from backend.web.call import Call
from backend.web.routes import Routes
from backend.web.schemas import Items

api = Routes("consultations_coordination")
_ROUTE, _ANSWER = staff(Permission.CONSULTATIONS_ROUTE), staff(Permission.CONSULTATIONS_ANSWER)


@api.get("/staff/coordination/board", access=_ROUTE)
async def board(call: Call, query: BoardQuery) -> Board:
    """What nobody owns yet, the oldest first, with where it may belong."""
    desk = await desk_of(call)
    rows = await queries.board(query.only, query.cursor, query.limit + 1, call.centre_id)
    page, more = rows[: query.limit], len(rows) > query.limit
    standing_of = await standings(page, call.now)
    return Board(
        items=[rendering.board_row(row, standing_of[row.id], desk) for row in page],
        next=str(page[-1].id) if more else None,
        **await queries.to_decide(call.centre_id),
    )


@api.post("/staff/coordination/route", access=_ROUTE)
async def route_many(call: Call, body: BulkRequest) -> Items[BulkResult]:
    """Give many questions to one department."""
    items = [(item.id, item.version) for item in body.items]
    outcomes = await service.give_out(
        await who_of(call), items, body.department, body.reason, live.current(), call.now, call.centre_id
    )
    return Items(
        items=[
            BulkResult(
                id=one.id,
                code=one.refusal.code if one.refusal else None,
                message=one.refusal.message if one.refusal else None,
            )
            for one in outcomes
        ]
    )


@api.get("/staff/coordination/extensions", access=_ROUTE)
async def extensions(call: Call) -> Items[PendingExtension]:
    """Wishes for more time that wait for a decision."""
    desk = await desk_of(call)
    return Items(items=[await _pending(wish, desk) for wish in await queries.wishes(call.centre_id)])


@api.post("/staff/consultations/<consultation_id:str>/decide", access=_ROUTE)
async def decide(call: Call, consultation_id: UUID, body: DecideRequest) -> ConsultationDetail:
    """Grant or refuse more time."""
    row = await extending.decide(
        await who_of(call), consultation_id, body.version, body.granted, body.reason, call.now, call.centre_id
    )
    return await shown(call, row)


@api.get("/staff/coordination/joint", access=_ROUTE)
async def joint(call: Call) -> Items[JointRow]:
    """Joint questions in hand, and whose opinion is missing."""
    desk = await desk_of(call)
    found = await queries.joint(call.centre_id)
    standing_of = await standings([row for row, _ in found], call.now)
    return Items(items=[rendering.joint_row(row, asked, standing_of[row.id], desk) for row, asked in found])


@api.post("/staff/consultations/<consultation_id:str>/opinions", access=_ROUTE)
async def request_opinions(call: Call, consultation_id: UUID, body: OpinionsRequest) -> ConsultationDetail:
    """Ask departments for their opinion."""
    row = await joining.request(
        await who_of(call),
        consultation_id,
        body.version,
        body.departments,
        body.words,
        live.current(),
        call.now,
        call.centre_id,
    )
    return await shown(call, row)


@api.post("/staff/consultations/<consultation_id:str>/opinion", access=_ANSWER)
async def give_opinion(call: Call, consultation_id: UUID, body: WordsRequest) -> ConsultationDetail:
    """Write the own department's opinion."""
    who = await who_of(call)
    row = await joining.give(who, consultation_id, body.version, body.words, call.now, call.centre_id)
    return await shown(call, row)


@api.post("/staff/consultations/<consultation_id:str>/arbitrate", access=_ROUTE)
async def arbitrate(call: Call, consultation_id: UUID, body: ArbitrateRequest) -> ConsultationDetail:
    """Decide whose it is, once and for all."""
    row = await moving.arbitrate(
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


@api.get("/staff/coordination/load", access=_ROUTE)
async def load(call: Call) -> Items[DepartmentLoad]:
    """How much each department, window and person has to do."""
    return Items(items=rendering.loads(await queries.loads(call.now, call.centre_id), live.current()))


async def _pending(wish: ConsultationExtension, desk: Desk) -> PendingExtension:
    row = wish.consultation
    term = await timing.term_of(row)
    longer = clock_rules.count(desk.calendar, replace(term, extended=term.extended + wish.days))
    return PendingExtension(
        consultation=staff_rendering.staff_row(row, await standing(row, desk.now), desk),
        days=wish.days,
        reason=words_shown(wish.reason, personal=desk.who.personal),
        asked_by=wish.asked_name,
        asked_at=wish.created_at,
        would_be_due=longer.due_at,
    )
