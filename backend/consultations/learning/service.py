"""From a reply to a published question: proposed by a clerk, reviewed by 综合协调科, live within seconds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from backend import audit
from backend.catalogue import service as catalogue
from backend.catalogue.snapshot import Snapshot
from backend.common.errors import Conflict, InvalidInput, NotFound, Stale
from backend.common.masking import mask_text
from backend.consultations.learning import sql
from backend.consultations.learning.models import FaqProposal
from backend.consultations.learning.rules import Learned, facts_of, with_learned
from backend.consultations.models import Consultation
from backend.consultations.refusals import NoItem
from backend.consultations.rules import Colleague
from backend.consultations.service.looking import looked_at
from backend.consultations.states import Proposal
from backend.database import fetch_one, transactional
from backend.web.live import tell
from faq.schema import Book


class AlreadyProposed(Conflict):
    """One proposal of a consultation at a time."""

    code = "already_proposed"
    message = "这条咨询已有待审的问答。请等综合协调科审核。"


@dataclass(frozen=True)
class Words:
    """A question as everybody may read it, with its answer or (None) as a further way of asking."""

    item_code: str
    question: str
    answer: str | None


@transactional
async def propose(
    who: Colleague,
    consultation_id: UUID,
    version: int,
    words: Words,
    snapshot: Snapshot,
    now: datetime,
    centre_id: int = 1,
) -> FaqProposal:
    """Propose a question and answer from a finished reply.

    Raises: as `looking.looked_at`, and
        NoItem: the item has no guide.
        InvalidInput: a number of a person stands in the words.
        AlreadyProposed.
    """
    row = await looked_at(who, consultation_id, version, "propose", now, centre_id)
    _check(words, snapshot)
    if await FaqProposal.exists(consultation_id=row.id, state=Proposal.PROPOSED):
        raise AlreadyProposed()
    made = await _created(row, who, words, now)
    await audit.record(who.actor, "consultations.propose", f"consultation:{row.id}", now, centre_id=centre_id)
    await tell("staff", "faq_proposal", made.id)
    return made


@transactional
async def publish(
    who: Colleague, proposal_id: UUID, version: int, words: Words, snapshot: Snapshot, now: datetime, centre_id: int = 1
) -> FaqProposal:
    """Publish a proposal as it was edited: every node answers with it within seconds.

    Raises:
        NotFound; NoItem; InvalidInput as in `propose`.
        Stale: somebody decided, or published something else, meanwhile.
    """
    row = await _open(proposal_id, centre_id)
    _check(words, snapshot)
    book = with_learned(snapshot.book, [Learned(words.item_code, words.question, words.answer)])
    report = await catalogue.amend(snapshot.version, book, now, actor=who.actor, centre_id=centre_id)
    guide = book.guide(words.item_code)
    assert guide is not None
    seen = snapshot.guide(words.item_code).version + (1 if words.item_code in report.changed else 0)
    values = [words.question, words.answer, words.item_code, now, who.called, None]
    await _decide(row, version, Proposal.PUBLISHED, [*values, seen, facts_of(guide), report.number])
    await audit.record(who.actor, "consultations.publish", f"faq_proposal:{row.id}", now, centre_id=centre_id)
    await row.refresh_from_db()
    return row


@transactional
async def decline(
    who: Colleague, proposal_id: UUID, version: int, note: str, now: datetime, centre_id: int = 1
) -> FaqProposal:
    """Decline a proposal and say why. Raises NotFound, Stale."""
    row = await _open(proposal_id, centre_id)
    values = [row.question, row.answer, row.item_code, now, who.called, note]
    await _decide(row, version, Proposal.DECLINED, [*values, None, None, None])
    await audit.record(who.actor, "consultations.decline", f"faq_proposal:{row.id}", now, centre_id=centre_id)
    await row.refresh_from_db()
    return row


async def listed(state: Proposal, limit: int = 100, centre_id: int = 1) -> list[FaqProposal]:
    """Proposals in one state, newest first."""
    rows = FaqProposal.filter(centre_id=centre_id, state=state).prefetch_related("consultation")
    return await rows.order_by("-id").limit(limit)


async def relearned(book: Book, centre_id: int = 1) -> Book:
    """A book from files with everything that was learned since: publishing the files forgets nothing."""
    rows = await FaqProposal.filter(centre_id=centre_id, state=Proposal.PUBLISHED).order_by("decided_at", "id")
    if not rows:
        return book
    return with_learned(book, [Learned(row.item_code, row.question, row.answer) for row in rows])


def is_outdated(row: FaqProposal, snapshot: Snapshot) -> bool:
    """Whether the guide says something else than when this was published: somebody has to look again."""
    if row.state is not Proposal.PUBLISHED:
        return False
    known = snapshot.guides.get(row.item_code)
    return known is None or facts_of(known.guide) != row.basis_of


def _check(words: Words, snapshot: Snapshot) -> None:
    if words.item_code not in snapshot.guides:
        raise NoItem()
    for field, text in (("question", words.question), ("answer", words.answer or "")):
        if mask_text(text) != text:
            raise InvalidInput(field, "里面有身份证号或手机号。请删掉,这些话会公开。")


async def _created(row: Consultation, who: Colleague, words: Words, now: datetime) -> FaqProposal:
    return await FaqProposal.create(
        centre_id=row.centre_id,
        created_at=now,
        consultation_id=row.id,
        item_code=words.item_code,
        question=words.question,
        answer=words.answer,
        proposed_by=who.id,
        proposed_name=who.called,
    )


async def _open(proposal_id: UUID, centre_id: int) -> FaqProposal:
    row = await FaqProposal.get_or_none(id=proposal_id, centre_id=centre_id)
    if row is None:
        raise NotFound()
    return row


async def _decide(row: FaqProposal, version: int, state: Proposal, values: list[object]) -> None:
    if await fetch_one(sql.DECIDE, [row.id, version, state, *values]) is None:
        raise Stale()
    await tell("staff", "faq_proposal", row.id)
