"""Parcels at the window, and handing over in person."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from backend import audit
from backend.cases import queries as cases
from backend.cases import scope
from backend.cases.schemas import StaffCase
from backend.cases.service.acting import Actor
from backend.cases.staff_rendering import staff_case_out
from backend.delivery import queries
from backend.delivery.models import Parcel
from backend.delivery.rendering import shows_address, staff_parcel_out
from backend.delivery.schemas import CancelIn, HandOverIn, ListQuery, PackIn, ParcelCounts, ParcelPage, StaffParcel
from backend.delivery.service import choosing, packing
from backend.staff.roles import Permission
from backend.web.access import staff
from backend.web.call import Call
from backend.web.routes import Routes
from backend.web.schemas import VersionIn

api = Routes("delivery")


@api.get("/staff/parcels", access=staff(Permission.PARCELS_READ))
async def list_parcels(call: Call, query: ListQuery) -> ParcelPage:
    """Parcels of one view; whole addresses are shown to those who pack, and that is audited."""
    departments = scope.departments(call.staff)
    rows = await queries.page(query.view, departments, query.cursor, query.limit + 1)
    shown = rows[: query.limit]
    counts = await queries.counts(departments, call.centre_id)
    return ParcelPage(
        items=await _out(call, shown),
        counts=ParcelCounts(**counts),
        next=str(shown[-1].id) if len(rows) > query.limit else None,
    )


@api.post("/staff/parcels/<parcel_id>/pack", access=staff(Permission.PARCELS_PACK))
async def pack(call: Call, parcel_id: UUID, body: PackIn) -> StaffParcel:
    """Pack the certificate."""
    row = await _parcel(call, parcel_id)
    by = Actor.of(call.staff)
    return await _one(call, await packing.pack(row, body.version, body.certificate_number, by, call.now))


@api.post("/staff/parcels/<parcel_id>/order", access=staff(Permission.PARCELS_PACK))
async def order(call: Call, parcel_id: UUID, body: VersionIn) -> StaffParcel:
    """Order the courier."""
    row = await _parcel(call, parcel_id)
    return await _one(call, await packing.order(row, body.version, Actor.of(call.staff), call.now))


@api.post("/staff/parcels/<parcel_id>/cancel", access=staff(Permission.PARCELS_PACK))
async def cancel(call: Call, parcel_id: UUID, body: CancelIn) -> StaffParcel:
    """Call the delivery off."""
    row = await _parcel(call, parcel_id)
    return await _one(call, await packing.cancel(row, body.version, body.reason, Actor.of(call.staff), call.now))


@api.post("/staff/cases/<case_id>/hand-over", access=staff(Permission.CASES_REGISTER))
async def hand_over(call: Call, case_id: UUID, body: HandOverIn) -> StaffCase:
    """Give the certificate or the decision to somebody at the window."""
    await cases.of_departments(scope.departments(call.staff), case_id)
    by = Actor.of(call.staff)
    row = await choosing.hand_over(case_id, body.version, body.receiver_name, by, call.now)
    return await staff_case_out(row, call.staff, call.now, call.centre_id)


async def _parcel(call: Call, parcel_id: UUID) -> Parcel:
    return await queries.of_departments(scope.departments(call.staff), parcel_id)


async def _one(call: Call, row: Parcel) -> StaffParcel:
    return (await _out(call, [row]))[0]


async def _out(call: Call, rows: Sequence[Parcel]) -> list[StaffParcel]:
    for row in rows:
        if shows_address(row, call.staff):
            subject = f"parcel:{row.id}"
            await audit.record(call.staff.actor, "personal_data.read", subject, call.now, centre_id=call.centre_id)
    return [staff_parcel_out(file, call.staff) for file in await queries.load(rows)]
