"""Firing timers that were reached. Each is one transaction: the mark that it fired, and what it does.

However long nobody swept, however the clock jumped, whoever sweeps beside: a timer that was marked never fires again,
and one whose effects were lost was not marked either.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import structlog

from backend.calendar import snapshot as calendar
from backend.catalogue.places import COORDINATION
from backend.consultations import sql as consultation_sql
from backend.consultations.clocks import sql, timing
from backend.consultations.clocks.models import ConsultationExtension, SlaEvent
from backend.consultations.clocks.settings import on_late
from backend.consultations.coordination.models import JointOpinion
from backend.consultations.models import Consultation
from backend.consultations.service import extending, moving
from backend.consultations.service.handing_over import link_of
from backend.consultations.service.recording import By, change, record
from backend.consultations.states import OPEN, RUNNING, Alarm, Asked, OnLate, State
from backend.consultations.wording import LEVEL_VERBS
from backend.database import fetch, fetch_one, transactional
from backend.notices import service as notices

BATCH = 500
log = structlog.get_logger()


async def sweep(phone: str, now: datetime, centre_id: int = 1) -> int:
    """Count anew what an old calendar was used for, then fire what is due; returns how many timers fired.

    One timer that fails is logged and stays due; the others go on.

    Parameters:
        phone: of the supervision, for citizens whose answer is late.
    """
    work = await calendar.load(centre_id)
    for row in await fetch(sql.OLD_CALENDAR, [centre_id, work.version, BATCH]):
        await recount(row["id"], now)
    fired = 0
    for row in await fetch(sql.DUE, [centre_id, now, BATCH]):
        try:
            fired += await fire(row["id"], phone, now)
        except Exception as problem:
            log.error("timer_failed", timer=str(row["id"]), problem=type(problem).__name__, exc_info=problem)
    return fired


@transactional
async def recount(consultation_id: UUID, now: datetime) -> None:
    """Count a deadline by the calendar of today."""
    row = await locked(consultation_id)
    before = row.due_at
    await timing.count(row, "calendar", now)
    if row.due_at != before:
        await record(row, "calendar", row.state, By.clock(), now)
        await extending.told(row, "放假安排有变", now)


@transactional
async def fire(event_id: UUID, phone: str, now: datetime) -> bool:
    """Fire one timer if nobody did; returns whether it was this call."""
    event = await SlaEvent.get(id=event_id)
    row = await locked(event.consultation_id)
    if await fetch_one(sql.FIRE, [event_id, now]) is None:
        return False
    await act(event, row, phone, now)
    return True


async def locked(consultation_id: UUID) -> Consultation:
    """The row, held until the transaction ends: the order of locks is conversation, consultation, timers."""
    return await Consultation.filter(id=consultation_id).select_for_update().get()


async def act(event: SlaEvent, row: Consultation, phone: str, now: datetime) -> None:
    """What a timer does, in the transaction that marks it."""
    match event.kind:
        case Alarm.REPLY:
            await _reply(event, row, phone, now)
        case Alarm.WAITING:
            await _silent(event, row, now)
        case Alarm.OPINION:
            await _opinion(event, row, now)
        case Alarm.UNREAD | Alarm.UNCLAIMED:
            await record(row, event.kind, row.state, By.clock(), now)


async def _reply(event: SlaEvent, row: Consultation, phone: str, now: datetime) -> None:
    await record(row, LEVEL_VERBS[event.level], row.state, By.clock(), now)
    if event.level < 100 or event.target != f"reply:{row.target}":
        return
    await fetch(consultation_sql.LATE, [row.id, now, row.target])
    await _lapse(row, now)
    if row.state in OPEN:
        await _apologise(row, phone, now)
    if row.state in RUNNING:
        await _back(row, now)


async def _apologise(row: Consultation, phone: str, now: datetime) -> None:
    await notices.send(
        row.citizen_id,
        "consultations.late",
        {"number": row.number, "phone": phone},
        now=now,
        link=link_of(row),
        dedupe_key=f"consultation:{row.id}:late:{row.target}",
        centre_id=row.centre_id,
    )


async def _back(row: Consultation, now: datetime) -> None:
    """Take it from whoever sat on it, as the department's rule says. 督查's own stay where they are."""
    rule = OnLate.KEEP if row.confidential else await on_late(row.department, row.centre_id)
    if rule is OnLate.POOL and row.state is State.CLAIMED:
        await moving.moved(row, "pool", row.department, By.clock(), now)
    elif rule is OnLate.COORDINATION and row.department != COORDINATION:
        await moving.moved(row, "pool", COORDINATION, By.clock(), now)


async def _lapse(row: Consultation, now: datetime) -> None:
    for wish in await ConsultationExtension.filter(consultation_id=row.id, state=Asked.ASKED):
        await extending.settle(wish, Asked.LAPSED, "系统", now)
        await record(row, "lapsed", row.state, By.clock(), now)


async def _silent(event: SlaEvent, row: Consultation, now: datetime) -> None:
    """The citizen did not answer in the time for that: the window goes on with what it has."""
    if row.state is not State.WAITING:
        return
    await change(row, consultation_sql.GO_ON, [row.id])
    await timing.resume(row, now, until=event.due_at)
    await record(row, "silent", State.CLAIMED, By.clock(), now)


async def _opinion(event: SlaEvent, row: Consultation, now: datetime) -> None:
    wanted = await JointOpinion.get(consultation_id=row.id, place=int(event.target.split(":")[1]))
    await record(row, "no_opinion", row.state, By.clock(), now, department=wanted.department)
