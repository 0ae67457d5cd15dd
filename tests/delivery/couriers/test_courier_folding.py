"""Folding: what a parcel's events mean, whatever order and number they arrive in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.delivery.couriers.folding import RANK, fold
from backend.delivery.couriers.protocol import (
    LABELS,
    TERMINAL,
    ParcelStatus,
    TrackEvent,
)

S = ParcelStatus
START = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


def tracked(minute: int, status: ParcelStatus, *, correction: bool = False) -> TrackEvent:
    return TrackEvent(
        START + timedelta(minutes=minute),
        status,
        status.label,
        status.value,
        correction=correction,
    )


def noticed(minute: int, status: ParcelStatus) -> TrackEvent:
    return TrackEvent(
        START + timedelta(minutes=minute),
        status,
        status.label,
        status.value,
        timed=False,
    )


CASES = {
    "nothing yet": ([], S.CREATED),
    "an ordinary day": (
        [
            tracked(0, S.PICKED_UP),
            tracked(9, S.OUT_FOR_DELIVERY),
            tracked(12, S.DELIVERED),
        ],
        S.DELIVERED,
    ),
    "a late report of the past": (
        [tracked(9, S.OUT_FOR_DELIVERY), tracked(5, S.IN_TRANSIT)],
        S.OUT_FOR_DELIVERY,
    ),
    "trouble, then another try": (
        [tracked(5, S.EXCEPTION), tracked(9, S.OUT_FOR_DELIVERY)],
        S.OUT_FOR_DELIVERY,
    ),
    "the same second": (
        [tracked(5, S.OUT_FOR_DELIVERY), tracked(5, S.DELIVERED)],
        S.DELIVERED,
    ),
    "signed stays signed": (
        [tracked(5, S.DELIVERED), tracked(9, S.IN_TRANSIT)],
        S.DELIVERED,
    ),
    "returned stays returned": (
        [tracked(5, S.RETURNED), tracked(9, S.OUT_FOR_DELIVERY)],
        S.RETURNED,
    ),
    "a correction reopens": (
        [tracked(5, S.DELIVERED), tracked(9, S.EXCEPTION, correction=True)],
        S.EXCEPTION,
    ),
    "life after a correction": (
        [
            tracked(5, S.DELIVERED),
            tracked(9, S.EXCEPTION, correction=True),
            tracked(20, S.DELIVERED),
        ],
        S.DELIVERED,
    ),
    "a correction is not undone by an old push": (
        [
            tracked(9, S.EXCEPTION, correction=True),
            tracked(5, S.DELIVERED),
            noticed(6, S.DELIVERED),
        ],
        S.EXCEPTION,
    ),
    "a notice moves forward": ([noticed(1, S.PICKED_UP)], S.PICKED_UP),
    "a notice never moves back": (
        [tracked(5, S.OUT_FOR_DELIVERY), noticed(40, S.PICKED_UP)],
        S.OUT_FOR_DELIVERY,
    ),
    "the track knows better than a notice": ([noticed(1, S.IN_TRANSIT), tracked(5, S.PICKED_UP)], S.PICKED_UP),
    "cancelled, then picked up all the same": ([noticed(1, S.CANCELLED), tracked(5, S.PICKED_UP)], S.CANCELLED),
    "cancelled before pick-up": (
        [noticed(0, S.CREATED), noticed(1, S.CANCELLED)],
        S.CANCELLED,
    ),
    "a cancel notice after pick-up": (
        [tracked(5, S.PICKED_UP), noticed(6, S.CANCELLED)],
        S.PICKED_UP,
    ),
}


@pytest.mark.parametrize(("events", "expected"), CASES.values(), ids=CASES.keys())
def test_what_events_mean(events: list[TrackEvent], expected: ParcelStatus) -> None:
    view = fold(events)
    assert view.status is expected
    assert view.terminal is (expected in TERMINAL)


def test_the_same_notice_received_again_counts_once_at_its_first_receipt() -> None:
    view = fold([noticed(40, S.PICKED_UP), noticed(1, S.PICKED_UP)])
    assert [event.at for event in view.events] == [START + timedelta(minutes=1)]


def test_every_status_has_a_label_and_a_rank() -> None:
    assert set(LABELS) == set(ParcelStatus) == set(RANK)
    assert len(set(RANK.values())) == len(RANK)


events = st.builds(
    TrackEvent,
    at=st.integers(0, 5).map(lambda minute: START + timedelta(minutes=minute)),
    status=st.sampled_from(ParcelStatus),
    text=st.just("x"),
    raw_code=st.sampled_from(["a", "b"]),
    timed=st.just(True),
    correction=st.integers(0, 5).map(lambda dice: dice == 0),
) | st.builds(
    noticed,
    st.integers(0, 5),
    st.sampled_from(ParcelStatus),
)
histories = st.lists(events, max_size=12)


@given(st.data(), histories)
def test_order_and_copies_never_matter(data: st.DataObject, history: list[TrackEvent]) -> None:
    copies = data.draw(st.lists(st.sampled_from(history), max_size=12)) if history else []
    assert fold(data.draw(st.permutations(history + copies))) == fold(history)


@given(histories)
def test_folding_again_changes_nothing(history: list[TrackEvent]) -> None:
    view = fold(history)
    assert fold(view.events) == view


@given(histories, events)
def test_a_finished_parcel_is_left_only_by_a_correction(history: list[TrackEvent], event: TrackEvent) -> None:
    before = fold(history)
    last = max((known.at for known in before.events), default=START)
    after = fold([*history, event])
    if before.terminal and event.at > last and not event.correction:
        assert after.status is before.status


@given(st.data())
def test_lost_and_shuffled_snapshots_end_where_the_last_one_does(
    data: st.DataObject,
) -> None:
    journey = [
        S.PICKED_UP,
        S.IN_TRANSIT,
        S.ARRIVED_CITY,
        S.OUT_FOR_DELIVERY,
        S.AT_LOCKER,
        S.DELIVERED,
    ]
    history = [tracked(minute, status) for minute, status in enumerate(journey)]
    snapshots = [history[: size + 1] for size in range(len(history))]
    arrived = data.draw(st.permutations([*data.draw(st.lists(st.sampled_from(snapshots))), snapshots[-1]]))
    assert fold(event for snapshot in arrived for event in snapshot) == fold(history)
