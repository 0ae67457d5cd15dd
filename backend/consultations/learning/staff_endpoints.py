"""答复并沉淀为问答: propose, review, publish."""

from __future__ import annotations

from uuid import UUID

from backend.catalogue import live
from backend.consultations.desks import who_of
from backend.consultations.learning import service
from backend.consultations.learning.models import FaqProposal
from backend.consultations.learning.schemas import DeclineRequest, ProposalOut, ProposalQuery, ProposalRequest
from backend.consultations.learning.service import Words
from backend.consultations.rendering import item_named
from backend.consultations.states import Proposal
from backend.staff.roles import Permission
from backend.web.access import staff
from backend.web.call import Call
from backend.web.routes import Routes
from backend.web.schemas import Items

api = Routes("consultations_learning")
_ANSWER, _ROUTE = staff(Permission.CONSULTATIONS_ANSWER), staff(Permission.CONSULTATIONS_ROUTE)


@api.post("/staff/consultations/<consultation_id:str>/propose", access=_ANSWER, status=201)
async def propose(call: Call, consultation_id: UUID, body: ProposalRequest) -> ProposalOut:
    """Propose a question and answer for everybody."""
    words = Words(body.item, body.question, body.answer)
    row = await service.propose(
        await who_of(call), consultation_id, body.version, words, live.current(), call.now, call.centre_id
    )
    return _shown(row)


@api.get("/staff/faq-proposals", access=_ROUTE)
async def proposals(call: Call, query: ProposalQuery) -> Items[ProposalOut]:
    """Proposals in one state; published ones whose guide has changed since are marked."""
    rows = await service.listed(Proposal(query.state), query.limit, call.centre_id)
    return Items(items=[_shown(row) for row in rows])


@api.post("/staff/faq-proposals/<proposal_id:str>/publish", access=_ROUTE)
async def publish(call: Call, proposal_id: UUID, body: ProposalRequest) -> ProposalOut:
    """Publish it as edited; the bot answers with it within seconds."""
    words = Words(body.item, body.question, body.answer)
    row = await service.publish(
        await who_of(call), proposal_id, body.version, words, live.current(), call.now, call.centre_id
    )
    return _shown(row)


@api.post("/staff/faq-proposals/<proposal_id:str>/decline", access=_ROUTE)
async def decline(call: Call, proposal_id: UUID, body: DeclineRequest) -> ProposalOut:
    """Decline it and say why."""
    row = await service.decline(await who_of(call), proposal_id, body.version, body.note, call.now, call.centre_id)
    return _shown(row)


def _shown(row: FaqProposal) -> ProposalOut:
    snapshot = live.current()
    return ProposalOut(
        id=row.id,
        version=row.version,
        state=row.state,
        item=item_named(row.item_code, snapshot),
        question=row.question,
        answer=row.answer,
        proposed_by=row.proposed_name,
        proposed_at=row.created_at,
        decided_by=row.decided_name,
        decided_at=row.decided_at,
        note=row.note,
        guide_version=row.guide_version,
        outdated=service.is_outdated(row, snapshot),
        consultation_id=row.consultation_id,
    )
