"""From a heap of events to what is true of a parcel now. Pure; the order and number of copies never matter.

Couriers repeat pushes, send them out of order and lose some, so the status is always worked out from all events known:

1. Track events count by the courier's own time; within one second the later stage of the journey wins.
2. Order notices have no time of their own, so they may only move a parcel forward, never back.
3. A finished parcel (签收, 退回, 取消) stays finished until a correction by staff.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import reduce

from backend.delivery.couriers.protocol import TERMINAL, ParcelStatus, TrackEvent

# Stages of the journey. Cancelled stands before picked up: a cancel notice means nothing once the parcel is moving.
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
    tracked = reduce(
        _step, (event for event in history if event.timed), ParcelStatus.CREATED
    )
    status = _forward(tracked, _notices_that_count(history))
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
    """One track event further: finished parcels move only by a correction."""
    return status if status in TERMINAL and not event.correction else event.status


def _forward(status: ParcelStatus, notices: list[TrackEvent]) -> ParcelStatus:
    """Order notices move an unfinished parcel forward or not at all."""
    if status in TERMINAL:
        return status
    return max([status, *(notice.status for notice in notices)], key=RANK.__getitem__)


def _notices_that_count(history: list[TrackEvent]) -> list[TrackEvent]:
    """Order notices, except those that staff have already corrected."""
    corrected = max((event.at for event in history if event.correction), default=None)
    return [
        event
        for event in history
        if not event.timed and (corrected is None or event.at > corrected)
    ]
