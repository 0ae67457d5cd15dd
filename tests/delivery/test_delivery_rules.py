"""Rules of the delivery as tables."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from backend.delivery import rules, wording
from backend.delivery.couriers.protocol import ParcelStatus as P
from backend.delivery.couriers.protocol import TrackEvent
from backend.delivery.states import DELIVERY, UNDER_WAY, Method
from backend.delivery.states import DeliveryState as S

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("state", "status", "cancel_asked", "verb"),
    [
        (S.ORDERED, P.CREATED, False, None),
        (S.ORDERED, P.PICKED_UP, False, "ship"),
        (S.SHIPPED, P.OUT_FOR_DELIVERY, False, None),
        (S.SHIPPED, P.RETURNING, False, "trouble"),
        (S.EXCEPTION, P.OUT_FOR_DELIVERY, False, "ship"),
        (S.EXCEPTION, P.EXCEPTION, False, None),
        (S.ORDERED, P.DELIVERED, False, "deliver"),
        (S.EXCEPTION, P.RETURNED, False, "come_back"),
        (S.ORDERED, P.CANCELLED, False, "reject"),
        (S.ORDERED, P.CANCELLED, True, "cancel"),
        (S.SHIPPED, P.CANCELLED, False, "trouble"),
        (S.DELIVERED, P.RETURNED, False, None),
        (S.HANDED_OVER, P.DELIVERED, False, None),
        (S.PACKED, P.CANCELLED, False, None),
        (S.CHOSEN, P.DELIVERED, False, None),
    ],
)
def test_what_the_couriers_word_means(state: S, status: P, cancel_asked: bool, verb: str | None) -> None:
    assert rules.verb_for(state, status, cancel_asked) == verb


def test_every_status_is_understood_in_every_state() -> None:
    for state in S:
        for status in P:
            for asked in (False, True):
                verb = rules.verb_for(state, status, asked)
                assert verb is None or DELIVERY.allows(state, verb)


def test_events_are_known_again() -> None:
    event = TrackEvent(NOW, P.PICKED_UP, "已取走", "103", "已收寄")
    later = TrackEvent(NOW + timedelta(seconds=1), P.PICKED_UP, "已取走", "103", "已收寄")
    notice = TrackEvent(NOW, P.PICKED_UP, "已取走", "10", "成功", timed=False)
    again = TrackEvent(NOW + timedelta(hours=1), P.PICKED_UP, "已取走", "10", "成功", timed=False)
    assert rules.event_key(event) != rules.event_key(later)
    assert rules.event_key(notice) == rules.event_key(again)


def test_order_numbers_fit_the_courier() -> None:
    number = rules.order_number("99010020261123HZ010100001X", 3)
    assert number.endswith("03")
    assert len(number) <= 32


@pytest.mark.parametrize("state", list(S))
def test_every_state_says_what_comes_next(state: S) -> None:
    for method in Method:
        text = wording.next_text(state, method, wording.pickup_text("政务服务大厅", "一楼 1 号窗口"))
        assert text.endswith("。")
        assert all(len(sentence) <= 25 for sentence in text.split("。"))


def test_nobody_takes_a_parcel_out_of_the_couriers_hands() -> None:
    assert all(not DELIVERY.allows(state, "hand_over") for state in UNDER_WAY)
    assert rules.staff_verbs(S.CHOSEN, Method.PICKUP, False) == ()
    assert rules.staff_verbs(S.ORDERED, Method.COURIER, False) == ("cancel",)
    assert rules.staff_verbs(S.ORDERED, Method.COURIER, True) == ()


@pytest.mark.parametrize(
    ("province", "city", "text"), [("北京市", "北京市", "北京市东城区"), ("云海省", "云河市", "云海省云河市东城区")]
)
def test_a_city_that_is_its_own_province_is_said_once(province: str, city: str, text: str) -> None:
    assert wording.region_text(province, city, "东城区") == text
