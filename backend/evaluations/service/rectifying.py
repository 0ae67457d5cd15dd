"""The department's side of a 差评: contact, measure, result; and 综合协调科's call-back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from backend.common.errors import Forbidden, Stale
from backend.database import transactional
from backend.evaluations import queries
from backend.evaluations.models import Rectification
from backend.evaluations.queries import File
from backend.evaluations.refusals import MessageReaches, NoCalls
from backend.evaluations.rules import Official
from backend.evaluations.service import timing
from backend.evaluations.service.recording import By, Note, record
from backend.evaluations.states import RECTIFICATION, Channel, Target
from backend.evaluations.wording import link_of
from backend.notices import service as notices


@dataclass(frozen=True)
class Talk:
    """A contact or a call-back: how, whether somebody was reached, and what was said or written."""

    channel: Channel
    reached: bool
    words: str


@transactional
async def contact(who: Official, rating_id: UUID, version: int, talk: Talk, now: datetime, centre_id: int = 1) -> File:
    """Record that the department spoke with the citizen, or tried to. A message goes out by itself.

    Raises:
        NotFound, Forbidden, WrongState, Stale.
        NoCalls: the citizen did not agree to be called.
        MessageReaches: a message cannot miss.
    """
    verb = "contact" if talk.reached else "miss"
    found = await _open(who, rating_id, version, verb, centre_id)
    _check_channel(found, talk)
    await _move(found, verb, now, contacted_at=now if talk.reached else None)
    if talk.reached:
        await timing.stop(rating_id, now, Target.CONTACT)
    await _told(found, verb, talk, who, now)
    return await queries.for_staff(who, rating_id, centre_id)


@transactional
async def plan(who: Official, rating_id: UUID, version: int, measure: str, now: datetime, centre_id: int = 1) -> File:
    """Write down what will be done; it may be written anew. Raises NotFound, Forbidden, WrongState, Stale."""
    found = await _open(who, rating_id, version, "plan", centre_id)
    await _move(found, "plan", now, measure=measure)
    await record(found.rating, "plan", By.staff(who), now, Note(measure))
    return await queries.for_staff(who, rating_id, centre_id)


@transactional
async def rectify(who: Official, rating_id: UUID, version: int, result: str, now: datetime, centre_id: int = 1) -> File:
    """Write down what was done. The citizen reads it and may add a 追评.

    Raises:
        NotFound, Forbidden, WrongState, Stale.
    """
    found = await _open(who, rating_id, version, "rectify", centre_id)
    await _move(found, "rectify", now, result=result, rectified_at=now)
    await timing.stop(rating_id, now, Target.RECTIFY, Target.CONTACT)
    await record(found.rating, "rectify", By.staff(who), now, Note(result, told=True))
    await _notify(found, "evaluations.rectified", f"rating:{rating_id}:rectified", now)
    return await queries.for_staff(who, rating_id, centre_id)


@transactional
async def call_back(
    who: Official, rating_id: UUID, version: int, talk: Talk, now: datetime, centre_id: int = 1
) -> File:
    """Record the call-back that every rectification ends with, or that nobody answered. Raises as `contact`, but a
    call needs no consent: it is not the department's."""
    verb = "call_back" if talk.reached else "miss_call_back"
    found = await _open(who, rating_id, version, verb, centre_id)
    if talk.channel is Channel.MESSAGE and not talk.reached:
        raise MessageReaches()
    await _move(found, verb, now, **({"called_back_at": now} if talk.reached else {}))
    await _told(found, verb, talk, who, now)
    return await queries.for_staff(who, rating_id, centre_id)


async def _open(who: Official, rating_id: UUID, version: int, verb: str, centre_id: int) -> File:
    found = await queries.for_staff(who, rating_id, centre_id)
    task = found.task
    if task is None or not who.may_ever(verb, found.responsible):
        raise Forbidden()
    if task.version != version:
        raise Stale()
    RECTIFICATION.next(task.state, verb)
    return found


def _check_channel(found: File, talk: Talk) -> None:
    if talk.channel is Channel.PHONE and not found.rating.may_call:
        raise NoCalls()
    if talk.channel is Channel.MESSAGE and not talk.reached:
        raise MessageReaches()


async def _move(found: File, verb: str, now: datetime, **columns: object) -> None:
    """Compare-and-set; nothing changed means that somebody else was faster."""
    task = found.task
    assert task is not None, "_open found it"
    values = {"state": RECTIFICATION.next(task.state, verb), "version": task.version + 1} | columns
    if not await Rectification.filter(id=task.id, state=task.state, version=task.version).update(**values):
        raise Stale()


async def _told(found: File, verb: str, talk: Talk, who: Official, now: datetime) -> None:
    """A message is for the citizen to read; notes of a call stay with the staff."""
    by_message = talk.channel is Channel.MESSAGE
    note = Note(talk.words, told=by_message, channel=talk.channel, reached=talk.reached)
    await record(found.rating, verb, By.staff(who), now, note)
    if by_message:
        await _notify(found, "evaluations.message", f"rating:{found.rating.id}:{verb}", now)


async def _notify(found: File, template: str, dedupe_key: str, now: datetime) -> None:
    row = found.rating
    fields = {"title": row.title}
    await notices.send(
        row.citizen_id, template, fields, now=now, link=link_of(row), dedupe_key=dedupe_key, centre_id=row.centre_id
    )
