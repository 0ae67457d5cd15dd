"""What the window does with a parcel: pack, order, cancel."""

from __future__ import annotations

from datetime import datetime

from backend.accounts.queries import has_consent
from backend.accounts.states import ConsentKind
from backend.cases import service as cases
from backend.cases.service.acting import Actor
from backend.cases.states import CaseState
from backend.common.errors import Stale
from backend.database import transactional
from backend.delivery import gateway, rules
from backend.delivery.models import Parcel
from backend.delivery.refusals import CancelUnderWay, ConsentWithdrawn, NotDecided, NotDeliverable, WrongCertificate
from backend.delivery.service.moving import by_id, move, show, tell_citizen
from backend.delivery.states import DELIVERY, DeliveryState, Method
from backend.outbox import enqueue


@transactional
async def pack(parcel: Parcel, version: int, certificate_number: str, by: Actor, now: datetime) -> Parcel:
    """Put the certificate into its envelope, after comparing its number with the decision.

    Raises:
        WrongCertificate: it is another one.
        NotDeliverable: the citizen fetches it.
        WrongState, Stale: as in `moving.move`.
    """
    case = await cases.hold(parcel.case_id)
    if case.state is not CaseState.APPROVED:
        raise NotDecided()
    if parcel.method is Method.PICKUP:
        raise NotDeliverable()
    packed = await move(parcel, "pack", version, by.actor, now)
    if not await cases.note_certificate(case.id, certificate_number, by, now):
        raise WrongCertificate()
    return packed


@transactional
async def order(parcel: Parcel, version: int, by: Actor, now: datetime) -> Parcel:
    """Order the courier; a job talks to it, the waybill arrives by a live event.

    Raises:
        NoCourier: none is configured.
        ConsentWithdrawn: the citizen took the consent back.
        WrongState, Stale: as in `moving.move`.
    """
    gateway.current()
    await cases.hold(parcel.case_id)
    if not await has_consent(parcel.citizen_id, ConsentKind.COURIER):
        raise ConsentWithdrawn()
    attempt = parcel.attempt + 1
    ordered = await move(
        parcel,
        "order",
        version,
        by.actor,
        now,
        attempt=attempt,
        order_number=rules.order_number(parcel.case_number, attempt),
        ordered_at=now,
        sent_at=None,
        courier_order_id=None,
        courier_task_id=None,
        waybill_number=None,
        fee_fen=None,
        news_at=None,
        asked_at=None,
        problem=None,
    )
    await enqueue_order(ordered)
    return ordered


async def enqueue_order(parcel: Parcel) -> None:
    """Let a job place the present order (again)."""
    payload = {"parcel_id": str(parcel.id), "attempt": parcel.attempt}
    await enqueue("delivery.order", payload, dedupe_key=f"parcel_order:{parcel.id}:{parcel.attempt}")


@transactional
async def cancel(parcel: Parcel, version: int, reason: str, by: Actor, now: datetime) -> Parcel:
    """Call the delivery off. What was ordered is called off when the courier agrees, by a job.

    Parameters:
        reason: a sentence the citizen reads.

    Raises:
        CancelUnderWay: it was asked for already.
        WrongState, Stale: as in `moving.move`.
    """
    await cases.hold(parcel.case_id)
    if parcel.state is not DeliveryState.ORDERED:
        return await cancelled(parcel, version, reason, by.actor, now)
    DELIVERY.next(parcel.state, "cancel")
    if parcel.cancel_asked_at is not None:
        raise CancelUnderWay()
    columns = {"cancel_reason": reason, "cancel_asked_at": now, "version": version + 1}
    if not await Parcel.filter(id=parcel.id, version=version, state=parcel.state).update(**columns):
        raise Stale()
    payload = {"parcel_id": str(parcel.id), "attempt": parcel.attempt}
    await enqueue("delivery.cancel", payload, dedupe_key=f"parcel_cancel:{parcel.id}:{parcel.attempt}")
    await show(parcel)
    return await by_id(parcel.id)


@transactional
async def cancelled(parcel: Parcel, version: int, reason: str, actor: str, now: datetime) -> Parcel:
    """The delivery is off: record it and tell the citizen why."""
    moved = await move(parcel, "cancel", version, actor, now, reason, cancel_reason=reason)
    await tell_citizen(moved, "delivery.cancelled", now, reason=reason)
    return moved
