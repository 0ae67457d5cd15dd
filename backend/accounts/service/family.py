"""The people a citizen books for."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import asyncpg
from tortoise.exceptions import IntegrityError

from backend.accounts.models import FamilyMember
from backend.accounts.refusals import MemberKnown, TooManyMembers
from backend.accounts.service.consents import require_privacy
from backend.accounts.service.holding import hold
from backend.accounts.states import Relation
from backend.common.clock import local_day
from backend.common.errors import InvalidInput, NotFound
from backend.common.numbers import check_id_number
from backend.database import transactional, vault

MOST = 5
INDEX = "family_member.id_number"
"""Context of the blind index."""


@transactional
async def add(citizen_id: UUID, name: str, id_number: str, relation: Relation, now: datetime) -> FamilyMember:
    """Add somebody.

    Raises:
        ConsentNeeded: their data may be kept only after the citizen agreed.
        InvalidInput: born in the future.
        TooManyMembers: five are kept already.
        MemberKnown: this number is kept already.
    """
    centre_id = await hold(citizen_id)
    await require_privacy(citizen_id)
    if not check_id_number(id_number, local_day(now)):
        raise InvalidInput("id_number", "身份证号码不对，请逐位核对。")
    if await FamilyMember.filter(citizen_id=citizen_id).count() >= MOST:
        raise TooManyMembers(most=MOST)
    row = FamilyMember(
        centre_id=centre_id,
        created_at=now,
        citizen_id=citizen_id,
        name=name,
        id_number=id_number,
        id_number_index=vault.blind(id_number, INDEX),
        relation=relation,
    )
    return await _write(row)


@transactional
async def remove(citizen_id: UUID, member_id: UUID) -> None:
    """Take somebody out. Appointments keep their own copy. Raises NotFound, also for somebody else's."""
    if not await FamilyMember.filter(id=member_id, citizen_id=citizen_id).delete():
        raise NotFound()


async def listed(citizen_id: UUID) -> list[FamilyMember]:
    """The people kept, in the order they were added."""
    return await FamilyMember.filter(citizen_id=citizen_id).order_by("id")


async def _write(row: FamilyMember) -> FamilyMember:
    try:
        await row.save(force_create=True)
    except (IntegrityError, asyncpg.UniqueViolationError):
        raise MemberKnown() from None
    return row
