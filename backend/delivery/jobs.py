"""Talking to the courier, the only place that does, and the sweep that notices silence."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

import structlog

from backend.catalogue import live
from backend.database import fetch, transaction, transactional
from backend.delivery import gateway, inbox, rules, sql
from backend.delivery.couriers.protocol import (
    Address,
    CourierRefused,
    CourierUnavailable,
    OrderRequest,
    PushRejected,
    PushResult,
)
from backend.delivery.models import CourierPush, Parcel
from backend.delivery.service import ordering, tracking
from backend.delivery.service.moving import by_id
from backend.delivery.states import DeliveryState
from backend.outbox import Job, JobFailed, TryLater, enqueue, handler, schedule

log = structlog.get_logger()
AGAIN = timedelta(minutes=10)
SOON = timedelta(seconds=20)
PATIENCE = 3
"""Attempts without an answer from which staff are told."""
NO_ANSWER = "快递公司没有答复。系统会接着试,不用重新下单。"


@handler("delivery.order")
async def order(job: Job) -> None:
    """Place an order. Safe to repeat: the order number is the courier's idempotency key."""
    parcel_id, attempt = _named(job)
    parcel = await ordering.begin_sending(parcel_id, attempt, job.now)
    if parcel is None:
        return
    try:
        result = await gateway.current().create_order(request_of(parcel))
    except CourierRefused as problem:
        if problem.permanent:
            await ordering.refused(parcel_id, attempt, problem.reason, job.now)
            return
        await ordering.note_problem(parcel_id, attempt, problem.reason)
        raise TryLater(problem.reason, AGAIN) from problem
    except CourierUnavailable as problem:
        if job.attempt >= PATIENCE:
            await ordering.note_problem(parcel_id, attempt, NO_ANSWER)
        raise TryLater(str(problem)) from problem
    await ordering.placed(parcel_id, attempt, result)


@handler("delivery.cancel")
async def cancel(job: Job) -> None:
    """Ask the courier to call an order off; one the courier never saw is simply off."""
    parcel_id, attempt = _named(job)
    parcel = await by_id(parcel_id)
    if parcel.attempt != attempt or parcel.state is not DeliveryState.ORDERED or parcel.cancel_asked_at is None:
        return
    if parcel.courier_order_id is None:
        await _cancel_unanswered(parcel, job.now)
        return
    try:
        await gateway.current().cancel_order(
            parcel.courier_order_id, parcel.courier_task_id or "", parcel.cancel_reason or ""
        )
    except CourierRefused as problem:
        await ordering.cancel_refused(parcel_id, attempt, problem.reason)
    except CourierUnavailable as problem:
        raise TryLater(str(problem)) from problem
    else:
        await ordering.cancel_agreed(parcel_id, attempt, job.now)


async def _cancel_unanswered(parcel: Parcel, now: datetime) -> None:
    """Whether the courier knows the order is open as long as it may still be asked about it."""
    asked_in_vain = parcel.ordered_at is not None and now > parcel.ordered_at + rules.SAME_ORDER
    if parcel.sent_at is not None and not asked_in_vain:
        raise TryLater("the order is being placed", SOON)
    await ordering.cancel_agreed(parcel.id, parcel.attempt, now)


@handler("delivery.pushed")
async def pushed(job: Job) -> None:
    """Work on one stored push."""
    row = await inbox.open_push(UUID(job.payload["push_id"]))
    if row is None:
        return
    try:
        push = gateway.current().parse_push({}, row.body.encode(), row.created_at)
    except PushRejected as problem:
        raise JobFailed(problem.reason) from problem
    await transaction(lambda: _work_on(row, push, job.now))


async def _work_on(row: CourierPush, push: PushResult, now: datetime) -> None:
    if not await CourierPush.filter(id=row.id, done_at=None).update(done_at=now):
        return
    news = tracking.News(push.events, push.waybill_number, push.fee_fen)
    await tracking.take(row.parcel_id, row.attempt, news, now)
    if push.resubscribe:
        payload = {"parcel_id": str(row.parcel_id), "attempt": row.attempt}
        key = f"parcel_subscribe:{row.parcel_id}"
        await enqueue("delivery.subscribe", payload, dedupe_key=key, after=rules.RESUBSCRIBE_AFTER)


@handler("delivery.subscribe")
async def subscribe(job: Job) -> None:
    """Have a parcel's track pushed again after the courier gave up watching."""
    parcel = await by_id(_named(job)[0])
    if parcel.waybill_number is None or parcel.state not in (DeliveryState.SHIPPED, DeliveryState.EXCEPTION):
        return
    try:
        await gateway.current().subscribe(parcel.waybill_number, parcel.phone or "")
    except CourierRefused as problem:
        raise JobFailed(problem.reason) from problem
    except CourierUnavailable as problem:
        raise TryLater(str(problem)) from problem


@handler("delivery.ask")
async def ask(job: Job) -> None:
    """Ask for a parcel's track. Never repeated by itself: the courier locks a number asked too often."""
    parcel_id, attempt = _named(job)
    parcel = await by_id(parcel_id)
    if parcel.waybill_number is None:
        return
    try:
        track = await gateway.current().track(parcel.waybill_number, parcel.phone or "")
    except (CourierRefused, CourierUnavailable) as problem:
        log.warning("track_not_told", parcel=str(parcel_id), problem=str(problem))
        return
    if track.events:
        await tracking.take(parcel_id, attempt, tracking.News(track.events), job.now)


@schedule("delivery.reconcile", "*/10 * * * *")
async def reconcile(job: Job) -> None:
    """Ask about parcels without news, and bring back orders without an answer."""
    await _ask_silent(job)
    await _order_again(job)


@transactional
async def _ask_silent(job: Job) -> None:
    for row in await fetch(sql.CLAIM_SILENT, [job.settings.centre_id, job.now, job.now - rules.QUIET]):
        payload = {"parcel_id": str(row["id"]), "attempt": row["attempt"]}
        await enqueue("delivery.ask", payload, dedupe_key=f"parcel_ask:{row['id']}")


@transactional
async def _order_again(job: Job) -> None:
    values = [job.settings.centre_id, job.now - rules.SAME_ORDER, job.now - rules.ANSWER_WAIT]
    for row in await fetch(sql.UNANSWERED, values):
        payload = {"parcel_id": str(row["id"]), "attempt": row["attempt"]}
        await enqueue("delivery.order", payload, dedupe_key=f"parcel_order:{row['id']}:{row['attempt']}")


def request_of(parcel: Parcel) -> OrderRequest:
    """The order as the courier gets it; fetched at the hall where the item is handled."""
    centre = live.current().book.centre
    hall = centre.halls[0]
    address = hall.address.removeprefix(centre.city)
    return OrderRequest(
        order_number=parcel.order_number or "",
        sender=Address(name=centre.name, phone=centre.phone, region=centre.city, detail=f"{address}{hall.name}"),
        recipient=Address(
            name=parcel.recipient or "",
            phone=parcel.phone or "",
            region=parcel.region or "",
            detail=parcel.detail or "",
        ),
    )


def _named(job: Job) -> tuple[UUID, int]:
    return UUID(job.payload["parcel_id"]), int(job.payload["attempt"])
