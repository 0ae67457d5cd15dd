"""What the courier says: its codes, its times, its oddities."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from backend.delivery.couriers.kuaidi100.codes import (
    ORDER_STATES,
    TRACK_STATES,
    TRACK_WORDS,
    carrier_name,
)
from backend.delivery.couriers.kuaidi100.reading import (
    fen,
    instant,
    json_object,
    order_events,
    track_events,
)
from backend.delivery.couriers.kuaidi100.refusals import check_answer
from backend.delivery.couriers.protocol import (
    CourierRefused,
    CourierUnavailable,
    ParcelStatus,
)

S = ParcelStatus
NOW = datetime(2026, 1, 5, tzinfo=UTC)


def entry(time: str = "2026-01-05 09:30:00", **more: str) -> dict[str, str]:
    return {"time": time, "ftime": time, "context": "原话", **more}


@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("101", S.CREATED),
        ("103", S.PICKED_UP),
        ("1001", S.ARRIVED_CITY),
        ("5", S.OUT_FOR_DELIVERY),
        ("501", S.AT_LOCKER),
        ("304", S.DELIVERED),
        ("203", S.EXCEPTION),
        ("6", S.RETURNING),
        ("14", S.RETURNING),
        ("4", S.RETURNED),
        ("401", S.CANCELLED),
        ("13", S.EXCEPTION),
        ("99999", S.IN_TRANSIT),
        ("", S.IN_TRANSIT),
    ],
)
def test_track_codes(code: str, status: ParcelStatus) -> None:
    (event,) = track_events(
        {
            "state": "0",
            "data": [
                entry(statusCode=code, status="?"),
            ],
        }
        if code
        else {"data": [entry()]}
    )
    assert (event.status, event.raw_code) == (status, code)


def test_texts_are_short_and_kind() -> None:
    texts = [text for _, text in (*TRACK_STATES.values(), *ORDER_STATES.values())]
    assert all(len(text) <= 25 and "你" not in text for text in texts)
    assert set(TRACK_WORDS.values()) <= set(TRACK_STATES)


def test_beijing_time_becomes_utc_oldest_first() -> None:
    result = {
        "data": [
            entry("2026-01-05 09:30:00", statusCode="5"),
            entry("2026-01-04 00:10:00", statusCode="103"),
        ]
    }
    assert [event.at for event in track_events(result)] == [
        datetime(2026, 1, 3, 16, 10, tzinfo=UTC),
        datetime(2026, 1, 5, 1, 30, tzinfo=UTC),
    ]


def test_entries_without_codes_use_the_word_then_the_overall_state() -> None:
    newest, older, oldest = (
        entry("2026-01-05 09:00:00"),
        entry("2026-01-05 08:00:00"),
        entry(status="揽收"),
    )
    result = {
        "state": "3",
        "data": [newest, older, oldest | {"time": "2026-01-05 07:00:00"}],
    }
    assert [event.status for event in track_events(result)] == [
        S.PICKED_UP,
        S.IN_TRANSIT,
        S.DELIVERED,
    ]


@pytest.mark.parametrize(
    "data",
    [
        None,
        "x",
        5,
        {},
        [],
        [None, 3, "x", []],
        [entry("soon")],
        [{"context": "no time"}],
    ],
)
def test_odd_data_is_no_event(data: Any) -> None:
    assert track_events({"state": "0", "data": data}) == ()


def test_text_that_a_database_cannot_store_is_cleaned() -> None:
    (event,) = track_events({"data": [entry(statusCode="0") | {"context": "a\x00b\ud800c"}]})
    assert event.raw_text == "ab?c"


@pytest.mark.parametrize(
    "wall_time",
    ["", "2026-13-01 00:00:00", "0001-01-01 00:00:00", "2026-01-05T09:30:00Z"],
)
def test_bad_times(wall_time: str) -> None:
    assert instant(wall_time) is None


@pytest.mark.parametrize(
    ("yuan", "expected"),
    [
        ("12.5", 1250),
        ("0", 0),
        ("", None),
        ("-1", None),
        ("NaN", None),
        ("1e9999999", None),
        ("free", None),
    ],
)
def test_money(yuan: str, expected: int | None) -> None:
    assert fen(yuan) == expected


@pytest.mark.parametrize("code", ["15", "155", "", "4711"])
def test_notices_without_an_event(code: str) -> None:
    assert order_events(code, "", NOW) == ()


def test_notice_has_the_time_of_receipt() -> None:
    (event,) = order_events("10", "", NOW)
    assert (event.status, event.at, event.timed) == (S.PICKED_UP, NOW, False)


@pytest.mark.parametrize("text", ["", "[]", "1", "nul", "[" * 100_000])
def test_only_json_objects_are_read(text: str) -> None:
    with pytest.raises(ValueError, match=r"JSON|nested|Expecting"):
        json_object(text)


@pytest.mark.parametrize(
    ("code", "message", "permanent"),
    [
        ("400", "数据不完整", True),
        ("400", "账号未充值", False),
        ("408", "验证码错误", True),
        ("503", "验证签名失败", False),
        ("601", "key 已过期", False),
        ("702", "单号不支持", True),
        ("777", "", False),
    ],
)
def test_refusals(code: str, message: str, permanent: bool) -> None:
    with pytest.raises(CourierRefused) as refused:
        check_answer({"result": False, "returnCode": code, "message": message})
    assert refused.value.permanent is permanent
    assert refused.value.reason


@pytest.mark.parametrize(
    "answer",
    [
        {},
        {"result": False},
        {"result": False, "returnCode": "502"},
        {"returnCode": 501},
    ],
)
def test_worth_another_try(answer: dict[str, Any]) -> None:
    with pytest.raises(CourierUnavailable):
        check_answer(answer)


def test_a_contradiction_is_not_an_acceptance() -> None:
    with pytest.raises(CourierRefused):
        check_answer({"result": False, "returnCode": "200"})


def test_carriers_have_names() -> None:
    assert (carrier_name("ems"), carrier_name("nobody")) == ("EMS", "nobody")
