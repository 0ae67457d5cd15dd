"""The same citizen asks the same again while it is open: one question, not two."""

from __future__ import annotations

import re
from uuid import UUID

from rapidfuzz import fuzz

from backend.common.ids import new_id
from backend.consultations import deadlines, routing, sql
from backend.consultations.models import Consultation
from backend.consultations.rules import Asked
from backend.consultations.service.recording import By, change, record
from backend.consultations.states import Kind
from backend.consultations.threads import Thread
from backend.database import fetch

ALIKE = 90
"""From this likeness on (0 to 100, `rapidfuzz.fuzz.ratio`) two texts are the same question."""

_BESIDE = re.compile(r"[\s\W_]+|请问|你好|您好|谢谢")


def same(first: str, second: str) -> bool:
    """Whether two texts ask the same, punctuation and politeness aside."""
    one, other = _BESIDE.sub("", first).lower(), _BESIDE.sub("", second).lower()
    return bool(one) and fuzz.ratio(one, other) >= ALIKE


async def open_same(citizen_id: UUID, asked: Asked, centre_id: int) -> Consultation | None:
    """The citizen's open consultation about the same; words of danger are never taken for a repetition."""
    if routing.is_urgent(asked.trace):
        return None
    await fetch(sql.ONE_AT_A_TIME, [str(citizen_id)])
    ids = [row["id"] for row in await fetch(sql.OF_CITIZEN, [centre_id, citizen_id])]
    rows = await Consultation.filter(id__in=ids).order_by("id")
    return next((row for row in rows if same(row.question, asked.text)), None)


async def join(thread: Thread, row: Consultation, citizen_id: UUID) -> None:
    """Make this conversation part of the open consultation, and tell both sides."""
    await fetch(sql.JOIN, [new_id(), row.centre_id, thread.now, row.id, thread.row.id])
    await change(row, sql.TOUCH, [row.id])
    due = deadlines.promise(row)
    await thread.system(Kind.TEXT, f"您问过同样的问题,单号 {row.number}。已并在一起办理。{due}。")
    await record(row, "merge", row.state, By.citizen(citizen_id), thread.now)
