"""The citizen's side of a complaint: submit, settle, ask once to have it looked at again."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from backend.accounts import queries as accounts
from backend.calendar import snapshot as calendar
from backend.common.clock import local_day
from backend.common.errors import Stale
from backend.common.ids import new_id
from backend.database import fetch_one, transactional
from backend.evaluations import complaint_queries, rules, sql, terms
from backend.evaluations.complaint_queries import About
from backend.evaluations.models import Complaint
from backend.evaluations.refusals import ReopenedBefore
from backend.evaluations.service import timing
from backend.evaluations.service.recording import By, Note, record_complaint
from backend.evaluations.states import COMPLAINT, ComplaintKind, Matter, Target
from backend.evaluations.terms import Term
from backend.evaluations.wording import complaint_link, due_text
from backend.notices import service as notices
from backend.settings import Settings

NOBODY = "微信用户"
"""How a citizen is called who told no name."""


@dataclass(frozen=True)
class Trouble:
    """What a citizen writes. ``about`` names one of the own matters; ``phone`` is where to be called, if anywhere."""

    kind: ComplaintKind
    words: str = field(repr=False)
    wanted: str = field(repr=False)
    about: tuple[Matter, UUID] | None = None
    phone: str | None = field(default=None, repr=False)


@transactional
async def submit(
    citizen_id: UUID, trouble: Trouble, settings: Settings, now: datetime, centre_id: int = 1
) -> Complaint:
    """Take a complaint, give it a number and a deadline. A report of corruption goes to supervision only.

    Raises:
        NotFound: the matter is not this citizen's.
    """
    matter = await complaint_queries.about(citizen_id, *trouble.about) if trouble.about else None
    term = await _term(settings, now, centre_id)
    row = await _create(citizen_id, trouble, matter, term, now, centre_id)
    await timing.start(row.id, term, now, centre_id=centre_id)
    await record_complaint(row, "submit", row.state, By.citizen(citizen_id), now)
    await _notify(row, now)
    return row


@transactional
async def close(citizen_id: UUID, complaint_id: UUID, version: int, now: datetime) -> Complaint:
    """The citizen is content with the answer. Raises NotFound, WrongState, Stale."""
    row = await _mine(citizen_id, complaint_id, version, "close")
    await change(row, "close")
    await record_complaint(row, "close", COMPLAINT.next(row.state, "close"), By.citizen(citizen_id), now)
    return await complaint_queries.mine(citizen_id, complaint_id)


@transactional
async def reopen(
    citizen_id: UUID, complaint_id: UUID, version: int, words: str, settings: Settings, now: datetime
) -> Complaint:
    """Have it looked at again, once, with a new deadline; by who handled it.

    Raises:
        NotFound, WrongState, Stale.
        ReopenedBefore.
    """
    row = await _mine(citizen_id, complaint_id, version, "reopen")
    if "reopen" not in rules.complainants_verbs(row.state, reopened=row.reopened):
        raise ReopenedBefore()
    term = await _term(settings, now, row.centre_id)
    columns = {"due_at": term.due_at, "provisional": term.provisional, "replied_at": None, "reopened": True}
    await change(row, "reopen", **columns)
    await timing.start(row.id, term, now, turn=2, centre_id=row.centre_id)
    note = Note(words, told=True)
    await record_complaint(row, "reopen", COMPLAINT.next(row.state, "reopen"), By.citizen(citizen_id), now, note)
    return await complaint_queries.mine(citizen_id, complaint_id)


async def change(row: Complaint, verb: str, **columns: object) -> None:
    """Compare-and-set to the state after ``verb``. Raises WrongState, Stale."""
    values = {"state": COMPLAINT.next(row.state, verb), "version": row.version + 1} | columns
    if not await Complaint.filter(id=row.id, state=row.state, version=row.version).update(**values):
        raise Stale()


async def _mine(citizen_id: UUID, complaint_id: UUID, version: int, verb: str) -> Complaint:
    row = await complaint_queries.mine(citizen_id, complaint_id)
    if row.version != version:
        raise Stale()
    COMPLAINT.next(row.state, verb)
    return row


async def _term(settings: Settings, now: datetime, centre_id: int) -> Term:
    return terms.term(await calendar.load(centre_id), Target.REPLY, now, settings.complaint_working_days)


async def _create(
    citizen_id: UUID, trouble: Trouble, matter: About | None, term: Term, now: datetime, centre_id: int
) -> Complaint:
    person = await accounts.card(citizen_id)
    return await Complaint.create(
        centre_id=centre_id,
        created_at=now,
        number=await _number(now, centre_id),
        kind=trouble.kind,
        confidential=trouble.kind is ComplaintKind.INTEGRITY,
        citizen_id=citizen_id,
        citizen_masked=person.name_masked or NOBODY,
        department=matter.department if matter else None,
        matter_kind=matter.kind if matter else None,
        matter_id=matter.id if matter else None,
        matter_title=matter.text if matter else None,
        words=trouble.words,
        wanted=trouble.wanted,
        phone=trouble.phone,
        state=COMPLAINT.start,
        due_at=term.due_at,
        provisional=term.provisional,
    )


async def _number(now: datetime, centre_id: int) -> str:
    """``TS2611-0042``: year, month and the serial of that month."""
    month = f"{local_day(now):%y%m}"
    row = await fetch_one(sql.SERIAL, [new_id(), centre_id, now, month])
    assert row is not None
    return f"TS{month}-{row['serial']:04d}"


async def _notify(row: Complaint, now: datetime) -> None:
    await notices.send(
        row.citizen_id,
        "evaluations.complaint_received",
        {"number": row.number, "due": due_text(row.due_at)},
        now=now,
        link=complaint_link(row),
        dedupe_key=f"complaint:{row.id}:received",
        centre_id=row.centre_id,
    )
