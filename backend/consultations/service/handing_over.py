"""From the bot to a window: the question, its department, its number and its deadline."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from backend.accounts import queries as accounts
from backend.calendar import snapshot as calendar
from backend.catalogue.snapshot import Snapshot
from backend.common.clock import local_day
from backend.common.errors import InvalidInput
from backend.common.ids import new_id
from backend.common.numbers import format_consultation_number
from backend.common.workdays import Deadline, WorkCalendar
from backend.consultations import cards, deadlines, queries, sql, threads
from backend.consultations.models import Consultation, ConsultationDeadline, Message
from backend.consultations.rules import NO_WINDOW, Asked, question_of, route
from backend.consultations.service.recording import By, record
from backend.consultations.states import MACHINE, Kind
from backend.consultations.threads import Ref, Thread
from backend.database import fetch_one, transactional
from backend.notices import service as notices

NOBODY = "微信用户"
"""How a citizen is called who told no name."""


@transactional
async def hand_off(
    ref: Ref, question: str | None, snapshot: Snapshot, now: datetime
) -> tuple[list[Message], Consultation]:
    """Give a conversation to the window that it belongs to, with everything said so far.

    While one question waits, further words are added to it.

    Parameters:
        ref: of a logged-in citizen.
        question: what to answer; None takes the last words that name a matter.

    Raises:
        NotFound: as `threads.entered`.
        InvalidInput: nothing was asked yet.
    """
    assert ref.citizen_id is not None
    thread = await threads.entered(ref, now)
    asked = await _asked(thread, question, snapshot)
    row = await queries.waiting_of(thread.row.id)
    if row is None:
        if asked is None:
            raise InvalidInput("question", "请先写下您的问题,再转人工。")
        row = await open_consultation(thread, ref.citizen_id, asked, snapshot)
    elif question is not None:
        await record(row, "add", row.state, By.citizen(ref.citizen_id), now)
    await thread.keep()
    return thread.written, row


async def open_consultation(thread: Thread, citizen_id: UUID, asked: Asked, snapshot: Snapshot) -> Consultation:
    """Create the consultation in the caller's transaction, and tell the citizen its number and deadline."""
    where = route(asked.trace, snapshot.book, thread.context.last_item)
    work, now = await calendar.load(thread.row.centre_id), thread.now
    deadline = deadlines.due(work, now)
    person = await accounts.card(citizen_id)
    row = await Consultation.create(
        centre_id=thread.row.centre_id,
        created_at=now,
        conversation_id=thread.row.id,
        number=await _number(now, thread.row.centre_id),
        citizen_id=citizen_id,
        citizen_masked=person.name_masked or NOBODY,
        question=asked.text,
        item_code=where.item_code,
        department=where.department,
        state=MACHINE.start,
        due_at=deadline.due_at,
        routing_reason=where.reason,
        routing_confidence=where.confidence,
    )
    await set_deadline(row, work, deadline, now)
    await record(row, "ask", row.state, By.citizen(citizen_id), now)
    await _tell_citizen(thread, row, snapshot)
    return row


async def set_deadline(row: Consultation, work: WorkCalendar, deadline: Deadline, now: datetime) -> None:
    """Keep a deadline with the days it was counted by, beside any earlier one."""
    await ConsultationDeadline.create(
        centre_id=row.centre_id,
        created_at=now,
        consultation_id=row.id,
        days=deadlines.REPLY_DAYS,
        due_at=deadline.due_at,
        provisional=deadline.provisional,
        explanation=deadlines.explanation(work, now, deadline),
    )


async def _asked(thread: Thread, question: str | None, snapshot: Snapshot) -> Asked | None:
    if question is None:
        return question_of(await queries.asked(thread.row.id))
    await thread.citizen(question)
    return Asked(question, cards.trace_of(snapshot.engine.reply(question, thread.context)))


async def _number(now: datetime, centre_id: int) -> str:
    day = local_day(now)
    row = await fetch_one(sql.SERIAL, [new_id(), centre_id, now, f"{day:%y%m}"])
    assert row is not None
    return format_consultation_number(day, row["serial"])


async def _tell_citizen(thread: Thread, row: Consultation, snapshot: Snapshot) -> None:
    department = snapshot.department(row.department).name
    due = deadlines.due_text(row.due_at)
    note = NO_WINDOW if row.routing_reason == NO_WINDOW else None
    card = cards.handoff_card(row.number, department, due, note)
    await thread.system(Kind.HANDOFF, f"已转给{department}。单号 {row.number}。{due}。", card)
    await notices.send(
        row.citizen_id,
        "consultations.received",
        {"number": row.number, "department": department, "due": due},
        now=thread.now,
        link=link_of(row),
        dedupe_key=f"consultation:{row.id}:received",
        centre_id=row.centre_id,
    )


def link_of(row: Consultation) -> str:
    """The consultation's page in the citizen app."""
    return f"/pages/consultations/detail?id={row.id}"
