"""Reads of the deliveries, for this slice and those above."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from tortoise.expressions import Q

from backend.common.errors import NotFound
from backend.database import fetch_one
from backend.delivery import sql
from backend.delivery.models import Parcel, ParcelChange, ParcelEvent
from backend.delivery.states import DeliveryState, Method

View = Literal["to_pack", "to_order", "shipped", "exception", "done"]
S = DeliveryState
VIEWS: dict[View, Q] = {
    "to_pack": Q(state=S.CHOSEN, method=Method.COURIER),
    "to_order": Q(state=S.PACKED),
    "shipped": Q(state__in=(S.ORDERED, S.SHIPPED)),
    "exception": Q(state__in=(S.EXCEPTION, S.RETURNED)),
    "done": Q(state__in=(S.DELIVERED, S.HANDED_OVER, S.CANCELLED)),
}


@dataclass(frozen=True)
class ParcelFile:
    """A parcel with what happened to it."""

    parcel: Parcel
    events: list[ParcelEvent]
    changes: list[ParcelChange]


async def load(parcels: Sequence[Parcel]) -> list[ParcelFile]:
    """Parcels with their events, in their order."""
    ids = [parcel.id for parcel in parcels]
    events = await ParcelEvent.filter(parcel_id__in=ids).order_by("at", "id")
    changes = await ParcelChange.filter(parcel_id__in=ids).order_by("id")
    return [
        ParcelFile(
            parcel,
            [event for event in events if event.parcel_id == parcel.id],
            [change for change in changes if change.parcel_id == parcel.id],
        )
        for parcel in parcels
    ]


async def of_cases(case_ids: Sequence[UUID]) -> list[ParcelFile]:
    """The parcels of these cases."""
    return await load(await Parcel.filter(case_id__in=list(case_ids)))


async def of_departments(departments: Sequence[str] | None, parcel_id: UUID) -> Parcel:
    """A parcel of these departments (None: of any). Raises NotFound."""
    row = await Parcel.get_or_none(id=parcel_id)
    if row is None or (departments is not None and row.department not in departments):
        raise NotFound()
    return row


async def page(view: View, departments: Sequence[str] | None, before: UUID | None, limit: int) -> list[Parcel]:
    """Parcels of one view, newest first, older than ``before``."""
    rows = Parcel.filter(VIEWS[view])
    if departments is not None:
        rows = rows.filter(department__in=list(departments))
    if before is not None:
        rows = rows.filter(id__lt=before)
    return await rows.order_by("-id").limit(limit)


async def counts(departments: Sequence[str] | None, centre_id: int = 1) -> Mapping[str, int]:
    """How many parcels of these departments each view has."""
    row = await fetch_one(sql.COUNTS, [centre_id, None if departments is None else list(departments)])
    assert row is not None, "an aggregate has one row"
    return row


async def under_way_of(citizen_id: UUID) -> list[Parcel]:
    """A citizen's parcels that are on their way."""
    states = (S.PACKED, S.ORDERED, S.SHIPPED, S.EXCEPTION)
    return await Parcel.filter(citizen_id=citizen_id, state__in=states).order_by("-id")
