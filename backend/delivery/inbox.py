"""Keeping what a courier pushes: verified, stored once, worked on by a job."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from backend.common.ids import new_id
from backend.database import fetch_one, transactional, vault
from backend.delivery import sql
from backend.delivery.couriers.protocol import PushResult
from backend.delivery.models import CourierPush, Parcel
from backend.outbox import enqueue

KUAIDI100 = "kuaidi100"
BODY = "courier_push.body"


@transactional
async def keep(push: PushResult, body: bytes, source: str, now: datetime, centre_id: int) -> bool:
    """Store a push and enqueue the work on it; a repeat changes nothing.

    Returns:
        False when no parcel has any of its numbers: an order notice may come before our order's answer is stored,
        so the courier is asked to send it again.
    """
    parcel = await _parcel(push, centre_id)
    if parcel is None:
        return False
    sealed = vault.seal_text(body.decode(), BODY)
    values = [new_id(), centre_id, now, source, push.dedupe_key, parcel.id, parcel.attempt, sealed]
    row = await fetch_one(sql.KEEP_PUSH, values)
    if row is not None:
        await enqueue("delivery.pushed", {"push_id": str(row["id"])}, dedupe_key=f"courier_push:{row['id']}")
    return True


async def open_push(push_id: UUID) -> CourierPush | None:
    """A push that is not done yet, or None."""
    return await CourierPush.get_or_none(id=push_id, done_at=None)


async def _parcel(push: PushResult, centre_id: int) -> Parcel | None:
    """The parcel a push is about: by our number, the courier's order, or the waybill, in this order."""
    numbers = {
        "order_number": push.order_number,
        "courier_order_id": push.courier_order_id,
        "waybill_number": push.waybill_number,
    }
    for column, number in numbers.items():
        if number and (row := await Parcel.filter(centre_id=centre_id, **{column: number}).first()):
            return row
    return None
