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
from backend.common.workdays import is_open
from backend.consultations import cards, deadlines, queries, sql, threads
from backend.consultations.clocks import timing
from backend.consultations.models import Consultation, Message
from backend.consultations.offices import department_name
from backend.consultations.routing import NO_WINDOW, Route
from backend.consultations.rules import Asked, question_of
from backend.consultations.service import merging
from backend.consultations.service.recording import By, change, record
from backend.consultations.service.routing import routed
from backend.consultations.states import MACHINE, Kind
from backend.consultations.threads import Ref, Thread
from backend.database import fetch_one, transactional
from backend.notices import service as notices

NOBODY = "微信用户"
"""How a citizen is called who told no name."""

OFF_HOURS = "现在是下班时间,上班后有人看。您可以先离开。"
MAY_LEAVE = "您可以先离开,有答复会通知您。"


@transactional
async def hand_off(
    ref: Ref, question: str | None, snapshot: Snapshot, now: datetime
) -> tuple[list[Message], Consultation]:
    """Give a conversation to the window that it belongs to, with everything said so far.

    While one question waits, further words are added to it. The same question of an earlier conversation that is
    still open is not asked twice: this conversation joins it.

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
        await added(row, By.citizen(ref.citizen_id), now)
    await thread.keep()
    return thread.written, row


async def open_consultation(thread: Thread, citizen_id: UUID, asked: Asked, snapshot: Snapshot) -> Consultation:
    """Create the consultation in the caller's transaction, or join the same one that is open; tell the citizen."""
    known = await merging.open_same(citizen_id, asked, thread.row.centre_id)
    if known is not None:
        await merging.join(thread, known, citizen_id)
        return known
    where = await routed(asked, snapshot, thread.context.last_item, thread.row.centre_id)
    row = await _created(thread, citizen_id, asked, where)
    await timing.begin(row, "ask", thread.now)
    await timing.arrive(row, row.department, thread.now)
    await record(row, "ask", row.state, By.citizen(citizen_id), thread.now)
    await _tell_citizen(thread, row, snapshot)
    return row


async def added(row: Consultation, by: By, now: datetime) -> None:
    """The citizen wrote more. What was waited for goes on; a reply written without it is stale."""
    if row.paused_at is None:
        await change(row, sql.TOUCH, [row.id])
        await record(row, "add", row.state, by, now)
        return
    await change(row, sql.GO_ON, [row.id])
    row.state = MACHINE.next(row.state, "resume")
    await timing.resume(row, now)
    await record(row, "add", row.state, by, now)


async def _created(thread: Thread, citizen_id: UUID, asked: Asked, where: Route) -> Consultation:
    person = await accounts.card(citizen_id)
    return await Consultation.create(
        centre_id=thread.row.centre_id,
        created_at=thread.now,
        conversation_id=thread.row.id,
        number=await _number(thread.now, thread.row.centre_id),
        citizen_id=citizen_id,
        citizen_masked=person.name_masked or NOBODY,
        question=asked.text,
        item_code=where.item_code,
        department=where.department,
        state=MACHINE.start,
        due_at=thread.now,
        clock_from=thread.now,
        routing_reason=where.reason,
        routing_confidence=where.confidence,
        window=where.window,
        suggested=where.suggested,
        confidential=where.confidential,
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
    department = department_name(row.department, snapshot)
    due = deadlines.due_text(row.due_at)
    card = cards.handoff_card(row.number, department, due, await _note(row, thread.now))
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


async def _note(row: Consultation, now: datetime) -> str:
    """What the card adds: why it is with 综合协调科, and that nobody has to wait at the phone."""
    may_leave = MAY_LEAVE if is_open(await calendar.load(row.centre_id), now) else OFF_HOURS
    return f"{NO_WINDOW}{may_leave}" if row.routing_reason == NO_WINDOW else may_leave


def link_of(row: Consultation) -> str:
    """The consultation's page in the citizen app."""
    return f"/pages/consultations/detail?id={row.id}"
