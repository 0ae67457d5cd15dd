"""What supervision reads and marks."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from backend import audit
from backend.catalogue.schemas import Named
from backend.catalogue.snapshot import Snapshot
from backend.common.errors import Conflict, NotFound
from backend.common.ids import new_id
from backend.consultations.clocks.settings import terms
from backend.consultations.models import Consultation, ReplyBasis, StaffReply
from backend.consultations.oversight import figures, sql
from backend.consultations.oversight.schemas import (
    DepartmentFigures,
    Figures,
    PersonFigures,
    ReplyFigures,
    WindowFigures,
)
from backend.consultations.rendering import department_named
from backend.consultations.rules import Colleague
from backend.consultations.states import RUNNING
from backend.database import fetch, fetch_one, transactional, vault
from backend.staff import queries as staff

WALL = 200
"""Rows on the wall of lights."""


class AlreadyMarked(Conflict):
    """A reply is marked once."""

    code = "already_marked"
    message = "这条答复已经评过了。请看下一条。"


@dataclass(frozen=True)
class Marks:
    """准确, 完整, 清晰, 依据, 态度: 1 (poor) to 5."""

    accurate: int
    complete: int
    clear: int
    grounded: int
    friendly: int

    @property
    def average(self) -> float:
        """Of the five."""
        return (self.accurate + self.complete + self.clear + self.grounded + self.friendly) / 5


async def lamps(now: datetime, centre_id: int = 1) -> list[dict[str, Any]]:
    """Open questions by department and light."""
    return await fetch(sql.LAMPS, [centre_id, now])


async def pressing(now: datetime, centre_id: int = 1) -> list[Consultation]:
    """What is late or pressing, the longest overdue first."""
    rows = Consultation.filter(centre_id=centre_id, state__in=RUNNING, warn_at__lte=now)
    return await rows.order_by("due_at", "id").limit(WALL)


async def sample(month: str, size: int, centre_id: int = 1) -> list[tuple[StaffReply, list[ReplyBasis]]]:
    """Replies of a month that nobody marked yet, chosen by chance."""
    ids = [row["id"] for row in await fetch(sql.SAMPLE, [centre_id, *figures.span(month), size])]
    replies = await StaffReply.filter(id__in=ids).prefetch_related("consultation", "message").order_by("id")
    laws = await ReplyBasis.filter(reply_id__in=ids).order_by("place")
    return [(reply, [law for law in laws if law.reply_id == reply.id]) for reply in replies]


@transactional
async def mark(
    who: Colleague, reply_id: UUID, marks: Marks, note: str | None, now: datetime, centre_id: int = 1
) -> float:
    """Mark one reply; returns the average. Raises NotFound, AlreadyMarked."""
    reply = await StaffReply.get_or_none(id=reply_id, centre_id=centre_id)
    if reply is None:
        raise NotFound()
    sealed = note and vault.seal_text(note, "quality_mark.note")
    values = [new_id(), centre_id, now, reply.consultation_id, reply.id, *vars(marks).values(), sealed, who.called]
    if await fetch_one(sql.MARK, values) is None:
        raise AlreadyMarked()
    await audit.record(who.actor, "consultations.mark", f"reply:{reply.id}", now, centre_id=centre_id)
    return marks.average


async def monthly(month: str, snapshot: Snapshot, centre_id: int = 1) -> Figures:
    """The figures of a month (``2026-11``)."""
    begins, ends = figures.span(month)
    replies = await fetch(sql.REPLIES, [centre_id, begins, ends])
    bot = await _bot(begins, ends, snapshot, centre_id)
    asked, solved = sum(one[0] for one in bot.values()), sum(one[1] for one in bot.values())
    return Figures(
        month=month,
        total=ReplyFigures(**vars(figures.tally(replies))),
        bot_solved=figures.share(solved, asked),
        departments=await _departments(replies, bot, begins, ends, snapshot, centre_id),
        windows=_windows(replies, snapshot),
        people=await _people(replies, snapshot, centre_id),
    )


async def _departments(
    replies: list[dict[str, Any]],
    bot: dict[str, tuple[int, int]],
    begins: datetime,
    ends: datetime,
    snapshot: Snapshot,
    centre_id: int,
) -> list[DepartmentFigures]:
    tallies = figures.by(replies, lambda row: str(row["department"]))
    term = (await terms(centre_id)).forward_minutes
    forwards = {row["department"]: row for row in await fetch(sql.FORWARDS, [centre_id, begins, ends, term])}
    urges = {row["department"]: row["urges"] for row in await fetch(sql.URGES, [centre_id, begins, ends])}
    none = figures.tally([])
    return [
        DepartmentFigures(
            **vars(tallies.get(code, none)),
            department=department_named(code, snapshot),
            forwards=forwards[code]["forwards"] if code in forwards else 0,
            forward_minutes=round(forwards[code]["minutes"], 1) if code in forwards else None,
            late_forwards=forwards[code]["late"] if code in forwards else 0,
            urges=urges.get(code, 0),
            bot_asked=bot.get(code, (0, 0))[0],
            bot_solved=figures.share(bot[code][1], bot[code][0]) if code in bot else None,
        )
        for code in sorted({*tallies, *forwards, *urges, *bot})
    ]


def _windows(replies: list[dict[str, Any]], snapshot: Snapshot) -> list[WindowFigures]:
    tallies = figures.by(replies, lambda row: row["window"])
    return [
        WindowFigures(**vars(tally), window=Named(code=code, name=_window_name(code, snapshot)))
        for code, tally in sorted(tallies.items())
    ]


def _window_name(code: str, snapshot: Snapshot) -> str:
    return snapshot.windows[code].name if code in snapshot.windows else code


async def _people(replies: list[dict[str, Any]], snapshot: Snapshot, centre_id: int) -> list[PersonFigures]:
    known = {member.id: member for member in await staff.members(centre_id)}
    tallies = figures.by(replies, lambda row: (row["staff_id"], str(row["department"])))
    found = [
        PersonFigures(
            **vars(tally),
            name=known[staff_id].name,
            number=known[staff_id].number,
            department=department_named(department, snapshot),
        )
        for (staff_id, department), tally in tallies.items()
        if staff_id in known
    ]
    return sorted(found, key=lambda one: (one.department.code, one.number))


async def _bot(begins: datetime, ends: datetime, snapshot: Snapshot, centre_id: int) -> dict[str, tuple[int, int]]:
    """Conversations that the bot answered, and those it solved, by the department of the item."""
    asked: Counter[str] = Counter()
    solved: Counter[str] = Counter()
    for row in await fetch(sql.BOT, [centre_id, begins, ends]):
        guide = snapshot.guides.get(row["item"] or "")
        if guide is not None:
            asked[guide.guide.department] += row["asked"]
            solved[guide.guide.department] += row["solved"]
    return {code: (count, solved[code]) for code, count in asked.items()}
