"""From a heap of events to what is true of a parcel now. Pure; the order and number of copies never matter.

Couriers repeat pushes, send them out of order and lose some, so the status is always worked out from all events known:

1. Events count by their time; within one second the later stage of the journey wins.
2. Order notices have no time of their own but that of their first receipt, so they only move a parcel forward.
3. A finished parcel (签收, 退回, 取消) stays finished until a correction by staff.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import reduce

from backend.delivery.couriers.protocol import TERMINAL, ParcelStatus, TrackEvent

# Stages of the journey. Cancelled stands before picked up: a cancel notice says nothing of a moving parcel.
RANK: dict[ParcelStatus, int] = {
    ParcelStatus.CREATED: 0,
    ParcelStatus.CANCELLED: 1,
    ParcelStatus.PICKED_UP: 2,
    ParcelStatus.IN_TRANSIT: 3,
    ParcelStatus.ARRIVED_CITY: 4,
    ParcelStatus.OUT_FOR_DELIVERY: 5,
    ParcelStatus.AT_LOCKER: 6,
    ParcelStatus.EXCEPTION: 7,
    ParcelStatus.RETURNING: 8,
    ParcelStatus.DELIVERED: 9,
    ParcelStatus.RETURNED: 10,
}


@dataclass(frozen=True, slots=True)
class ParcelView:
    """What is true now: ``events`` oldest first and each once; ``terminal`` when nothing more is expected."""

    status: ParcelStatus
    events: tuple[TrackEvent, ...]
    terminal: bool


def fold(events: Iterable[TrackEvent]) -> ParcelView:
    """Work out a parcel from all its events, in any order and with any repetitions. No events: created."""
    history = _distinct(events)
    status = reduce(_step, history, ParcelStatus.CREATED)
    return ParcelView(status=status, events=tuple(history), terminal=status in TERMINAL)


def _distinct(events: Iterable[TrackEvent]) -> list[TrackEvent]:
    """Oldest first: equal track events once; of the same order notice received twice, the first receipt."""
    seen: dict[object, TrackEvent] = {}
    for event in sorted(set(events), key=_order):
        seen.setdefault(event if event.timed else (event.raw_code, event.status), event)
    return list(seen.values())


def _order(event: TrackEvent) -> tuple[datetime, bool, int, tuple[str, ...], bool]:
    """Time, then corrections last, then stage; the rest only makes the order total."""
    words = (event.raw_code, event.raw_text, event.text, event.location)
    return (event.at, event.correction, RANK[event.status], words, event.timed)


def _step(status: ParcelStatus, event: TrackEvent) -> ParcelStatus:
    """One event further: finished parcels move only by a correction, others forward only when it is a notice."""
    if status in TERMINAL and not event.correction:
        return status
    return event.status if event.timed else max(status, event.status, key=RANK.__getitem__)
