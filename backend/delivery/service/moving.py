"""How every change of a delivery is written down."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from backend import audit
from backend.common.errors import NotFound, Stale
from backend.delivery.models import Parcel, ParcelChange
from backend.delivery.states import DELIVERY, DeliveryState
from backend.notices import service as notices
from backend.outbox import enqueue
from backend.web.live import tell

SYSTEM = "system"


async def by_id(parcel_id: UUID) -> Parcel:
    """The parcel with this id. Raises NotFound."""
    row = await Parcel.get_or_none(id=parcel_id)
    if row is None:
        raise NotFound()
    return row


async def move(
    parcel: Parcel, verb: str, version: int, actor: str, now: datetime, note: str | None = None, **columns: object
) -> Parcel:
    """Compare-and-set to the state after ``verb``, with its record, audit line and live messages.

    Parameters:
        version: what the caller saw; the parcel's own where nobody looked at a screen.
        note: a reason, kept with the change.
        columns: further columns to set.

    Raises:
        WrongState: the verb is not allowed now.
        Stale: the row changed since the caller saw it.
    """
    if parcel.version != version:
        raise Stale()
    target = DELIVERY.next(parcel.state, verb)
    values = {"state": target, "version": version + 1} | columns
    if not await Parcel.filter(id=parcel.id, state=parcel.state, version=version).update(**values):
        raise Stale()
    await write_change(parcel, verb, target, actor, now, note)
    if target is DeliveryState.DELIVERED:
        await enqueue("evaluations.ask", {"kind": "parcel", "id": str(parcel.id)})
    return await by_id(parcel.id)


async def write_change(
    parcel: Parcel, verb: str, state: DeliveryState, actor: str, now: datetime, note: str | None = None
) -> None:
    """Record a change and tell the screens."""
    await ParcelChange.create(
        centre_id=parcel.centre_id,
        created_at=now,
        parcel_id=parcel.id,
        verb=verb,
        state=state,
        actor=actor,
        note=note,
    )
    await audit.record(actor, f"delivery.{verb}", f"parcel:{parcel.id}", now, centre_id=parcel.centre_id)
    await show(parcel, state)


async def show(parcel: Parcel, state: DeliveryState | None = None) -> None:
    """Let the screens read the parcel anew."""
    shown = state or parcel.state
    await tell("staff", "parcel", parcel.id, state=shown, department=parcel.department)
    await tell(f"citizen:{parcel.citizen_id}", "parcel", parcel.id, state=shown)


async def tell_citizen(parcel: Parcel, template: str, now: datetime, **fields: str) -> None:
    """Send a notice; once for each version of the parcel."""
    await notices.send(
        parcel.citizen_id,
        template,
        {"certificate": parcel.certificate_name} | fields,
        now=now,
        link=f"/pages/cases/detail?id={parcel.case_id}",
        dedupe_key=f"{template}:{parcel.id}:{parcel.version}",
        centre_id=parcel.centre_id,
    )
