"""Giving and withdrawing consent."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from backend import audit
from backend.accounts import privacy
from backend.accounts.models import Citizen, CitizenAddress, CitizenConsent, FamilyMember
from backend.accounts.queries import has_consent
from backend.accounts.refusals import ConsentNeeded, OldNotice
from backend.accounts.service.holding import hold
from backend.accounts.states import ConsentKind, Identity
from backend.database import transactional


@transactional
async def give(citizen_id: UUID, kind: ConsentKind, version: str, now: datetime) -> None:
    """Record a consent to a text; giving the same one again changes nothing.

    Parameters:
        version: of the privacy notice; for ``courier`` whatever names the text shown (courier's name, day).

    Raises:
        OldNotice: the privacy notice has changed meanwhile.
    """
    if kind is ConsentKind.PRIVACY and version != privacy.VERSION:
        raise OldNotice(details={"version": privacy.VERSION})
    centre_id = await hold(citizen_id)
    if await CitizenConsent.exists(citizen_id=citizen_id, kind=kind, version=version, withdrawn_at=None):
        return
    await _end(citizen_id, kind, now)
    await CitizenConsent.create(centre_id=centre_id, created_at=now, citizen_id=citizen_id, kind=kind, version=version)
    await audit.record(
        f"citizen:{citizen_id}", "accounts.consent", f"citizen:{citizen_id}", now, kind=kind, version=version
    )


@transactional
async def withdraw(citizen_id: UUID, kind: ConsentKind, now: datetime) -> None:
    """Take a consent back. With ``privacy`` the papers' facts, the family and the address book are deleted at
    once.

    Source: 个人信息保护法 art. 15 and 47. Cases under way keep their own copies: an office must keep its files.
    """
    await hold(citizen_id)
    if not await _end(citizen_id, kind, now):
        return
    if kind is ConsentKind.PRIVACY:
        await _forget(citizen_id)
    await audit.record(f"citizen:{citizen_id}", "accounts.withdraw", f"citizen:{citizen_id}", now, kind=kind)


async def require_privacy(citizen_id: UUID) -> None:
    """Raises ConsentNeeded unless the citizen agreed to the privacy notice."""
    if not await has_consent(citizen_id, ConsentKind.PRIVACY):
        raise ConsentNeeded(details={"kind": ConsentKind.PRIVACY, "version": privacy.VERSION})


async def _end(citizen_id: UUID, kind: ConsentKind, now: datetime) -> int:
    return await CitizenConsent.filter(citizen_id=citizen_id, kind=kind, withdrawn_at=None).update(withdrawn_at=now)


async def _forget(citizen_id: UUID) -> None:
    await CitizenAddress.filter(citizen_id=citizen_id).delete()
    await FamilyMember.filter(citizen_id=citizen_id).delete()
    await Citizen.filter(id=citizen_id).update(
        identity=Identity.NONE, name=None, id_number=None, id_number_index=None, phone=None
    )
