"""The verbs of the desk: drafts, 常用语, absences."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from backend import audit
from backend.common.errors import Forbidden, InvalidInput, NotFound, Stale
from backend.common.ids import new_id
from backend.consultations import queries
from backend.consultations.desk import phrases, sql
from backend.consultations.desk.models import ReplyDraft, StaffAbsence, StandardPhrase
from backend.consultations.desk.refusals import StaleDraft
from backend.consultations.rules import Colleague
from backend.database import fetch, fetch_one, transactional, vault
from backend.staff import queries as staff


@dataclass(frozen=True)
class Draft:
    """What a clerk wrote so far. ``basis`` is JSON text; ``seen`` the version of the consultation on the screen."""

    body: str
    basis: str
    seen: int
    salutation: str | None = None
    no_basis_reason: str | None = None


@transactional
async def save_draft(
    who: Colleague, consultation_id: UUID, version: int, draft: Draft, now: datetime, centre_id: int = 1
) -> ReplyDraft:
    """Keep a draft over the one of ``version`` (0: there is none yet).

    Raises:
        NotFound: not this person's business.
        StaleDraft: another tab saved meanwhile.
    """
    row = await queries.for_staff(who, consultation_id, centre_id)
    values = [new_id(), centre_id, now, row.id, who.id, vault.seal_text(draft.body, "reply_draft.body")]
    values += [
        draft.salutation and vault.seal_text(draft.salutation, "reply_draft.salutation"),
        vault.seal_text(draft.basis, "reply_draft.basis"),
        draft.no_basis_reason and vault.seal_text(draft.no_basis_reason, "reply_draft.no_basis_reason"),
        draft.seen,
        version,
    ]
    if await fetch_one(sql.SAVE_DRAFT, values) is None:
        kept = await ReplyDraft.get(consultation_id=row.id, staff_id=who.id)
        raise StaleDraft(details={"version": kept.version})
    return await ReplyDraft.get(consultation_id=row.id, staff_id=who.id)


@transactional
async def discard_draft(who: Colleague, consultation_id: UUID, centre_id: int = 1) -> None:
    """Throw the own draft away; none is fine too. Raises NotFound for somebody else's consultation."""
    row = await queries.for_staff(who, consultation_id, centre_id)
    await ReplyDraft.filter(consultation_id=row.id, staff_id=who.id).delete()


async def phrases_for(who: Colleague, centre_id: int = 1) -> list[StandardPhrase]:
    """常用语 of everybody and of the own department."""
    rows = await StandardPhrase.filter(centre_id=centre_id).order_by("department", "title")
    return [row for row in rows if who.scope is None or row.department in (None, who.department)]


@transactional
async def add_phrase(
    who: Colleague, department: str | None, title: str, words: str, now: datetime, centre_id: int = 1
) -> StandardPhrase:
    """Add a 常用语: a head for the own department, 综合协调科 for any or all.

    Raises:
        Forbidden; InvalidInput: an unknown variable.
    """
    _may_edit(who, department)
    _check_words(words)
    row = await StandardPhrase.create(
        centre_id=centre_id, created_at=now, department=department, title=title, words=words
    )
    await audit.record(who.actor, "consultations.phrase_added", f"phrase:{row.id}", now, centre_id=centre_id)
    return row


@transactional
async def change_phrase(
    who: Colleague, phrase_id: UUID, version: int, title: str, words: str, now: datetime, centre_id: int = 1
) -> StandardPhrase:
    """Change a 常用语. Raises NotFound, Forbidden, InvalidInput, Stale."""
    row = await _phrase(who, phrase_id, centre_id)
    _check_words(words)
    if await fetch_one(sql.CHANGE_PHRASE, [row.id, version, title, words]) is None:
        raise Stale()
    await audit.record(who.actor, "consultations.phrase_changed", f"phrase:{row.id}", now, centre_id=centre_id)
    await row.refresh_from_db()
    return row


@transactional
async def remove_phrase(who: Colleague, phrase_id: UUID, now: datetime, centre_id: int = 1) -> None:
    """Remove a 常用语. Raises NotFound, Forbidden."""
    row = await _phrase(who, phrase_id, centre_id)
    await audit.record(who.actor, "consultations.phrase_removed", f"phrase:{row.id}", now, centre_id=centre_id)
    await row.delete()


@transactional
async def enter_absence(
    who: Colleague,
    staff_id: UUID,
    deputy_id: UUID,
    from_at: datetime,
    until_at: datetime,
    now: datetime,
    centre_id: int = 1,
) -> StaffAbsence:
    """Write down that somebody is away and who answers for them (双岗): oneself, the head, or 综合协调科.

    Raises:
        Forbidden: neither.
        InvalidInput: the times are the wrong way round, or the deputy is of another department or oneself.
    """
    away = await staff.member(staff_id)
    if not _may_enter(who, away):
        raise Forbidden()
    deputy = await staff.member(deputy_id)
    if until_at <= max(from_at, now):
        raise InvalidInput("until_at", "结束时间要在开始之后。请重新填写。")
    if away.department is None or deputy.department != away.department or deputy.id == away.id:
        raise InvalidInput("deputy_id", "请选同部门的另一位同事代办。")
    row = await StaffAbsence.create(
        centre_id=centre_id,
        created_at=now,
        staff_id=away.id,
        staff_name=away.name,
        deputy_id=deputy.id,
        deputy_name=deputy.name,
        department=away.department,
        from_at=from_at,
        until_at=until_at,
    )
    await audit.record(who.actor, "consultations.absence", f"staff:{away.id}", now, centre_id=centre_id)
    return row


@transactional
async def end_absence(who: Colleague, absence_id: UUID, now: datetime, centre_id: int = 1) -> None:
    """Back earlier, or entered by mistake. Raises NotFound, Forbidden."""
    row = await StaffAbsence.get_or_none(id=absence_id, centre_id=centre_id)
    if row is None or who.scope not in (None, row.department):
        raise NotFound()
    if not _may_enter(who, await staff.member(row.staff_id)):
        raise Forbidden()
    await fetch(sql.END_ABSENCE, [row.id, now])
    await audit.record(who.actor, "consultations.present", f"staff:{row.staff_id}", now, centre_id=centre_id)


async def absences(who: Colleague, now: datetime, centre_id: int = 1) -> list[StaffAbsence]:
    """Absences of the own department that are not over."""
    rows = StaffAbsence.filter(centre_id=centre_id, until_at__gt=now, ended_at=None)
    if who.scope is not None:
        rows = rows.filter(department=who.scope)
    return await rows.order_by("from_at")


def _may_enter(who: Colleague, away: staff.StaffCard) -> bool:
    return who.may_route or away.id == who.id or (who.role == "head" and away.department == who.department)


def _may_edit(who: Colleague, department: str | None) -> None:
    if not who.may_route and not (who.role == "head" and department is not None and department == who.department):
        raise Forbidden()


def _check_words(words: str) -> None:
    wrong = phrases.unknown(words)
    if wrong:
        raise InvalidInput("words", f"没有“{wrong[0]}”这个变量。可用:{'、'.join(phrases.VARIABLES)}。")


async def _phrase(who: Colleague, phrase_id: UUID, centre_id: int) -> StandardPhrase:
    row = await StandardPhrase.get_or_none(id=phrase_id, centre_id=centre_id)
    if row is None or (who.scope is not None and row.department not in (None, who.scope)):
        raise NotFound()
    _may_edit(who, row.department)
    return row
