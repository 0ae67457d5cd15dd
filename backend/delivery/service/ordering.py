"""What becomes of an order at the courier; called by jobs around their calls."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from backend.cases import service as cases
from backend.database import fetch, fetch_one, transactional
from backend.delivery import sql
from backend.delivery.couriers.protocol import OrderResult
from backend.delivery.models import Parcel
from backend.delivery.service.moving import SYSTEM, by_id, move, show
from backend.delivery.service.packing import cancelled
from backend.delivery.states import DeliveryState

PROBLEM_LENGTH = 200


@transactional
async def begin_sending(parcel_id: UUID, attempt: int, now: datetime) -> Parcel | None:
    """Claim an order for sending; None when it was placed, called off, or is of an older attempt."""
    row = await fetch_one(sql.SENDING, [parcel_id, attempt, now])
    return await by_id(parcel_id) if row else None


@transactional
async def placed(parcel_id: UUID, attempt: int, result: OrderResult) -> None:
    """Keep the courier's answer, once."""
    values = [result.courier_order_id, result.courier_task_id, result.waybill_number, result.courier_name]
    if await fetch(sql.PLACED, [parcel_id, attempt, *values]):
        await show(await by_id(parcel_id))


@transactional
async def refused(parcel_id: UUID, attempt: int, reason: str, now: datetime) -> None:
    """The courier will never take this order: it goes back to be put right and ordered anew."""
    parcel = await _present(parcel_id, attempt)
    if parcel is None or parcel.state is not DeliveryState.ORDERED:
        return
    if parcel.cancel_asked_at:
        await cancelled(parcel, parcel.version, parcel.cancel_reason or reason, SYSTEM, now)
    else:
        await move(parcel, "reject", parcel.version, SYSTEM, now, reason, problem=reason[:PROBLEM_LENGTH])


@transactional
async def note_problem(parcel_id: UUID, attempt: int, reason: str) -> None:
    """Tell staff why an order waits; the order itself stays."""
    parcel = await _present(parcel_id, attempt)
    if parcel is not None and parcel.problem != reason[:PROBLEM_LENGTH]:
        await Parcel.filter(id=parcel_id).update(problem=reason[:PROBLEM_LENGTH], version=parcel.version + 1)
        await show(parcel)


@transactional
async def cancel_agreed(parcel_id: UUID, attempt: int, now: datetime) -> None:
    """The courier called the order off, or never knew of it."""
    parcel = await _present(parcel_id, attempt)
    if parcel is not None and parcel.state is DeliveryState.ORDERED and parcel.cancel_asked_at:
        await cancelled(parcel, parcel.version, parcel.cancel_reason or "", SYSTEM, now)


@transactional
async def cancel_refused(parcel_id: UUID, attempt: int, reason: str) -> None:
    """The courier has the parcel already: the delivery goes on."""
    parcel = await _present(parcel_id, attempt)
    if parcel is not None and parcel.cancel_asked_at:
        problem = f"快递不能取消了:{reason}"[:PROBLEM_LENGTH]
        await Parcel.filter(id=parcel_id).update(
            cancel_asked_at=None, cancel_reason=None, problem=problem, version=parcel.version + 1
        )
        await show(parcel)


async def _present(parcel_id: UUID, attempt: int) -> Parcel | None:
    """The parcel, its case held, if this is still its order."""
    await cases.hold((await by_id(parcel_id)).case_id)
    parcel = await by_id(parcel_id)
    return parcel if parcel.attempt == attempt else None
