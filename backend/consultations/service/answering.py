"""The window's side: claim, forward, return, reply."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from backend.catalogue.places import COORDINATION
from backend.catalogue.snapshot import Snapshot
from backend.common.clock import local_day
from backend.common.errors import Forbidden, InvalidInput, Stale
from backend.consultations import queries, reply_form, sql, threads
from backend.consultations.models import Consultation, ReplyBasis, StaffReply
from backend.consultations.offices import office_of, window_name
from backend.consultations.refusals import NotYours
from backend.consultations.reply_form import Basis
from backend.consultations.rules import Colleague, Standing, allowed
from backend.consultations.service.handing_over import link_of
from backend.consultations.service.recording import By, record
from backend.consultations.states import MACHINE, State
from backend.database import fetch, transactional
from backend.notices import service as notices
from backend.outbox import enqueue


@dataclass(frozen=True)
class Answer:
    """What a clerk writes. ``salutation`` is how the citizen is addressed, e.g. 王女士."""

    body: str
    basis: Sequence[Basis]
    no_basis_reason: str | None = None
    salutation: str | None = None


@transactional
async def claim(who: Colleague, consultation_id: UUID, version: int, now: datetime, centre_id: int = 1) -> Consultation:
    """Take a question on. Of two who try one wins; the other is told `Stale`.

    Raises (as all verbs here):
        NotFound: not this person's department.
        Stale: it changed since ``version``.
        WrongState, NotYours, Forbidden: the verb is not allowed now, or not to this person.
    """
    row = await _row(who, consultation_id, version, "claim", centre_id)
    await _change(sql.CLAIM, [row.id, version, who.id, who.name, who.number])
    await record(row, "claim", State.CLAIMED, By.staff(who), now)
    return await _again(row)


@transactional
async def forward(
    who: Colleague,
    consultation_id: UUID,
    version: int,
    department: str,
    reason: str,
    snapshot: Snapshot,
    now: datetime,
    centre_id: int = 1,
) -> Consultation:
    """Give a question to another department with a reason (row 135). The clock goes on (row 133).

    A department without a window is answered for by 综合协调科 (row 128).

    Raises:
        InvalidInput: no such department, or the one it is with already.
    """
    row = await _row(who, consultation_id, version, "forward", centre_id)
    known = snapshot.departments.get(department)
    if known is None:
        raise InvalidInput("department", "没有这个部门。请重新选择。")
    target = known.code if known.stationed else COORDINATION
    if target == row.department:
        raise InvalidInput("department", "已经在这个部门。请选别的部门。")
    return await _move(row, "forward", target, reason, who, version, now)


@transactional
async def give_back(
    who: Colleague, consultation_id: UUID, version: int, reason: str, now: datetime, centre_id: int = 1
) -> Consultation:
    """Return a question to 综合协调科 with a reason. The clock goes on."""
    row = await _row(who, consultation_id, version, "return", centre_id)
    return await _move(row, "return", COORDINATION, reason, who, version, now)


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
    """Answer a question; header and footer are added here (row 141).

    Raises:
        InvalidInput: neither a law with its number nor a reason for naming none (row 136).
    """
    check_basis(answer)
    row = await _row(who, consultation_id, version, "reply", centre_id)
    thread = await threads.locked(row.conversation_id, now, centre_id)
    await _change(sql.ANSWER, [row.id, version, who.id, now])
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
    await record(row, "reply", State.ANSWERED, By.staff(who), now)
    await _tell_citizen(row, message.id, now)
    await enqueue("evaluations.ask", {"kind": "consultation", "id": str(row.id)})
    return await _again(row)


def check_basis(answer: Answer) -> None:
    """A reply rests on at least one law with its 文号 or article, or says why there is none. Raises InvalidInput."""
    if not answer.basis and not answer.no_basis_reason:
        raise InvalidInput("basis", "请写依据和文号,或说明为什么没有依据。")
    for place, law in enumerate(answer.basis):
        if not law.doc_no and not law.article:
            raise InvalidInput(f"basis.{place}.doc_no", "请写上文号或条款。")


async def _row(who: Colleague, consultation_id: UUID, version: int, verb: str, centre_id: int) -> Consultation:
    row = await queries.for_staff(who, consultation_id, centre_id)
    if row.version != version:
        raise Stale()
    MACHINE.next(row.state, verb)
    if verb not in allowed(who, Standing(row.state, row.department, row.owner_id)):
        raise _refusal(row, who)
    return row


def _refusal(row: Consultation, who: Colleague) -> Forbidden | NotYours:
    taken = row.owner_id not in (None, who.id)
    return NotYours(name=row.owner_name) if taken and who.may_answer else Forbidden()


async def _change(statement: str, values: list[Any]) -> None:
    """The compare-and-set; no row means that somebody else was faster."""
    if not await fetch(statement, values):
        raise Stale()


async def _move(
    row: Consultation, verb: str, target: str, reason: str, who: Colleague, version: int, now: datetime
) -> Consultation:
    await _change(sql.MOVE, [row.id, version, target])
    await record(row, verb, State.ROUTED, By.staff(who), now, department=target, note=reason)
    return await _again(row)


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


async def _again(row: Consultation) -> Consultation:
    await row.refresh_from_db()
    return row
