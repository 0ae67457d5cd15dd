"""What is true of a delivery, decided from values alone."""

from __future__ import annotations

import hashlib
from datetime import timedelta

from backend.delivery.couriers.protocol import ParcelStatus, TrackEvent
from backend.delivery.states import DELIVERY, DeliveryState, Method

P = ParcelStatus

QUIET = timedelta(hours=2)
"""After so long without news the courier is asked, never sooner: 快递100 locks a number asked within 30 minutes."""

SAME_ORDER = timedelta(hours=47)
"""The courier takes an order number for the same order within 48 hours; after that asking again would order twice."""

ANSWER_WAIT = timedelta(minutes=10)
"""How long a job works on an order by itself before the sweep brings it back."""

RESUBSCRIBE_AFTER = timedelta(minutes=30)

_VERBS: dict[ParcelStatus, str] = {
    P.PICKED_UP: "ship",
    P.IN_TRANSIT: "ship",
    P.ARRIVED_CITY: "ship",
    P.OUT_FOR_DELIVERY: "ship",
    P.AT_LOCKER: "ship",
    P.EXCEPTION: "trouble",
    P.RETURNING: "trouble",
    P.DELIVERED: "deliver",
    P.RETURNED: "come_back",
}


def order_number(case_number: str, attempt: int) -> str:
    """Our number of an order: the case's and the attempt's, at most 32 characters."""
    return f"{case_number}{attempt:02d}"


def verb_for(state: DeliveryState, status: ParcelStatus, cancel_asked: bool) -> str | None:
    """What the courier's word means for us now; None when it changes nothing.

    An order the courier called off by itself comes back to be ordered again; one that was under way is a problem.
    """
    verb = _cancelled(state, cancel_asked) if status is P.CANCELLED else _VERBS.get(status)
    return verb if verb and DELIVERY.allows(state, verb) else None


def _cancelled(state: DeliveryState, cancel_asked: bool) -> str:
    if state is not DeliveryState.ORDERED:
        return "trouble"
    return "cancel" if cancel_asked else "reject"


def event_key(event: TrackEvent) -> str:
    """Equal for equal events; a notice without a time of its own is known by what it says."""
    parts = (event.at.isoformat() if event.timed else "", event.status, event.raw_code, event.raw_text)
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def may_choose(state: DeliveryState) -> bool:
    """Whether the citizen can choose (again)."""
    return DELIVERY.allows(state, "choose")


def staff_verbs(state: DeliveryState, method: Method, cancel_asked: bool) -> tuple[str, ...]:
    """What staff may do with a parcel now."""
    if method is Method.PICKUP or cancel_asked:
        return ()
    return tuple(verb for verb in ("pack", "order", "cancel") if DELIVERY.allows(state, verb))
