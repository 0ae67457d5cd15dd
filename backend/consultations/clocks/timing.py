"""Starting, counting, pausing and stopping the clocks of one consultation, in the caller's transaction.

Callers hold the consultation's row (they changed it in this transaction, or locked it).
"""

from __future__ import annotations

from datetime import datetime

from backend.calendar import snapshot as calendar
from backend.common.ids import new_id
from backend.common.workdays import WorkCalendar, add_working_days, add_working_minutes, working_minutes_between
from backend.consultations.clocks import rules, sql
from backend.consultations.clocks.models import ConsultationPause, ConsultationStay
from backend.consultations.clocks.rules import LEVELS, WARNED, Counted, Pause, Term
from backend.consultations.clocks.settings import terms
from backend.consultations.models import Consultation, ConsultationDeadline
from backend.consultations.states import Alarm, Handling
from backend.database import fetch


async def count(row: Consultation, cause: str, now: datetime) -> None:
    """Count the deadline of the present target anew, keep how, and move its timers.

    Reads ``clock_from``, ``days``, ``extended_days``, ``handling`` and ``paused_at`` of ``row`` as the caller left
    them and writes the outcome to the row. ``cause`` is the verb that made it necessary; ``calendar`` also moves
    timers that an outdated calendar had already let pass.
    """
    work = await calendar.load(row.centre_id)
    term = await term_of(row)
    counted = rules.count(work, term)
    row.due_at, row.calendar_version = counted.due_at, work.version
    row.warn_at = rules.at_level(work, term, counted.budget, WARNED)
    values = [row.id, row.due_at, row.warn_at, work.version, row.days, row.extended_days, row.handling]
    await fetch(sql.COUNTED, [*values, row.clock_from])
    await _keep(row, counted, cause, work, now)
    for level in LEVELS:
        due_at = None if row.paused_at else rules.at_level(work, term, counted.budget, level)
        await plan(row, f"reply:{row.target}", Alarm.REPLY, level, due_at, now, again=cause == "calendar")


async def term_of(row: Consultation) -> Term:
    """What the present target's deadline is counted from."""
    pauses = await ConsultationPause.filter(consultation_id=row.id, target=row.target).order_by("from_at")
    spans = tuple(Pause(pause.from_at, pause.until_at) for pause in pauses)
    return Term(row.clock_from, row.days, row.extended_days, spans)


async def begin(row: Consultation, cause: str, now: datetime) -> None:
    """Let the clock of a new target run from ``now``: nothing of an earlier target's is carried over."""
    row.clock_from, row.handling = now, Handling.OWN
    row.days, row.extended_days = (await terms(row.centre_id)).own_days, 0
    await count(row, cause, now)


async def pause(row: Consultation, words: str, now: datetime) -> None:
    """Stop the clock while the citizen is waited for; after the days set for that it goes on by itself."""
    await ConsultationPause.create(
        centre_id=row.centre_id, created_at=now, consultation_id=row.id, target=row.target, from_at=now, words=words
    )
    await fetch(sql.HOLD, [row.id, f"reply:{row.target}", now])
    number = await ConsultationPause.filter(consultation_id=row.id).count()
    work = await calendar.load(row.centre_id)
    until = add_working_days(work, now, (await terms(row.centre_id)).waiting_days).due_at
    await plan(row, f"wait:{number}", Alarm.WAITING, 100, until, now)


async def resume(row: Consultation, now: datetime, *, until: datetime | None = None) -> None:
    """Let the clock go on; what was waited for is given back to the window.

    ``until``: when the waiting was over, if that was noticed only now.
    """
    await fetch(sql.UNPAUSE, [row.id, until or now])
    await cancel(row, now, kind=Alarm.WAITING)
    row.paused_at = None
    await count(row, "resume", now)


async def stop(row: Consultation, now: datetime) -> None:
    """The answer is given: nothing more will be reminded of."""
    await cancel(row, now)


async def arrive(row: Consultation, department: str, now: datetime) -> None:
    """Begin a stay with a department: it has to read soon, and to take or forward soon. The reply's clock goes on."""
    place = await ConsultationStay.filter(consultation_id=row.id).count() + 1
    await ConsultationStay.create(
        centre_id=row.centre_id,
        created_at=now,
        consultation_id=row.id,
        place=place,
        department=department,
        arrived_at=now,
    )
    work, set_ = await calendar.load(row.centre_id), await terms(row.centre_id)
    for kind, minutes in ((Alarm.UNREAD, set_.read_minutes), (Alarm.UNCLAIMED, set_.forward_minutes)):
        await plan(row, f"stay:{place}", kind, 100, add_working_minutes(work, now, minutes).due_at, now)


async def leave(row: Consultation, verb: str, now: datetime) -> None:
    """End the stay with the present department and keep how long it lasted."""
    stay = await ConsultationStay.get_or_none(consultation_id=row.id, left_at=None)
    if stay is None:
        return
    work = await calendar.load(row.centre_id)
    await fetch(sql.LEAVE, [row.id, now, verb, working_minutes_between(work, stay.arrived_at, now)])
    await cancel(row, now, target=f"stay:{stay.place}")


async def plan(
    row: Consultation,
    target: str,
    kind: Alarm,
    level: int,
    due_at: datetime | None,
    now: datetime,
    *,
    again: bool = False,
) -> None:
    """Set a timer, or move one that has not been reached (``again``: also one that has)."""
    await fetch(sql.PLAN, [new_id(), row.centre_id, now, row.id, target, kind, level, due_at, again])


async def cancel(row: Consultation, now: datetime, *, target: str | None = None, kind: Alarm | None = None) -> None:
    """Call off timers still to come: all, those of one clock, or of one kind."""
    await fetch(sql.CANCEL, [row.id, now, target, kind])


async def _keep(row: Consultation, counted: Counted, cause: str, work: WorkCalendar, now: datetime) -> None:
    await ConsultationDeadline.create(
        centre_id=row.centre_id,
        created_at=now,
        consultation_id=row.id,
        target=row.target,
        cause=cause,
        calendar_version=work.version,
        days=row.days + row.extended_days,
        due_at=counted.due_at,
        provisional=counted.provisional,
        explanation=list(counted.lines),
    )
