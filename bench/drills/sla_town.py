"""Consultations of a simulated year and the people who work on them, through the product's own verbs."""

from __future__ import annotations

import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from types import SimpleNamespace
from uuid import UUID

from backend.catalogue.snapshot import Snapshot
from backend.common.errors import Refusal
from backend.common.ids import new_id, new_token
from backend.consultations import routing
from backend.consultations.clocks import timing
from backend.consultations.models import Consultation, Conversation
from backend.consultations.reply_form import Basis
from backend.consultations.rules import Colleague
from backend.consultations.service import answering, extending, moving, settling, waiting
from backend.consultations.service.answering import Answer
from backend.consultations.service.recording import By, record
from backend.consultations.states import MACHINE, State
from backend.database import transactional
from bench.drills.sla_reference import DAY, Step
from faq.loader import load_book

DEPARTMENT = "GA-HZ"
CLERK = Colleague(UUID(int=1), "赵敏", "0101", "clerk", DEPARTMENT, ("W01",), True, False, True)
COORDINATOR = Colleague(UUID(int=2), "田慧", "9001", "coordinator", "ZX", (), True, True, False)
TRIES = 5


@dataclass
class Target:
    """One answer that was owed: when its clock began and what happened to it, in minutes."""

    start: int
    steps: list[Step] = field(default_factory=list)


@dataclass
class Matter:
    """One consultation of the drill with everything it knows of itself."""

    id: UUID
    citizen: UUID
    targets: list[Target]


def content() -> Snapshot:
    """The shipped content without an engine: nobody asks the bot here."""
    book = load_book()
    return Snapshot(
        book=book,
        engine=SimpleNamespace(book=book),  # type: ignore[arg-type]
        version=book.version,
        number=1,
        guides={},
        services={},
        departments={row.code: row for row in book.departments},
        windows={row.code: row for row in book.windows},
        places={},
    )


@transactional
async def asked(number: int, minute: int, now: datetime) -> Matter:
    """A citizen asks."""
    citizen = new_id()
    talk = await Conversation.create(created_at=now, citizen_id=citizen, key_hash=new_token())
    row = await Consultation.create(
        created_at=now,
        conversation_id=talk.id,
        number=f"ZX{number:06d}",
        citizen_id=citizen,
        citizen_masked="王*",
        question="身份证丢了怎么补",
        department=DEPARTMENT,
        state=MACHINE.start,
        due_at=now,
        clock_from=now,
        routing_reason=routing.FOUND,
        routing_confidence=1.0,
    )
    await timing.begin(row, "ask", now)
    await timing.arrive(row, DEPARTMENT, now)
    await record(row, "ask", row.state, By.citizen(citizen), now)
    return Matter(row.id, citizen, [Target(minute)])


async def act(what: str, matter: Matter, minute: int, now: datetime, snapshot: Snapshot, rng: random.Random) -> bool:
    """Do one thing if the rules allow it now; returns whether it was done, and keeps it for the reference."""
    verb = _VERBS[what]
    for _ in range(TRIES):
        try:
            row = await _taken(matter, now)
            step = await verb(row, matter, now, snapshot, rng)
        except Refusal as no:
            if no.code == "stale":
                continue
            return False
        if what == "reopen":
            matter.targets.append(Target(minute))
        elif step is not None:
            matter.targets[-1].steps.append(Step(minute, *step))
        return True
    return False


async def _taken(matter: Matter, now: datetime) -> Consultation:
    row = await Consultation.get(id=matter.id)
    if row.state is State.ROUTED:
        return await moving.claim(CLERK, row.id, row.version, now)
    return row


_Kept = tuple[str] | tuple[str, int] | None
_Verb = Callable[[Consultation, Matter, datetime, Snapshot, random.Random], Awaitable[_Kept]]


async def _pause(row: Consultation, _m: Matter, now: datetime, snapshot: Snapshot, _r: random.Random) -> _Kept:
    await waiting.ask_back(CLERK, row.id, row.version, "请补充", snapshot, now)
    return ("pause",)


async def _resume(row: Consultation, matter: Matter, now: datetime, _s: Snapshot, rng: random.Random) -> _Kept:
    if row.state is not State.WAITING:
        return None
    if rng.random() < 0.5:
        await waiting.answer(matter.citizen, row.id, "补充", now)
    else:
        await waiting.resume(CLERK, row.id, row.version, now)
    return ("resume",)


async def _extend(row: Consultation, _m: Matter, now: datetime, _s: Snapshot, rng: random.Random) -> _Kept:
    days = rng.randint(1, 5)
    wished = await extending.ask_for_time(CLERK, row.id, row.version, days, "要核实", now)
    await extending.decide(COORDINATOR, row.id, wished.version, True, "同意", now)
    return ("extend", days)


async def _reply(row: Consultation, _m: Matter, now: datetime, snapshot: Snapshot, _r: random.Random) -> _Kept:
    answer = Answer("可以办。", [Basis("身份证法", article="第11条")])
    await answering.reply(CLERK, row.id, row.version, answer, snapshot, now)
    return ("stop",)


async def _reopen(row: Consultation, matter: Matter, now: datetime, _s: Snapshot, _r: random.Random) -> _Kept:
    await settling.unsolved(matter.citizen, row.id, None, now)
    return None


_VERBS: dict[str, _Verb] = {
    "pause": _pause,
    "resume": _resume,
    "extend": _extend,
    "reply": _reply,
    "reopen": _reopen,
}


def plan(rng: random.Random, matters: int, days: int) -> list[tuple[int, int, str]]:
    """What is tried in the year: (minute, number of the matter, what), in order."""
    tried: list[tuple[int, int, str]] = []
    for number in range(matters):
        minute = rng.randrange((days - 60) * DAY)
        tried.append((minute, number, "ask"))
        for _ in range(rng.choice((1, 1, 2))):
            minute = _plan_target(rng, minute, number, tried)
            tried.append((minute, number, "reopen"))
            minute += 1
    return sorted(tried)


def _plan_target(rng: random.Random, minute: int, number: int, tried: list[tuple[int, int, str]]) -> int:
    """One target: some pauses and an extension, then the reply, in time or not, or never before the year ends."""
    for _ in range(rng.choice((0, 0, 1, 2))):
        minute += rng.randrange(1, 2 * DAY)
        tried.append((minute, number, "pause"))
        minute += rng.randrange(1, 3 * DAY)
        tried.append((minute, number, "resume"))
    if rng.random() < 0.3:
        minute += rng.randrange(1, DAY)
        tried.append((minute, number, "extend"))
    minute += rng.randrange(1, 8 * DAY)
    tried.append((minute, number, "reply"))
    return minute + rng.randrange(1, 3 * DAY)
