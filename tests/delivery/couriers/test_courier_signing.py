"""The signatures against vectors worked out with the courier's own tools, and forged ones."""

from __future__ import annotations

import pytest

from backend.delivery.couriers.kuaidi100.signing import (
    order_sign,
    push_sign,
    query_sign,
    same,
)

PARAM = '{"com":"ems","num":"1234567890123","phone":"13800138000","resultv2":"4"}'


def test_query_vector() -> None:
    assert query_sign(PARAM, "testkey", "testcustomer") == "FB95B6E7918EFB009A9663B02AB3FE93"


def test_order_vector() -> None:
    assert order_sign(PARAM, "1700000000000", "testkey", "testsecret") == "018DF7711400CFE4E2703AA8BF651856"


def test_push_vector() -> None:
    assert push_sign('{"status":"polling"}', "salt1234") == "EA881742F0DC6DECD5F1F9357B6303F2"


@pytest.mark.parametrize("given", ["", "EA88", "ea881742f0dc6decd5f1f9357b6303f2", "签名", "\x00" * 32])
def test_a_wrong_signature_is_just_wrong(given: str) -> None:
    assert not same(given, "EA881742F0DC6DECD5F1F9357B6303F2")
