"""The citizen's choice, and its end at the window."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from backend.accounts import queries as accounts
from backend.accounts.service import give_consent
from backend.accounts.states import ConsentKind
from backend.cases import queries as cases
from backend.cases import service as case_service
from backend.cases.models import Case
from backend.cases.service.acting import Actor
from backend.cases.states import CaseState
from backend.common.clock import local_day
from backend.common.errors import InvalidInput
from backend.database import transactional
from backend.delivery import rules, wording
from backend.delivery.models import Parcel
from backend.delivery.refusals import ConsentNeeded, NotDecided, NotDeliverable, ParcelUnderWay
from backend.delivery.service.moving import move, write_change
from backend.delivery.states import DELIVERY, UNDER_WAY, Method

_NO_COURIER: dict[str, Any] = dict.fromkeys(
    ("recipient", "phone", "region", "detail", "address_masked", "consent_at", "courier_name")
)
_NO_ORDER: dict[str, Any] = dict.fromkeys(
    (
        "sent_at",
        "courier_order_id",
        "courier_task_id",
        "waybill_number",
        "fee_fen",
        "news_at",
        "asked_at",
        "cancel_reason",
        "cancel_asked_at",
        "problem",
    )
)


@dataclass(frozen=True)
class Choice:
    """How the citizen wants the certificate. ``courier_name`` is the company the consent names."""

    method: Method
    address_id: UUID | None = None
    consent: bool = False
    courier_name: str = ""


@transactional
async def choose(citizen_id: UUID, case_id: UUID, choice: Choice, now: datetime) -> Parcel:
    """Choose, or choose again while nothing is packed or after a parcel came back.

    Raises:
        NotFound: not this citizen's case or address.
        NotDecided, NotDeliverable, ConsentNeeded, InvalidInput: see their messages.
        WrongState: the parcel is under way.
    """
    await cases.of_citizen(citizen_id, case_id)
    case = await case_service.hold(case_id)
    if case.state is not CaseState.APPROVED:
        raise NotDecided()
    columns = await _columns(citizen_id, case, choice, now)
    known = await Parcel.get_or_none(case_id=case_id)
    if known is not None:
        return await move(known, "choose", known.version, f"citizen:{citizen_id}", now, **columns)
    return await _create(citizen_id, case, columns, now)


async def _columns(citizen_id: UUID, case: Case, choice: Choice, now: datetime) -> dict[str, Any]:
    if choice.method is Method.PICKUP:
        return {"method": Method.PICKUP} | _NO_COURIER | _NO_ORDER
    if not case.deliverable:
        raise NotDeliverable()
    if choice.address_id is None:
        raise InvalidInput("address_id", "请选收件地址。")
    address = await accounts.address(citizen_id, choice.address_id)
    if not choice.consent:
        raise ConsentNeeded(courier=choice.courier_name)
    version = f"{choice.courier_name} {local_day(now).isoformat()}"
    await give_consent(citizen_id, ConsentKind.COURIER, version, now)
    return _NO_ORDER | {
        "method": Method.COURIER,
        "recipient": address.recipient,
        "phone": address.phone,
        "region": wording.region_text(address.province, address.city, address.district),
        "detail": address.detail,
        "address_masked": address.text_masked,
        "consent_at": now,
        "courier_name": choice.courier_name,
    }


async def _create(citizen_id: UUID, case: Case, columns: dict[str, Any], now: datetime) -> Parcel:
    decision = await cases.decision_of(case.id)
    parcel = await Parcel.create(
        centre_id=case.centre_id,
        created_at=now,
        case_id=case.id,
        case_number=case.number,
        citizen_id=citizen_id,
        item_code=case.item_code,
        item_name=case.item_name,
        department=case.department,
        certificate_name=(decision and decision.certificate_name) or case.result_name,
        state=DELIVERY.start,
        **columns,
    )
    await write_change(parcel, "choose", parcel.state, f"citizen:{citizen_id}", now)
    return parcel


@transactional
async def hand_over(case_id: UUID, version: int, receiver_name: str, by: Actor, now: datetime) -> Case:
    """Give the certificate to somebody at the window; case and delivery end together.

    Parameters:
        version: of the case.

    Raises:
        ParcelUnderWay: it is packed or with the courier.
        WrongState, Stale: about the case.
    """
    case = await case_service.hold(case_id)
    parcel = await Parcel.get_or_none(case_id=case_id)
    if parcel and parcel.state in UNDER_WAY:
        raise ParcelUnderWay()
    closed = await case_service.hand_over(case, version, receiver_name, by, now)
    if parcel and rules.may_choose(parcel.state):
        await move(parcel, "hand_over", parcel.version, by.actor, now)
    return closed
