"""The journal and the oracle on histories written by hand: a checker that misses a loss is worth nothing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from backend.appointments.states import MACHINE
from bench.drills import journal, oracle
from bench.drills.journal import Ack, Operation
from bench.drills.oracle import Row, closure, judge
from bench.drills.rows import expected_notices

LATER = {"appointment": closure(MACHINE)}
HELD = Ack("appointment", "a1", "held", 1, creates=True)
BOOKED = Ack("appointment", "a1", "booked", 2)


def ok(key: str, verb: str, *acks: Ack, unknowns: Sequence[str] = ()) -> Operation:
    return Operation(key, verb, "王小明", "ok", 1.0, tuple(unknowns), 200, "d", 1, acks)


def judged(found: Sequence[Operation], *rows: Row) -> oracle.Verdict:
    return judge(found, {"appointment": rows}, LATER)


@pytest.mark.parametrize(
    ("row", "sound"),
    [
        (Row("a1", "booked", 2), True),
        (Row("a1", "checked_in", 3), True),
        (Row("a1", "cancelled_by_citizen", 3), True),
        (Row("a1", "held", 1), False),
        (Row("a1", "expired", 2), False),
        (Row("a1", "booked", 1), False),
        (None, False),
    ],
)
def test_what_was_acknowledged_is_there_or_further_on(row: Row | None, sound: bool) -> None:
    verdict = judged([ok("k1", "hold", HELD), ok("k2", "confirm", BOOKED)], *([row] if row else []))
    assert (verdict.lost == []) is sound
    assert verdict.broken is not sound
    assert verdict.confirmed == 2


def test_a_row_nobody_was_told_of_is_a_duplicate() -> None:
    verdict = judged([ok("k1", "hold", HELD)], Row("a1", "held", 1), Row("a2", "held", 1))
    assert verdict.lost == []
    assert len(verdict.duplicates) == 1
    assert "a2" in verdict.duplicates[0]


def test_an_open_request_may_have_made_one_row_and_no_more() -> None:
    open_ = Operation("k2", "hold", "李秀英", "unknown", 1.0, ("ReadTimeout",))
    found = [ok("k1", "hold", HELD), open_]
    assert judged(found, Row("a1", "held", 1), Row("a2", "held", 1)).duplicates == []
    assert len(judged(found, Row("a1", "held", 1), Row("a2", "held", 1), Row("a3", "held", 1)).duplicates) == 1


def test_a_refused_request_that_left_a_row_is_found() -> None:
    refused = Operation("k2", "hold", "李秀英", "fail", 1.0, (), 409)
    verdict = judged([ok("k1", "hold", HELD), refused], Row("a1", "held", 1), Row("a2", "held", 1))
    assert len(verdict.duplicates) == 1


def test_two_requests_told_of_the_same_new_row_are_found() -> None:
    verdict = judged([ok("k1", "hold", HELD), ok("k2", "hold", HELD)], Row("a1", "held", 1))
    assert len(verdict.duplicates) == 1
    assert verdict.broken


def test_an_intent_that_stays_unknown_breaks_the_promise() -> None:
    settled = ok("k1", "hold", HELD, unknowns=["ConnectError", "503"])
    verdict = judged([settled], Row("a1", "held", 1))
    assert (verdict.unknown, verdict.resolved, verdict.broken) == (1, 1, False)
    lost_track = Operation("k2", "cancel", "王小明", "unknown", 1.0, ("ReadTimeout",))
    verdict = judged([settled, lost_track], Row("a1", "held", 1))
    assert (verdict.unknown, verdict.resolved, verdict.broken) == (2, 1, True)


def test_a_replay_with_another_body_is_found() -> None:
    lines: list[dict[str, Any]] = [
        {"op": "invoke", "key": "k1", "t": 1.0, "verb": "hold", "actor": "王小明"},
        {"op": "info", "key": "k1", "t": 2.0, "reason": "503"},
        {"op": "invoke", "key": "k1", "t": 3.0, "verb": "hold", "actor": "王小明"},
        {"op": "ok", "key": "k1", "t": 4.0, "status": 201, "digest": "one", "acks": []},
        {"op": "ok", "key": "k1", "t": 9.0, "status": 201, "digest": "one"},
    ]
    [faithful] = journal.operations(lines)
    assert (faithful.outcome, faithful.unknowns, faithful.bodies) == ("ok", ("503",), 1)
    [other] = journal.operations([*lines, {"op": "ok", "key": "k1", "t": 10.0, "status": 200, "digest": "two"}])
    assert judged([other]).other_bodies == ["hold k1"]


def test_rows_without_state_or_version_need_only_be_there() -> None:
    said = ok("k1", "say", Ack("words", "m1", creates=True))
    assert judge([said], {"words": [Row("m1")]}, {}).broken is False
    assert judge([said], {"words": []}, {}).lost == ["words m1 after say: missing"]


def test_a_journal_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    for name in ("one", "two"):
        written = journal.Journal(tmp_path, name)
        written.write("invoke", f"key-{name}", verb="hold", actor="王小明")
        acks = [{"entity": "appointment", "id": name, "state": "held", "version": 1, "creates": True}]
        written.write("ok", f"key-{name}", status=201, digest="d", acks=acks)
    found = journal.read(tmp_path)
    assert [one.acks[0].id for one in found] == ["one", "two"]
    assert found[0].verb == "hold"
    later = found[1].at
    assert journal.before(found, found[0].at) == []
    assert journal.before(found, later + 1) == found


def test_a_closure_knows_every_later_state() -> None:
    later = LATER["appointment"]
    assert "served" in later["held"]
    assert "held" not in later["booked"]
    assert later["served"] == frozenset({"served"})


def test_every_acknowledged_event_tells_once() -> None:
    found = [
        ok("k1", "appointment.hold", HELD),
        ok("k2", "appointment.confirm", BOOKED),
        ok("k3", "case.accept", Ack("case", "c1", "accepted", 2)),
        Operation("k4", "case.decide", "周建平", "fail", 1.0, (), 409),
    ]
    assert expected_notices(found) == {"appointment:a1:booked", "cases.accepted:c1:2"}
