"""The citizen's address book."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from backend.accounts.models import CitizenAddress
from backend.accounts.refusals import TooManyAddresses
from backend.accounts.service.consents import require_privacy
from backend.accounts.service.holding import hold
from backend.common.errors import NotFound
from backend.database import transactional

MOST = 20


@dataclass(frozen=True)
class AddressFields:
    """An address as its owner wrote it."""

    recipient: str = field(repr=False)
    phone: str = field(repr=False)
    province: str
    city: str
    district: str
    detail: str = field(repr=False)
    is_default: bool


@transactional
async def add(citizen_id: UUID, given: AddressFields, now: datetime) -> CitizenAddress:
    """Add an address; the first one is the default one. Raises ConsentNeeded, TooManyAddresses."""
    centre_id = await hold(citizen_id)
    await require_privacy(citizen_id)
    known = await CitizenAddress.filter(citizen_id=citizen_id).count()
    if known >= MOST:
        raise TooManyAddresses()
    row = CitizenAddress(centre_id=centre_id, created_at=now, citizen_id=citizen_id, **_columns(given))
    row.is_default = given.is_default or known == 0
    await _make_room(citizen_id, row.is_default)
    await row.save()
    return row


@transactional
async def change(citizen_id: UUID, address_id: UUID, given: AddressFields) -> CitizenAddress:
    """Write an address anew. Raises NotFound, also for somebody else's, and ConsentNeeded."""
    await hold(citizen_id)
    await require_privacy(citizen_id)
    await _make_room(citizen_id, given.is_default)
    if not await CitizenAddress.filter(id=address_id, citizen_id=citizen_id).update(**_columns(given)):
        raise NotFound()
    return await CitizenAddress.get(id=address_id)


@transactional
async def remove(citizen_id: UUID, address_id: UUID) -> None:
    """Delete an address. Parcels keep their own copy. Raises NotFound, also for somebody else's."""
    if not await CitizenAddress.filter(id=address_id, citizen_id=citizen_id).delete():
        raise NotFound()


async def listed(citizen_id: UUID) -> list[CitizenAddress]:
    """The address book: default first, then the newest."""
    return await CitizenAddress.filter(citizen_id=citizen_id).order_by("-is_default", "-id")


async def _make_room(citizen_id: UUID, is_default: bool) -> None:
    """Only one address is the default one."""
    if is_default:
        await CitizenAddress.filter(citizen_id=citizen_id, is_default=True).update(is_default=False)


def _columns(given: AddressFields) -> dict[str, str | bool]:
    return {
        "recipient": given.recipient,
        "phone": given.phone,
        "province": given.province,
        "city": given.city,
        "district": given.district,
        "detail": given.detail,
        "is_default": given.is_default,
    }
