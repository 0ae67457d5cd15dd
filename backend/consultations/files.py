"""Everything known about consultations, read for their screens."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from backend.common.clock import local_day
from backend.consultations import queries
from backend.consultations.clocks.models import (
    ConsultationExtension,
    ConsultationPause,
    ConsultationStay,
    ConsultationUrge,
    SlaEvent,
)
from backend.consultations.coordination.models import JointOpinion
from backend.consultations.models import (
    Consultation,
    ConsultationDeadline,
    ConsultationEvent,
    Message,
    MessageFeedback,
)
from backend.consultations.rules import Standing
from backend.consultations.service.looking import standing
from backend.consultations.states import Urging


@dataclass(frozen=True)
class File:
    """One consultation as its citizen may know it. ``deadlines`` are all that were counted, the newest last."""

    row: Consultation
    thread: Sequence[Message]
    events: Sequence[ConsultationEvent]
    deadlines: Sequence[ConsultationDeadline]
    waiting_for: str | None
    urged_today: bool


@dataclass(frozen=True)
class DeskFile:
    """And as the staff need it."""

    file: File
    standing: Standing
    ratings: Mapping[UUID, MessageFeedback]
    timers: Sequence[SlaEvent]
    stays: Sequence[ConsultationStay]
    extensions: Sequence[ConsultationExtension]
    opinions: Sequence[JointOpinion]


async def files_of(rows: Sequence[Consultation], now: datetime) -> list[File]:
    """The files of several consultations, in their order."""
    threads, events = await queries.threads_of(rows), await queries.events_of(rows)
    ids = [row.id for row in rows]
    deadlines: dict[UUID, list[ConsultationDeadline]] = {id_: [] for id_ in ids}
    for one in await ConsultationDeadline.filter(consultation_id__in=ids).order_by("id"):
        deadlines[one.consultation_id].append(one)
    waits = await ConsultationPause.filter(consultation_id__in=ids, until_at=None)
    words = {wait.consultation_id: wait.words for wait in waits}
    urges = ConsultationUrge.filter(consultation_id__in=ids, origin=Urging.CITIZEN, day=local_day(now))
    urged = {urge.consultation_id for urge in await urges}
    return [
        File(row, threads[row.id], events[row.id], deadlines[row.id], words.get(row.id), row.id in urged)
        for row in rows
    ]


async def desk_file(row: Consultation, now: datetime) -> DeskFile:
    """One consultation's file for the staff."""
    [file] = await files_of([row], now)
    return DeskFile(
        file,
        await standing(row, now),
        await queries.ratings_of(file.thread),
        await SlaEvent.filter(consultation_id=row.id, cancelled_at=None).order_by("target", "level"),
        await ConsultationStay.filter(consultation_id=row.id).order_by("place"),
        await ConsultationExtension.filter(consultation_id=row.id).order_by("id"),
        await JointOpinion.filter(consultation_id=row.id).order_by("place"),
    )
