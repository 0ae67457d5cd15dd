"""The window's reply."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from backend.catalogue.snapshot import Snapshot
from backend.common.clock import local_day
from backend.common.errors import InvalidInput
from backend.consultations import reply_form, sql, threads, tone
from backend.consultations.clocks import timing
from backend.consultations.coordination.models import JointOpinion
from backend.consultations.desk.models import ReplyDraft
from backend.consultations.models import Consultation, ReplyBasis, StaffReply
from backend.consultations.offices import office_of, window_name
from backend.consultations.refusals import NeedsConfirmation, OpinionsMissing
from backend.consultations.reply_form import Basis
from backend.consultations.rules import Colleague
from backend.consultations.service.handing_over import link_of
from backend.consultations.service.looking import looked_at
from backend.consultations.service.moving import again
from backend.consultations.service.recording import By, change, record
from backend.consultations.states import State
from backend.database import transactional
from backend.notices import service as notices
from backend.outbox import enqueue


@dataclass(frozen=True)
class Answer:
    """What a clerk writes. ``salutation`` is how the citizen is addressed, e.g. 王女士; ``confirmed`` are the codes of
    warnings that the clerk saw and stands by; ``missing_reason`` why a joint answer does without some opinion."""

    body: str
    basis: Sequence[Basis]
    no_basis_reason: str | None = None
    salutation: str | None = None
    confirmed: Collection[str] = ()
    missing_reason: str | None = None


@transactional
async def reply(
    who: Colleague,
    consultation_id: UUID,
    version: int,
    answer: Answer,
    snapshot: Snapshot,
    now: datetime,
    centre_id: int = 1,
) -> Consultation:
    """Answer a question; header and footer are added here (row 141). The clock stops.

    Raises: as `looking.looked_at`, and
        InvalidInput: neither a law with its number nor a reason for naming none (row 136).
        NeedsConfirmation: tone or privacy looks wrong and the clerk did not confirm it.
        OpinionsMissing: departments were asked and did not answer yet.
    """
    check_basis(answer)
    row = await looked_at(who, consultation_id, version, "reply", now, centre_id)
    check_tone(answer)
    await _check_opinions(row, answer)
    thread = await threads.locked(row.conversation_id, now, centre_id)
    await change(row, sql.ANSWER, [row.id, version, list(who.owners), now, who.id, who.name, who.number])
    office = office_of(who, row.department, snapshot)
    text = reply_form.whole(
        reply_form.header(office, answer.salutation),
        answer.body,
        answer.basis,
        reply_form.footer(office, local_day(now)),
    )
    message = await thread.staff(text, window_name(who, row.department, snapshot), who.number)
    await thread.keep()
    await _keep_reply(row, message.id, who, answer, now)
    await timing.stop(row, now)
    await ReplyDraft.filter(consultation_id=row.id, staff_id=who.id).delete()
    await record(row, "reply", State.ANSWERED, By.staff(who), now, note=answer.missing_reason)
    await _tell_citizen(row, message.id, now)
    await enqueue("evaluations.ask", {"kind": "consultation", "id": str(row.id)})
    return await again(row)


def check_basis(answer: Answer) -> None:
    """A reply rests on at least one law with its 文号 or article, or says why there is none. Raises InvalidInput."""
    if not answer.basis and not answer.no_basis_reason:
        raise InvalidInput("basis", "请写依据和文号,或说明为什么没有依据。")
    for place, law in enumerate(answer.basis):
        if not law.doc_no and not law.article:
            raise InvalidInput(f"basis.{place}.doc_no", "请写上文号或条款。")


def check_tone(answer: Answer) -> None:
    """Raises NeedsConfirmation when the wording looks wrong and was not confirmed."""
    left = [warning for warning in tone.warnings(answer.body) if warning.code not in answer.confirmed]
    if left:
        shown = [{"code": one.code, "text": one.text, "found": one.found} for one in left]
        raise NeedsConfirmation(count=len(left), details={"warnings": shown})


async def _check_opinions(row: Consultation, answer: Answer) -> None:
    missing = await JointOpinion.filter(consultation_id=row.id, target=row.target, given_at=None)
    if missing and not answer.missing_reason:
        raise OpinionsMissing(count=len(missing), details={"departments": [one.department for one in missing]})


async def _keep_reply(row: Consultation, message_id: UUID, who: Colleague, answer: Answer, now: datetime) -> None:
    kept = await StaffReply.create(
        centre_id=row.centre_id,
        created_at=now,
        consultation_id=row.id,
        message_id=message_id,
        staff_id=who.id,
        salutation=answer.salutation,
        body=answer.body,
        no_basis_reason=answer.no_basis_reason,
        department=row.department,
        window=who.windows[0] if who.windows else None,
        target=row.target,
        due_at=row.due_at,
    )
    for place, law in enumerate(answer.basis):
        await ReplyBasis.create(
            centre_id=row.centre_id,
            created_at=now,
            reply_id=kept.id,
            place=place,
            law=law.law,
            doc_no=law.doc_no,
            article=law.article,
        )


async def _tell_citizen(row: Consultation, message_id: UUID, now: datetime) -> None:
    """Once per reply: a reopened question is answered, and told about, again."""
    await notices.send(
        row.citizen_id,
        "consultations.answered",
        {"number": row.number},
        now=now,
        link=link_of(row),
        dedupe_key=f"message:{message_id}:answered",
        centre_id=row.centre_id,
    )
