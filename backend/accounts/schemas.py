"""What the accounts endpoints take and return."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from backend.accounts import unread
from backend.accounts.models import Citizen as CitizenRow
from backend.accounts.models import CitizenAddress, CitizenConsent
from backend.accounts.models import FamilyMember as FamilyMemberRow
from backend.accounts.queries import address_text_masked
from backend.accounts.rules import offers_elder_mode
from backend.accounts.states import CONSENT_LABELS, RELATION_LABELS, Channel, ConsentKind, Identity, Relation
from backend.common.clock import local_day
from backend.common.masking import mask_address, mask_id_number, mask_name, mask_phone
from backend.common.text import IdNumber, Name, Phone, ShortText
from backend.web.schemas import In, Instant, Out

WeChatCode = Annotated[str, Field(min_length=1, max_length=128)]
Region = Annotated[ShortText, Field(max_length=20)]


class LoginOptionsQuery(In):
    """Where the browser wants to come back to."""

    return_to: Annotated[str, Field(min_length=1, max_length=500)]


class LoginOptions(Out):
    """How a browser can log in; ``reason`` says why it cannot."""

    oauth_url: str | None
    sandbox: bool
    reason: str | None


class LogIn(In):
    """A code from WeChat; ``state`` comes back with it in a browser."""

    channel: Channel
    code: WeChatCode
    state: Annotated[str, Field(max_length=128)] | None = None


class IdentityIn(In):
    """The papers' facts."""

    name: Name
    id_number: IdNumber
    phone: Phone


class PhoneCode(In):
    """The code behind WeChat's phone button."""

    code: WeChatCode


class SettingsIn(In):
    """What a citizen sets."""

    elder_mode: bool


class ConsentIn(In):
    """The version of the text the citizen saw."""

    version: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)]


class AddressIn(In):
    """An address, written in full."""

    recipient: Name
    phone: Phone
    province: Region
    city: Region
    district: Region
    detail: ShortText
    is_default: bool = False


class FamilyMemberIn(In):
    """Somebody to book for, as their papers say."""

    name: Name
    id_number: IdNumber
    relation: Relation


class FamilyMember(Out):
    """One of the family, masked."""

    id: UUID
    name_masked: str
    id_number_masked: str
    relation: Relation
    relation_label: str


class Consent(Out):
    """A consent in force."""

    kind: ConsentKind
    label: str
    version: str
    given_at: Instant


class Citizen(Out):
    """The logged-in citizen; personal data masked."""

    id: UUID
    name_masked: str | None
    id_number_masked: str | None
    phone_masked: str | None
    identity: Identity
    elder_mode: bool
    offer_elder_mode: bool
    consents: list[Consent]
    unread: int


class Session(Out):
    """A new log-in; the token is told this once."""

    token: str
    expires_at: Instant
    citizen: Citizen


class NoticeSection(Out):
    """A part of the privacy notice."""

    heading: str
    text: str


class PrivacyNotice(Out):
    """The privacy notice in force."""

    version: str
    title: str
    sections: list[NoticeSection]


class Address(Out):
    """An address, masked."""

    id: UUID
    recipient_masked: str
    phone_masked: str
    province: str
    city: str
    district: str
    detail_masked: str
    text_masked: str
    is_default: bool


class EventsTicket(Out):
    """Opens the live stream once within a minute."""

    ticket: str
    expires_at: Instant


class EventsQuery(In):
    """The ticket of the live stream."""

    ticket: Annotated[str, Field(min_length=1, max_length=400)]


async def citizen_out(citizen_id: UUID, now: datetime) -> Citizen:
    """The citizen as they stand."""
    row = await CitizenRow.get(id=citizen_id)
    consents = await CitizenConsent.filter(citizen_id=citizen_id, withdrawn_at=None).order_by("id")
    return Citizen(
        id=row.id,
        name_masked=mask_name(row.name) if row.name else None,
        id_number_masked=mask_id_number(row.id_number) if row.id_number else None,
        phone_masked=mask_phone(row.phone) if row.phone else None,
        identity=row.identity,
        elder_mode=bool(row.elder_mode),
        offer_elder_mode=offers_elder_mode(row.id_number, row.elder_mode, local_day(now)),
        consents=[_consent(consent) for consent in consents],
        unread=await unread.count(citizen_id),
    )


def address_out(row: CitizenAddress) -> Address:
    """An address as its owner sees it in the list."""
    return Address(
        id=row.id,
        recipient_masked=mask_name(row.recipient),
        phone_masked=mask_phone(row.phone),
        province=row.province,
        city=row.city,
        district=row.district,
        detail_masked=mask_address(row.detail),
        text_masked=address_text_masked(row),
        is_default=row.is_default,
    )


def family_member_out(row: FamilyMemberRow) -> FamilyMember:
    """One of the family as the citizen sees them in the list."""
    return FamilyMember(
        id=row.id,
        name_masked=mask_name(row.name),
        id_number_masked=mask_id_number(row.id_number),
        relation=row.relation,
        relation_label=RELATION_LABELS[row.relation],
    )


def _consent(row: CitizenConsent) -> Consent:
    return Consent(kind=row.kind, label=CONSENT_LABELS[row.kind], version=row.version, given_at=row.created_at)
