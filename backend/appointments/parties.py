"""Whom an appointment is for: the citizen, one of the family, somebody they act for, a company."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Protocol
from uuid import UUID

from backend.accounts import queries as accounts
from backend.accounts.service.consents import require_privacy
from backend.accounts.states import RELATION_LABELS, Relation
from backend.appointments.schemas import Party as PartyOut
from backend.appointments.schemas import PartyIn
from backend.appointments.states import PARTY_LABELS, PartyKind
from backend.common import text as texts
from backend.common.errors import InvalidInput
from backend.common.masking import mask_id_number, mask_name
from backend.common.numbers import check_id_number, parse_credit_code
from backend.database import vault

NUMBER = "appointment.party_number"
"""Context of the blind index."""


@dataclass(frozen=True)
class Party:
    """``name`` and ``number`` are None for oneself: the citizen's papers tell them. ``relation`` of family only."""

    kind: PartyKind = PartyKind.SELF
    name: str | None = field(default=None, repr=False)
    number: str | None = field(default=None, repr=False)
    relation: str = ""

    @property
    def index(self) -> str:
        """What tells people apart without naming them; empty for oneself."""
        return vault.blind(self.number, NUMBER) if self.number else ""


class HasParty(Protocol):
    """A row with the columns of a party."""

    @property
    def party_kind(self) -> PartyKind: ...

    @property
    def party_relation(self) -> str: ...

    @property
    def party_name(self) -> str | None: ...

    @property
    def party_number(self) -> str | None: ...


@dataclass(frozen=True)
class Person:
    """Who comes to the window, or for whom: a company's name for a company. None where nobody told."""

    name: str | None = field(repr=False)
    number: str | None = field(repr=False)
    name_masked: str | None


async def resolve(citizen_id: UUID, given: PartyIn, today: date) -> Party:
    """The party a citizen named.

    Raises:
        NotFound: not one of this citizen's family.
        ConsentNeeded: somebody else's data may be kept only after the citizen agreed.
        InvalidInput: name or number is missing or wrong, with its field.
    """
    match given.kind:
        case PartyKind.SELF:
            return Party()
        case PartyKind.FAMILY:
            return await _of_family(citizen_id, given)
        case PartyKind.AGENT:
            await require_privacy(citizen_id)
            return Party(PartyKind.AGENT, _name(given), _id_number(given, today))
        case PartyKind.COMPANY:
            return Party(PartyKind.COMPANY, _company(given), _credit_code(given))


def of_row(row: HasParty) -> Party:
    """The party of an appointment or of a wish on the waiting list."""
    return Party(row.party_kind, row.party_name, row.party_number, row.party_relation)


async def person(citizen_id: UUID, party: Party) -> Person:
    """Whom staff meet: the party, for oneself the citizen."""
    if party.kind is not PartyKind.SELF:
        return Person(party.name, party.number, masked_name(party))
    card = await accounts.card(citizen_id)
    return Person(card.name, None, card.name_masked)


def shown(party: Party, person: Person | None = None) -> PartyOut:
    """The party as the citizen sees it. A company's name and code are public.

    Parameters:
        person: whom staff meet (`person`), where a ticket needs a name for oneself too.
    """
    return PartyOut(
        kind=party.kind,
        label=PARTY_LABELS[party.kind],
        name_masked=person.name_masked if person else masked_name(party),
        number_masked=_masked_number(party),
        text=_text(party),
    )


def masked_name(party: Party) -> str | None:
    """The name as it may be shown in the hall."""
    if party.name is None or party.kind is PartyKind.COMPANY:
        return party.name
    return mask_name(party.name)


def _masked_number(party: Party) -> str | None:
    if party.number is None or party.kind is PartyKind.COMPANY:
        return party.number
    return mask_id_number(party.number)


def _text(party: Party) -> str:
    name = masked_name(party)
    match party.kind:
        case PartyKind.SELF:
            return "本人办理"
        case PartyKind.FAMILY:
            return f"为{RELATION_LABELS[Relation(party.relation)]} {name}"
        case PartyKind.AGENT:
            return f"代 {name} 办理"
        case PartyKind.COMPANY:
            return f"为 {name} 办理"


async def _of_family(citizen_id: UUID, given: PartyIn) -> Party:
    if given.family_member_id is None:
        raise InvalidInput("party.family_member_id", "请选一位家人。")
    member = await accounts.family_member(citizen_id, given.family_member_id)
    return Party(PartyKind.FAMILY, member.name, member.id_number, member.relation)


def _name(given: PartyIn) -> str:
    try:
        return texts.name(given.name or "")
    except texts.BadText as problem:
        raise InvalidInput("party.name", str(problem)) from None


def _id_number(given: PartyIn, today: date) -> str:
    try:
        number = texts.id_number(given.number or "")
    except texts.BadText as problem:
        raise InvalidInput("party.number", str(problem)) from None
    if not check_id_number(number, today):
        raise InvalidInput("party.number", "身份证号码不对，请逐位核对。")
    return number


def _company(given: PartyIn) -> str:
    if not given.name:
        raise InvalidInput("party.name", "请填写营业执照上的名称。")
    return given.name


def _credit_code(given: PartyIn) -> str:
    code = parse_credit_code(given.number or "")
    if code is None:
        raise InvalidInput("party.number", "统一社会信用代码是 18 位,请逐位核对。")
    return code
