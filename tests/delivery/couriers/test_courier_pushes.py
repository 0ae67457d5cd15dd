"""Who may tell us about a parcel: the courier, never a stranger."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

import pytest

from backend.delivery.couriers.kuaidi100.pushes import (
    ACCEPTED,
    MAX_BYTES,
    SEND_AGAIN,
    parse_push,
)
from backend.delivery.couriers.kuaidi100.signing import push_sign
from backend.delivery.couriers.protocol import ParcelStatus, PushRejected

SALT = "salt-of-the-centre"
NOW = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
ENTRY = {"time": "2026-03-02 11:00:00", "context": "已签收", "statusCode": "301"}
TRACK = {
    "status": "shutdown",
    "lastResult": {"nu": "1000000000001", "state": "3", "data": [ENTRY]},
}
ORDER = {
    "kuaidicom": "ems",
    "kuaidinum": "1000000000001",
    "status": "200",
    "message": "成功",
    "data": {
        "orderId": "D1",
        "status": 1,
        "courierName": "小邮",
        "courierMobile": "13000000000",
        "freight": "12.00",
    },
}


def body(content: Any, salt: str = SALT, **more: str) -> bytes:
    param = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    return urlencode({"sign": push_sign(param, salt), "param": param, **more}).encode()


def test_a_track_push() -> None:
    push = parse_push(body(TRACK), SALT, NOW)
    assert (push.kind, push.waybill_number, push.resubscribe) == (
        "track",
        "1000000000001",
        False,
    )
    assert [event.status for event in push.events] == [ParcelStatus.DELIVERED]


def test_an_order_push() -> None:
    push = parse_push(body(ORDER, taskId="T1"), SALT, NOW)
    assert (push.kind, push.courier_order_id, push.waybill_number) == (
        "order",
        "D1",
        "1000000000001",
    )
    assert (push.courier_person, push.courier_phone, push.fee_fen) == (
        "小邮",
        "13000000000",
        1200,
    )
    assert "13000000000" not in repr(push)


def test_answers_are_the_documented_ones() -> None:
    assert json.loads(ACCEPTED) == {
        "result": True,
        "returnCode": "200",
        "message": "成功",
    }
    assert json.loads(SEND_AGAIN)["result"] is False


def test_the_same_push_has_the_same_key_and_another_push_another() -> None:
    again, other = (parse_push(body(content), SALT, NOW) for content in (TRACK, ORDER))
    assert parse_push(body(TRACK), SALT, NOW).dedupe_key == again.dedupe_key != other.dedupe_key


def test_giving_up_asks_for_a_new_subscription() -> None:
    abort = {
        "status": "abort",
        "message": "3天查询无记录",
        "lastResult": {"nu": "1000000000001", "data": []},
    }
    assert parse_push(body(abort), SALT, NOW).resubscribe
    assert parse_push(body({"status": "abort"}), SALT, NOW).resubscribe


TAMPERED = json.dumps(TRACK, ensure_ascii=False).replace("1000000000001", "1000000000002")
FORGED = {
    "a stranger's salt": body(TRACK, salt="guess"),
    "no salt at all": body(TRACK, salt=""),
    "another waybill under an old signature": urlencode(
        {
            "sign": push_sign(json.dumps(TRACK, ensure_ascii=False), SALT),
            "param": TAMPERED,
        }
    ).encode(),
    "no signature": urlencode({"param": json.dumps(TRACK)}).encode(),
    "an empty signature": urlencode({"param": json.dumps(TRACK), "sign": ""}).encode(),
    "a Chinese signature": urlencode({"param": json.dumps(TRACK), "sign": "签名"}).encode(),
    "a lower-case signature": urlencode({"sign": push_sign("{}", SALT).lower(), "param": "{}"}).encode(),
    "nothing": b"",
}


@pytest.mark.parametrize("forged", FORGED.values(), ids=FORGED.keys())
def test_a_stranger_is_refused(forged: bytes) -> None:
    with pytest.raises(PushRejected) as refused:
        parse_push(forged, SALT, NOW)
    assert refused.value.forged


UNREADABLE = {
    "not JSON": body("{"),
    "not an object": body("[1]"),
    "too deep": body("[" * 50_000),
    "not a form": b"\xff\xfe\x00",
    "no pairs": b"hello",
    "a field twice": body(TRACK) + b"&param=%7B%7D",
    "too many fields": body(TRACK) + b"&a=1" * 40,
    "too large": b"param=" + b"x" * MAX_BYTES,
}


@pytest.mark.parametrize("odd", UNREADABLE.values(), ids=UNREADABLE.keys())
def test_what_cannot_be_read_is_refused_without_a_crash(odd: bytes) -> None:
    with pytest.raises(PushRejected) as refused:
        parse_push(odd, SALT, NOW)
    assert not refused.value.forged


@pytest.mark.parametrize(
    "content",
    [
        {},
        {"lastResult": {}},
        {"data": {}},
        {"lastResult": {"nu": None, "data": [{}]}},
        {"data": {"status": [1]}},
    ],
)
def test_signed_but_empty_changes_nothing(content: dict[str, Any]) -> None:
    push = parse_push(body(content), SALT, NOW)
    assert (push.events, push.waybill_number, push.courier_order_id) == ((), None, None)
