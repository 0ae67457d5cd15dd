"""The conflict list as staff see it."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from backend.accounts import queries as accounts
from backend.appointments import queries as appointments
from backend.appointments.models import Appointment, Slot
from backend.appointments.plans import schemas, sql
from backend.appointments.plans.models import BookingConflict
from backend.appointments.plans.states import CONFLICTS, ConflictKind, ConflictState
from backend.appointments.rendering import department_name
from backend.appointments.states import MACHINE
from backend.appointments.wording import when_text
from backend.catalogue.schemas import Named
from backend.common.errors import NotFound
from backend.database import fetch
from backend.staff.roles import Permission
from backend.web.access import Staff
from backend.web.schemas import Action

VIEWS = {
    "open": [ConflictState.PENDING, ConflictState.CALLED],
    "done": [ConflictState.MOVED, ConflictState.CANCELLED, ConflictState.KEPT],
}
PHONE = Action(name="phone", label="看手机号")


async def page(
    view: str, departments: Sequence[str] | None, cursor: UUID | None, limit: int, staff: Staff, centre_id: int
) -> schemas.ConflictPage:
    """A page of the list, soonest first; ``departments`` None: all."""
    wanted = None if departments is None else list(departments)
    found = await fetch(sql.LIST, [centre_id, wanted, VIEWS[view], cursor, limit])
    rows = await BookingConflict.filter(id__in=[row["id"] for row in found]).order_by("starts_at", "id")
    counted = {row["state"]: row["n"] for row in await fetch(sql.COUNTS, [centre_id, wanted])}
    return schemas.ConflictPage(
        items=[await conflict(row, staff) for row in rows],
        next=str(rows[-1].id) if len(rows) == limit else None,
        counts={name: sum(counted.get(state, 0) for state in states) for name, states in VIEWS.items()},
    )


async def conflict(row: BookingConflict, staff: Staff) -> schemas.Conflict:
    """One line, with what this person may do."""
    booking = await appointments.find(row.appointment_id)
    slot = await Slot.get(id=row.slot_id)
    card = await accounts.card(booking.citizen_id)
    return schemas.Conflict(
        id=row.id,
        appointment_id=booking.id,
        appointment_version=booking.version,
        item=Named(code=booking.item_code, name=booking.item_name),
        department_name=department_name(row.department),
        was_text=when_text(row.starts_at, max(slot.ends_at, row.starts_at)),
        now_text=_now(row, booking),
        name_masked=card.name_masked,
        phone_masked=card.phone_masked,
        over=row.kind is ConflictKind.OVER,
        reason=row.reason,
        state=row.state,
        state_label=CONFLICTS.label(row.state),
        note=row.note if staff.may(Permission.PERSONAL_DATA_READ) else None,
        version=row.version,
        actions=actions(row.state, staff),
    )


def _now(row: BookingConflict, booking: Appointment) -> str:
    if row.state is ConflictState.MOVED:
        return when_text(booking.slot.starts_at, booking.ends_at)
    return MACHINE.label(booking.state)


def actions(state: ConflictState, staff: Staff) -> list[Action]:
    """Buttons for an open conflict. Moving and cancelling are done to the booking itself."""
    if not staff.may(Permission.APPOINTMENTS_MANAGE) or CONFLICTS.is_final(state):
        return []
    kinds = {"move": "primary", "cancel": "danger"}
    offered = [PHONE] if staff.may(Permission.PERSONAL_DATA_READ) else []
    return offered + [
        Action(name=verb, label=CONFLICTS.verb_label(verb), kind=kinds.get(verb, "default"))
        for verb in CONFLICTS.allowed(state)
    ]


async def mine(conflict_id: UUID, departments: Sequence[str] | None, centre_id: int) -> BookingConflict:
    """A conflict of these departments. Raises NotFound, also for one of others."""
    row = await BookingConflict.get_or_none(id=conflict_id, centre_id=centre_id)
    if row is None or (departments is not None and row.department not in departments):
        raise NotFound()
    return row
