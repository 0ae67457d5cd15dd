"""What ended: a ticket, a case, a parcel or a consultation, read from its own slice."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from uuid import UUID

from backend.cases import queries as cases
from backend.catalogue import live
from backend.common.errors import NotFound
from backend.consultations import queries as consultations
from backend.consultations.states import State as ConsultationState
from backend.delivery import queries as deliveries
from backend.evaluations.states import Matter
from backend.queue import queries as hall
from backend.staff import queries as staff


@dataclass(frozen=True)
class Ended:
    """A matter that may be rated.

    ``window`` is whose work it was, where that is one window's. ``asks``: the citizen is asked by a notice.
    """

    kind: Matter
    id: UUID
    citizen_id: UUID
    department: str
    window: str | None
    title: str
    number: str
    asks: bool = True


async def ended(kind: Matter, matter_id: UUID) -> Ended | None:
    """The matter as it is now; None where nobody can be asked: a person without an account. Raises NotFound."""
    return await _READERS[kind](matter_id)


async def _ticket(ticket_id: UUID) -> Ended | None:
    row = await hall.ticket(ticket_id)
    if row.citizen_id is None:
        return None
    return Ended(Matter.TICKET, row.id, row.citizen_id, row.department, row.window, row.item_name, row.number)


async def _case(case_id: UUID) -> Ended | None:
    row = await cases.by_id(case_id)
    if row.citizen_id is None:
        return None
    window = await _window(row.registered_by)
    return Ended(Matter.CASE, row.id, row.citizen_id, row.department, window, row.item_name, row.number)


async def _parcel(parcel_id: UUID) -> Ended:
    row = await deliveries.of_departments(None, parcel_id)
    number = row.waybill_number or row.case_number
    return Ended(Matter.PARCEL, row.id, row.citizen_id, row.department, None, row.certificate_name, number)


async def _consultation(consultation_id: UUID) -> Ended:
    """Its reply is a notice already; the rating is asked for when the citizen settles it."""
    row = await consultations.by_id(consultation_id)
    window = await _window(row.owner_id) if row.owner_id else None
    asks = row.state is ConsultationState.CLOSED
    return Ended(
        Matter.CONSULTATION, row.id, row.citizen_id, row.department, window, _title(row.item_code), row.number, asks
    )


def _title(item_code: str | None) -> str:
    guide = live.current().guides.get(item_code) if item_code else None
    return f"咨询:{guide.guide.name}" if guide else "咨询"


async def _window(staff_id: UUID) -> str | None:
    """The window of who handled it; of somebody with several or none it is nobody's own."""
    try:
        windows = (await staff.member(staff_id)).windows
    except NotFound:
        return None
    return windows[0] if len(windows) == 1 else None


_READERS: dict[Matter, Callable[[UUID], Awaitable[Ended | None]]] = {
    Matter.TICKET: _ticket,
    Matter.CASE: _case,
    Matter.PARCEL: _parcel,
    Matter.CONSULTATION: _consultation,
}
