"""Clock, identifiers, refusals and state machines."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from uuid import UUID

import pytest

from backend.common import clock, ids
from backend.common.clock import FixedClock, RunningClock, SystemClock
from backend.common.errors import Conflict, Forbidden, InvalidInput, NotFound, NotLoggedIn, Refusal, TooManyRequests
from backend.common.states import Machine, WrongState

NOON = datetime(2026, 11, 21, 4, 0, tzinfo=UTC)


def test_fixed_clock_stands_until_moved() -> None:
    fixed = FixedClock(NOON)
    assert fixed.now() == fixed.now() == NOON
    assert fixed.advance(timedelta(minutes=5)) == fixed.now() == NOON + timedelta(minutes=5)
    fixed.set(NOON)
    assert fixed.now() == NOON


def test_running_clock_starts_where_told_and_ticks() -> None:
    running = RunningClock(NOON)
    first = running.now()
    assert timedelta() <= first - NOON < timedelta(seconds=5)
    assert running.now() >= first


def test_system_clock_is_aware() -> None:
    assert SystemClock().now().utcoffset() == timedelta()


def test_days_are_shanghai_days() -> None:
    assert clock.local_day(datetime(2026, 11, 20, 16, 0, tzinfo=UTC)) == date(2026, 11, 21)
    assert clock.local_day(datetime(2026, 11, 20, 15, 59, tzinfo=UTC)) == date(2026, 11, 20)
    assert clock.at_local(date(2026, 11, 21), time(9)) == datetime(2026, 11, 21, 1, 0, tzinfo=UTC)


def test_naive_instants_are_refused() -> None:
    naive = datetime(2026, 11, 21, 4, 0)
    for use in (clock.local, FixedClock, RunningClock):
        with pytest.raises(ValueError, match="time zone"):
            use(naive)


def test_ids_are_version_seven_and_in_order() -> None:
    made = [ids.new_id() for _ in range(5_000)]
    assert made == sorted(set(made))
    assert {(one.version, one.variant) for one in made} == {(7, made[0].variant)}


def test_ids_made_at_once_differ() -> None:
    made: list[UUID] = []
    threads = [threading.Thread(target=lambda: made.extend(ids.new_id() for _ in range(500))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(made)) == 4_000


def test_ids_stay_in_order_when_the_clock_steps_back(monkeypatch: pytest.MonkeyPatch) -> None:
    before = ids.new_id()
    monkeypatch.setattr(clock, "unix_nanoseconds", lambda: 1)
    assert ids.new_id() > before


def test_codes_can_be_read_aloud() -> None:
    code = ids.new_code(200)
    assert not set(code) & set("ILOU")
    assert ids.read_code(code.lower(), 200) == code
    assert ids.read_code("", 6) is None
    assert len(ids.new_token()) == 43


@pytest.mark.parametrize(
    ("refusal", "code", "status"),
    [
        (NotFound(), "not_found", 404),
        (Forbidden(), "forbidden", 403),
        (NotLoggedIn(), "not_logged_in", 401),
        (Conflict(), "conflict", 409),
        (InvalidInput("phone", "请填写11位手机号码。"), "invalid_input", 422),
        (TooManyRequests(30), "too_many_requests", 429),
    ],
)
def test_refusals_speak_chinese(refusal: Refusal, code: str, status: int) -> None:
    assert (refusal.code, refusal.status) == (code, status)
    assert refusal.message.endswith("。")
    assert str(refusal) == refusal.message


def test_refusal_fields_and_details() -> None:
    class SlotTaken(Conflict):
        code = "slot_taken"
        message = "{time}已约满。请换一个时间。"

    refusal = SlotTaken(time="9:30", details={"slot": 7})
    assert refusal.message == "9:30已约满。请换一个时间。"
    assert refusal.details == {"slot": 7}
    assert InvalidInput("a.b", "{不是}占位。").message == "{不是}占位。"
    assert TooManyRequests(30).details == {"retry_after": 30}


class Light(StrEnum):
    RED = "red"
    GREEN = "green"
    OFF = "off"


LABELS = {Light.RED: "红灯", Light.GREEN: "绿灯", Light.OFF: "已关"}
TABLE = {(Light.RED, "go"): Light.GREEN, (Light.GREEN, "stop"): Light.RED, (Light.GREEN, "switch_off"): Light.OFF}
VERBS = {"go": "放行", "stop": "停止", "switch_off": "关闭"}
LIGHT = Machine("信号", start=Light.RED, table=TABLE, labels=LABELS, verbs=VERBS)


def test_machine_moves_by_its_table() -> None:
    assert LIGHT.next(Light.RED, "go") is Light.GREEN
    assert LIGHT.allowed(Light.GREEN) == ("stop", "switch_off")
    assert LIGHT.allows(Light.GREEN, "stop")
    assert not LIGHT.allows(Light.RED, "stop")
    assert LIGHT.sources("stop") == (Light.GREEN,)
    assert LIGHT.reachable() == frozenset(Light)
    assert [state for state in Light if LIGHT.is_final(state)] == [Light.OFF]
    assert (LIGHT.label(Light.OFF), LIGHT.verb_label("go")) == ("已关", "放行")


def test_wrong_state_says_which() -> None:
    with pytest.raises(WrongState) as refused:
        LIGHT.next(Light.OFF, "go")
    assert refused.value.status == 409
    assert refused.value.message == "信号现在是“已关”，不能放行。请刷新后再看。"
    assert refused.value.details == {"state": "off", "verb": "go", "allowed": []}


@pytest.mark.parametrize(
    ("labels", "verbs"),
    [
        ({Light.RED: "红灯"}, VERBS),
        (LABELS, {"go": "放行"}),
        (LABELS, VERBS | {"dance": "跳舞"}),
    ],
)
def test_everything_has_its_label(labels: dict[Light, str], verbs: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="信号"):
        Machine("信号", start=Light.RED, table=TABLE, labels=labels, verbs=verbs)
