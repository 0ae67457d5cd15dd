"""What the coordination office does with the plans, and everybody with the bookings they hit."""

from __future__ import annotations

from uuid import UUID

from backend import audit
from backend.accounts import queries as accounts
from backend.appointments import queries as appointments
from backend.appointments.models import Pool
from backend.appointments.plans import (
    changing,
    conflict_views,
    conflicts,
    loading,
    pools,
    previewing,
    reconciling,
    views,
)
from backend.appointments.plans import schemas as s
from backend.appointments.plans.wording import entered_text
from backend.appointments.scope import departments_of
from backend.common.errors import NotFound
from backend.staff.roles import Permission
from backend.web.access import staff
from backend.web.call import Call
from backend.web.routes import Routes
from backend.web.schemas import Empty

api = Routes("plans")


@api.get("/staff/plans", access=staff(Permission.PLANS_READ))
async def overview(call: Call) -> s.PlanOverview:
    """All pools, and how the last reconciliation went."""
    frame = await loading.frame(call.now, call.settings)
    rows = await Pool.filter(centre_id=call.centre_id).order_by("code")
    listed = await conflict_views.page("open", None, None, 1, call.staff, call.centre_id)
    report = await reconciling.last(call.centre_id)
    return s.PlanOverview(
        pools=[views.pool_brief(row, call.staff) for row in rows],
        until=frame.until,
        actions=views.entering(call.staff),
        open_conflicts=listed.counts["open"],
        reconciliation=views.reconciliation(report) if report else None,
    )


@api.get("/staff/pools/<pool_id>", access=staff(Permission.PLANS_READ))
async def pool_plan(call: Call, pool_id: UUID) -> s.PoolPlan:
    """Templates, exceptions and days of one pool."""
    row = await loading.pool(pool_id, call.centre_id)
    return await views.pool_plan(row, call.now, call.staff, call.settings)


@api.post("/staff/plans/preview", access=staff(Permission.PLANS_MANAGE), keeps_answer=False)
async def preview(call: Call, body: s.PlanRequest) -> s.Preview:
    """What a change would do to slots and bookings. Changes nothing."""
    wanted = [pool.id for pool in body.pools]
    return views.preview(await previewing.preview(body.change.value(), wanted, call.now, settings=call.settings))


@api.post("/staff/plans/changes", access=staff(Permission.PLANS_MANAGE), status=201)
async def enter(call: Call, body: s.PlanRequest) -> s.Entered:
    """Enter templates, an exception, a closure or a leave; the slots follow at once."""
    versions = {pool.id: pool.version for pool in body.pools}
    touched = await changing.enter(
        body.change.value(), versions, call.now, actor=call.staff.actor, settings=call.settings
    )
    return s.Entered(pools=len(touched), text=entered_text(len(touched)))


@api.post("/staff/plans/exceptions/<entry_id>/withdraw", access=staff(Permission.PLANS_MANAGE))
async def withdraw_exception(call: Call, entry_id: UUID, body: Empty) -> None:
    """Take back a closure or other rows of a day."""
    await changing.withdraw("exception", entry_id, call.now, actor=call.staff.actor, centre_id=call.centre_id)


@api.post("/staff/plans/leaves/<entry_id>/withdraw", access=staff(Permission.PLANS_MANAGE))
async def withdraw_leave(call: Call, entry_id: UUID, body: Empty) -> None:
    """Take back the leave of a window."""
    await changing.withdraw("leave", entry_id, call.now, actor=call.staff.actor, centre_id=call.centre_id)


@api.post("/staff/pools", access=staff(Permission.PLANS_MANAGE), status=201)
async def add_pool(call: Call, body: s.PoolIn) -> s.PoolBrief:
    """Add a pool."""
    row = await pools.add(_fields(body), call.now, actor=call.staff.actor, centre_id=call.centre_id)
    return views.pool_brief(row, call.staff)


@api.put("/staff/pools/<pool_id>", access=staff(Permission.PLANS_MANAGE))
async def change_pool(call: Call, pool_id: UUID, body: s.PoolChange) -> s.PoolBrief:
    """Say what a pool serves, and with which windows."""
    given = _fields(body)
    row = await pools.change(pool_id, body.version, given, call.now, actor=call.staff.actor, centre_id=call.centre_id)
    return views.pool_brief(row, call.staff)


def _fields(body: s.PoolIn) -> pools.PoolFields:
    return pools.PoolFields(body.name, body.departments, body.windows)


@api.get("/staff/conflicts", access=staff(Permission.APPOINTMENTS_READ))
async def listed(call: Call, query: s.ConflictsQuery) -> s.ConflictPage:
    """Bookings whose place went away; clerks see those of their departments."""
    own = departments_of(call.staff)
    return await conflict_views.page(query.view, own, query.cursor, query.limit, call.staff, call.centre_id)


@api.post("/staff/conflicts/<conflict_id>/call", access=staff(Permission.APPOINTMENTS_MANAGE))
async def called(call: Call, conflict_id: UUID, body: s.ConflictAnswer) -> s.Conflict:
    """Note that the citizen was reached by phone."""
    return await _answer(call, conflict_id, body, "call")


@api.post("/staff/conflicts/<conflict_id>/keep", access=staff(Permission.APPOINTMENTS_MANAGE))
async def keep(call: Call, conflict_id: UUID, body: s.ConflictAnswer) -> s.Conflict:
    """Note that the citizen comes all the same."""
    return await _answer(call, conflict_id, body, "keep")


@api.post("/staff/conflicts/<conflict_id>/phone", access=staff(Permission.PERSONAL_DATA_READ), keeps_answer=False)
async def phone(call: Call, conflict_id: UUID, body: Empty) -> s.Phone:
    """The number to call; who looked is written down."""
    row = await conflict_views.mine(conflict_id, departments_of(call.staff), call.centre_id)
    booking = await appointments.find(row.appointment_id)
    card = await accounts.card(booking.citizen_id)
    subject = f"citizen:{booking.citizen_id}"
    await audit.record(
        call.staff.actor, "personal_data.read", subject, call.now, centre_id=call.centre_id, why="conflict"
    )
    if card.phone is None:
        raise NotFound()
    return s.Phone(phone=card.phone)


async def _answer(call: Call, conflict_id: UUID, body: s.ConflictAnswer, verb: str) -> s.Conflict:
    row = await conflict_views.mine(conflict_id, departments_of(call.staff), call.centre_id)
    note = body.note or None
    await conflicts.answer(row.id, body.version, verb, note, call.now, actor=call.staff.actor, centre_id=call.centre_id)
    return await conflict_views.conflict(await conflicts.find(row.id, call.centre_id), call.staff)
