"""Reads of the citizens' data for other slices."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from uuid import UUID

from backend.accounts.models import Citizen, CitizenAddress, CitizenConsent, FamilyMember, WeChatIdentity
from backend.accounts.states import Channel, ConsentKind, Identity
from backend.common.errors import NotFound
from backend.common.masking import mask_address, mask_id_number, mask_name, mask_phone
from backend.database import vault

ID_NUMBER, OPENID, UNIONID = "citizen.id_number", "wechat_identity.openid", "wechat_identity.unionid"
"""Contexts of the blind indexes."""


@dataclass(frozen=True)
class CitizenCard:
    """A citizen as other slices see one; ``name`` and ``phone`` are None until told. Show the masked parts only."""

    id: UUID
    name: str | None = field(repr=False)
    phone: str | None = field(repr=False)
    name_masked: str | None
    phone_masked: str | None
    id_number_masked: str | None
    identity: Identity
    elder_mode: bool


@dataclass(frozen=True)
class AddressCard:
    """An address in full, for the parcel's own sealed copy."""

    recipient: str = field(repr=False)
    phone: str = field(repr=False)
    province: str
    city: str
    district: str
    detail: str = field(repr=False)
    text_masked: str


async def card(citizen_id: UUID) -> CitizenCard:
    """The citizen with this id. Raises NotFound."""
    row = await find(citizen_id)
    return CitizenCard(
        id=row.id,
        name=row.name,
        phone=row.phone,
        name_masked=mask_name(row.name) if row.name else None,
        phone_masked=mask_phone(row.phone) if row.phone else None,
        id_number_masked=mask_id_number(row.id_number) if row.id_number else None,
        identity=row.identity,
        elder_mode=bool(row.elder_mode),
    )


async def find(citizen_id: UUID) -> Citizen:
    """The row with this id. Raises NotFound."""
    row = await Citizen.get_or_none(id=citizen_id)
    if row is None:
        raise NotFound()
    return row


async def people(citizen_ids: Collection[UUID]) -> dict[UUID, Citizen]:
    """These rows by id, in one read."""
    return {row.id: row for row in await Citizen.filter(id__in=list(citizen_ids))}


async def with_id_number(id_number: str, centre_id: int = 1) -> list[UUID]:
    """Citizens who gave this number, whether a clerk has seen the card or not: good to find a booking at the desk."""
    rows = Citizen.filter(centre_id=centre_id, id_number_index=vault.blind(id_number, ID_NUMBER))
    return [row.id for row in await rows]


async def address(citizen_id: UUID, address_id: UUID) -> AddressCard:
    """One address of this citizen. Raises NotFound, also for somebody else's."""
    row = await CitizenAddress.get_or_none(id=address_id, citizen_id=citizen_id)
    if row is None:
        raise NotFound()
    return AddressCard(
        row.recipient, row.phone, row.province, row.city, row.district, row.detail, address_text_masked(row)
    )


def address_text_masked(row: CitizenAddress) -> str:
    """The address down to street or town."""
    return mask_address(f"{area(row)}{row.detail}")


def area(row: CitizenAddress) -> str:
    """Province, city and district; a city that is its own province is said once."""
    return f"{'' if row.province == row.city else row.province}{row.city}{row.district}"


async def family_member(citizen_id: UUID, member_id: UUID) -> FamilyMember:
    """One of this citizen's family. Raises NotFound, also for somebody else's."""
    row = await FamilyMember.get_or_none(id=member_id, citizen_id=citizen_id)
    if row is None:
        raise NotFound()
    return row


async def has_consent(citizen_id: UUID, kind: ConsentKind | str) -> bool:
    """Whether a consent of this kind is in force."""
    return await CitizenConsent.exists(citizen_id=citizen_id, kind=ConsentKind(kind), withdrawn_at=None)


async def find_by_identity(id_number: str, centre_id: int = 1) -> UUID | None:
    """The citizen whose identity card a clerk has seen, or None.

    Who only declared this number is not found: anybody can type anybody's number, and whom this function finds
    will see the case.
    """
    index = vault.blind(id_number, ID_NUMBER)
    row = await Citizen.get_or_none(centre_id=centre_id, id_number_index=index, identity=Identity.CHECKED)
    return row.id if row else None


async def find_by_openid(openid: str, centre_id: int = 1) -> UUID | None:
    """The citizen with this openid at the mini program, or None."""
    index = vault.blind(openid, OPENID)
    row = await WeChatIdentity.get_or_none(centre_id=centre_id, channel=Channel.MP, openid_index=index)
    return row.citizen_id if row else None


async def openid(citizen_id: UUID) -> str | None:
    """The citizen's openid at the mini program, where subscribe messages go, or None."""
    row = await WeChatIdentity.filter(citizen_id=citizen_id, channel=Channel.MP).order_by("-created_at").first()
    return row.openid if row else None
