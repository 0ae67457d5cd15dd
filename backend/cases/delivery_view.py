"""How the certificate reaches the citizen, as part of a case. Parcels live in `delivery`, which is above: it hands its
reader down at start."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from backend.web.schemas import Action, Instant, Out


class DeliveryEvent(Out):
    """Something that happened on the way."""

    at: Instant
    status: str
    label: str
    text: str


class DeliveryProgress(Out):
    """How the certificate reaches the citizen, without anything that points to a row or a person."""

    method: str
    state: str
    state_label: str
    courier_name: str | None
    waybill_number: str | None
    pickup_text: str | None
    fee_text: str
    events: list[DeliveryEvent]
    next_text: str


class Delivery(DeliveryProgress):
    """The same for the citizen and for staff; the address down to the street."""

    id: UUID
    version: int
    address_text_masked: str | None
    actions: list[Action]


@dataclass(frozen=True)
class DeliveryView:
    """A case's delivery now.

    ``choosable``: the citizen has to choose again. ``changeable``: may still choose otherwise. ``can_hand_over``: the
    certificate lies at the window.
    """

    delivery: Delivery
    choosable: bool
    changeable: bool
    can_hand_over: bool


Reader = Callable[[Sequence[UUID]], Awaitable[Mapping[UUID, DeliveryView]]]
_read: Reader | None = None


def use(reader: Reader) -> None:
    """Set how the deliveries of cases are read."""
    global _read
    _read = reader


async def of_cases(case_ids: Sequence[UUID]) -> Mapping[UUID, DeliveryView]:
    """Deliveries by case; cases without one are left out."""
    return {} if _read is None or not case_ids else await _read(case_ids)
