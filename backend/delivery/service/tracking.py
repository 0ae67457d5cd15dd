"""What couriers tell: kept, folded, and acted on when it changes something."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from backend.cases import service as cases
from backend.common.ids import new_id
from backend.database import fetch, transactional, vault
from backend.delivery import rules, sql
from backend.delivery.couriers.folding import fold
from backend.delivery.couriers.protocol import TrackEvent
from backend.delivery.models import Parcel, ParcelEvent
from backend.delivery.service.moving import SYSTEM, by_id, move, show, tell_citizen
from backend.delivery.service.packing import cancelled
from backend.delivery.states import DeliveryState

RAW_TEXT = "parcel_event.raw_text"
RECALLED = "快递公司没有取件。请重新下单。"
_NOTICES = {
    DeliveryState.EXCEPTION: "delivery.exception",
    DeliveryState.RETURNED: "delivery.returned",
    DeliveryState.DELIVERED: "delivery.delivered",
}


@dataclass(frozen=True)
class News:
    """What one push or one question brought."""

    events: tuple[TrackEvent, ...]
    waybill_number: str | None = None
    fee_fen: int | None = None


@transactional
async def take(parcel_id: UUID, attempt: int, news: News, now: datetime) -> None:
    """Keep what is new and let the parcel follow; the same news again change nothing.

    The state is always worked out from all events of the attempt, so their order and copies do not matter.
    """
    await cases.hold((await by_id(parcel_id)).case_id)
    parcel = await by_id(parcel_id)
    fresh = [event for event in news.events if await _keep(parcel, attempt, event, now)]
    if parcel.attempt != attempt:
        return
    await fetch(sql.NEWS, [parcel_id, attempt, now, news.waybill_number, news.fee_fen])
    before = parcel.waybill_number
    parcel = await by_id(parcel_id)
    view = fold(await _events(parcel_id, attempt))
    verb = rules.verb_for(parcel.state, view.status, parcel.cancel_asked_at is not None)
    if verb:
        await _follow(parcel, verb, now)
    elif fresh or parcel.waybill_number != before:
        await show(parcel)


async def _follow(parcel: Parcel, verb: str, now: datetime) -> None:
    if verb == "cancel":
        await cancelled(parcel, parcel.version, parcel.cancel_reason or "", SYSTEM, now)
        return
    problem = RECALLED if verb == "reject" else None
    moved = await move(
        parcel, verb, parcel.version, SYSTEM, now, problem=problem, cancel_asked_at=None, cancel_reason=None
    )
    if verb == "ship" and parcel.state is DeliveryState.ORDERED:
        courier, waybill = moved.courier_name or "", moved.waybill_number or ""
        await tell_citizen(moved, "delivery.shipped", now, courier=courier, waybill=waybill)
    if template := _NOTICES.get(moved.state):
        await tell_citizen(moved, template, now)
    if verb == "deliver":
        await cases.close_delivered(moved.case_id, now)


async def _keep(parcel: Parcel, attempt: int, event: TrackEvent, now: datetime) -> bool:
    sealed = vault.seal_text(event.raw_text, RAW_TEXT)
    text, place = event.text[:200], event.location[:120]
    values = [event.at, event.status, text, event.raw_code[:20], sealed, place, event.timed, event.correction]
    key = [new_id(), parcel.centre_id, now, parcel.id, attempt, rules.event_key(event)]
    return bool(await fetch(sql.KEEP_EVENT, [*key, *values]))


async def _events(parcel_id: UUID, attempt: int) -> Iterable[TrackEvent]:
    rows = await ParcelEvent.filter(parcel_id=parcel_id, attempt=attempt)
    return [
        TrackEvent(
            at=row.at,
            status=row.status,
            text=row.text,
            raw_code=row.raw_code,
            raw_text=row.raw_text,
            location=row.location,
            timed=row.timed,
            correction=row.correction,
        )
        for row in rows
    ]
