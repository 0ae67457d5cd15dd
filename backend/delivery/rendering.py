"""A delivery as citizens and staff see it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from backend.cases.delivery_view import Delivery, DeliveryEvent, DeliveryView
from backend.catalogue import live
from backend.common.masking import mask_name
from backend.delivery import queries, rules, wording
from backend.delivery.couriers.folding import RANK
from backend.delivery.models import Parcel, ParcelEvent
from backend.delivery.queries import ParcelFile
from backend.delivery.schemas import StaffParcel
from backend.delivery.states import DELIVERY, UNDER_WAY, DeliveryState, Method
from backend.staff.roles import Permission
from backend.web.access import Staff
from backend.web.schemas import Action

CHOOSE_AGAIN = Action(name="delivery", label="重选领证方式")
BUTTONS = {
    "pack": Action(name="pack", label="打包", kind="primary"),
    "order": Action(name="order", label="叫快递", kind="primary", confirm="叫快递上门取这一件吗?"),
    "cancel": Action(name="cancel", label="取消寄递", kind="danger"),
}
NEEDS_ADDRESS = (DeliveryState.CHOSEN, DeliveryState.PACKED, DeliveryState.EXCEPTION)
"""While the envelope is written, or somebody must be called, staff see the whole address."""

CANCELLING = "已请快递取消,正在等答复。"


async def views(case_ids: Sequence[UUID]) -> Mapping[UUID, DeliveryView]:
    """The deliveries of cases, for the cases' screens."""
    return {
        file.parcel.case_id: DeliveryView(
            delivery=delivery_out(file),
            choosable=file.parcel.state in (DeliveryState.RETURNED, DeliveryState.CANCELLED),
            changeable=file.parcel.state is DeliveryState.CHOSEN,
            can_hand_over=file.parcel.state not in UNDER_WAY,
        )
        for file in await queries.of_cases(case_ids)
    }


def delivery_out(file: ParcelFile) -> Delivery:
    """A delivery for its citizen."""
    actions = [CHOOSE_AGAIN] if rules.may_choose(file.parcel.state) else []
    return Delivery(**_common(file), actions=actions)


def staff_parcel_out(file: ParcelFile, staff: Staff) -> StaffParcel:
    """A delivery for the window."""
    parcel = file.parcel
    common = _common(file)
    told = CANCELLING if parcel.cancel_asked_at and parcel.state is DeliveryState.ORDERED else parcel.problem
    may = staff.may(Permission.PARCELS_PACK)
    verbs = rules.staff_verbs(parcel.state, parcel.method, parcel.cancel_asked_at is not None) if may else ()
    return StaffParcel(
        **(common | {"next_text": told or common["next_text"]}),
        actions=[BUTTONS[verb] for verb in verbs],
        case_id=parcel.case_id,
        case_number=parcel.case_number,
        item_name=parcel.item_name,
        certificate_name=parcel.certificate_name,
        recipient_masked=mask_name(parcel.recipient) if parcel.recipient else None,
        address_text=_full_address(parcel) if shows_address(parcel, staff) else None,
        order_number=parcel.order_number,
    )


def shows_address(parcel: Parcel, staff: Staff) -> bool:
    """Whether this person sees the whole address now; whoever shows it writes an audit line."""
    needed = parcel.method is Method.COURIER and parcel.state in NEEDS_ADDRESS
    return needed and staff.may(Permission.PARCELS_PACK) and staff.may(Permission.PERSONAL_DATA_READ)


def pickup_text(item_code: str) -> str:
    """Where the certificate of an item is fetched."""
    snapshot = live.current()
    place = snapshot.places.get(item_code)
    return wording.pickup_text(place.hall, place.text) if place else wording.pickup_text("大厅", "原窗口")


def _full_address(parcel: Parcel) -> str:
    return f"{parcel.recipient} {parcel.phone} {parcel.region}{parcel.detail}"


def _common(file: ParcelFile) -> dict[str, Any]:
    parcel = file.parcel
    pickup = pickup_text(parcel.item_code)
    by_courier = parcel.method is Method.COURIER
    return {
        "id": parcel.id,
        "method": parcel.method,
        "state": parcel.state,
        "state_label": DELIVERY.label(parcel.state),
        "version": parcel.version,
        "courier_name": parcel.courier_name,
        "waybill_number": parcel.waybill_number,
        "address_text_masked": parcel.address_masked,
        "pickup_text": None if by_courier else pickup,
        "fee_text": wording.COURIER_FEE if by_courier else wording.PICKUP_FEE,
        "events": _events(file),
        "next_text": wording.next_text(parcel.state, parcel.method, pickup),
    }


def _events(file: ParcelFile) -> list[DeliveryEvent]:
    """The courier's events and our own changes, oldest first."""
    told = [
        DeliveryEvent(at=event.at, status=event.status, label=event.status.label, text=event.text)
        for event in _in_order(file.events)
    ]
    ours = [
        DeliveryEvent(
            at=change.created_at,
            status=change.state,
            label=DELIVERY.label(change.state),
            text=f"{wording.OWN_EVENTS[change.verb]}:{change.note}" if change.note else wording.OWN_EVENTS[change.verb],
        )
        for change in file.changes
        if change.verb in wording.OWN_EVENTS
    ]
    return sorted(ours + told, key=lambda event: event.at)


def _in_order(events: Sequence[ParcelEvent]) -> list[ParcelEvent]:
    """Oldest first, without order notices that came late: they have no time of their own and would seem a step back."""
    shown: list[ParcelEvent] = []
    for event in sorted(events, key=lambda one: (one.at, RANK[one.status])):
        furthest = max((RANK[one.status] for one in shown if one.attempt == event.attempt), default=-1)
        if event.timed or RANK[event.status] >= furthest:
            shown.append(event)
    return shown
