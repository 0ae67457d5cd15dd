"""Any order of verbs, against a model of six facts."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backend.catalogue import live
from backend.common.errors import Refusal
from backend.consultations.models import Consultation
from backend.consultations.reply_form import Basis
from backend.consultations.service import answering, moving, settling, waiting
from backend.consultations.service.answering import Answer
from backend.database import fetch
from bench.drills.sla_town import CLERK, COORDINATOR, DEPARTMENT, asked
from tests.support.product import MONDAY_NINE, Product


@dataclass
class Model:
    """What a consultation is, in as few facts as will do."""

    state: str = "routed"
    place: str = DEPARTMENT
    returns: int = 0
    target: int = 1
    settled: bool = False

    def next(self, verb: str) -> bool:
        """Take the verb if it is allowed; returns whether it was."""
        step = getattr(self, f"_{verb}", None)
        return bool(step and step())

    def _claim(self) -> bool:
        return self._go("routed", "claimed", self.place == DEPARTMENT)

    def _question(self) -> bool:
        return self._go("claimed", "waiting", self.place == DEPARTMENT)

    def _resume(self) -> bool:
        return self._go("waiting", "claimed", self.place == DEPARTMENT)

    def _add(self) -> bool:
        self.state, was = ("claimed" if self.state == "waiting" else self.state), self.state
        return was in ("routed", "claimed", "waiting")

    def _reply(self) -> bool:
        return self._go("claimed", "answered", self.place == DEPARTMENT)

    def _solved(self) -> bool:
        return self._go("answered", "closed", True)

    def _unsolved(self) -> bool:
        self.target += self.state == "answered"
        return self._go("answered", "claimed", True)

    def _return(self) -> bool:
        if self.state not in ("routed", "claimed") or self.place != DEPARTMENT or self.settled:
            return False
        self.returns += 1
        self.state, self.place = "routed", "ZX"
        return True

    def _hand(self) -> bool:
        """综合协调科 gives it back: by arbitration after the second return, else by forwarding."""
        if self.place != "ZX":
            return False
        self.settled = self.settled or self.returns >= 2
        self.place = DEPARTMENT
        return True

    def _go(self, before: str, after: str, may: bool) -> bool:
        if self.state != before or not may:
            return False
        self.state = after
        return True


VERBS = ("claim", "question", "resume", "add", "reply", "solved", "unsolved", "return", "hand")
_Do = Callable[[Consultation, datetime], Awaitable[Any]]
ANSWER = Answer("可以办。", [Basis("身份证法", article="第11条")])


async def _hand(row: Consultation, now: datetime) -> None:
    verb = moving.arbitrate if row.arbitration else moving.forward
    await verb(COORDINATOR, row.id, row.version, DEPARTMENT, "归户政", live.current(), now)


DO: dict[str, _Do] = {
    "claim": lambda row, now: moving.claim(CLERK, row.id, row.version, now),
    "question": lambda row, now: waiting.ask_back(CLERK, row.id, row.version, "请补充", live.current(), now),
    "resume": lambda row, now: waiting.resume(CLERK, row.id, row.version, now),
    "add": lambda row, now: waiting.answer(row.citizen_id, row.id, "补充", now),
    "reply": lambda row, now: answering.reply(CLERK, row.id, row.version, ANSWER, live.current(), now),
    "solved": lambda row, now: settling.solved(row.citizen_id, row.id, None, now),
    "unsolved": lambda row, now: settling.unsolved(row.citizen_id, row.id, None, now),
    "return": lambda row, now: moving.give_back(CLERK, row.id, row.version, "不是本部门的", now),
    "hand": _hand,
}


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(VERBS), min_size=4, max_size=14))
async def test_every_order_of_verbs_is_as_the_model_says(app: Product, verbs: list[str]) -> None:
    now, model = MONDAY_NINE, Model()
    known = (await fetch("SELECT count(*) AS there FROM consultation"))[0]["there"]
    matter = await asked(known, 0, now)
    for verb in verbs:
        now += timedelta(minutes=7)
        row = await Consultation.get(id=matter.id)
        due = row.due_at
        try:
            await DO[verb](row, now)
            did = True
        except Refusal:
            did = False
        assert did is model.next(verb), (verbs, verb, model)
        row = await Consultation.get(id=matter.id)
        found = (row.state.value, row.department, row.returns, row.target, row.settled)
        assert found == (model.state, model.place, model.returns, model.target, model.settled), (verbs, verb)
        assert (row.paused_at is not None) is (model.state == "waiting")
        assert row.due_at == due or verb in ("unsolved", "resume", "add")
    await _rows_agree(matter.id, model)


async def _rows_agree(id_: Any, model: Model) -> None:
    [counted] = await fetch(
        "SELECT (SELECT count(*) FROM consultation_pause WHERE consultation_id = $1 AND until_at IS NULL) AS pauses,"
        " (SELECT count(*) FROM consultation_stay WHERE consultation_id = $1 AND left_at IS NULL) AS stays,"
        " (SELECT count(DISTINCT target) FROM consultation_deadline WHERE consultation_id = $1) AS targets,"
        " (SELECT count(*) FROM sla_event WHERE consultation_id = $1 AND due_at > $2::timestamptz"
        "  AND cancelled_at IS NULL AND kind = 'reply') AS timers",
        [id_, MONDAY_NINE],
    )
    assert (counted["pauses"], counted["stays"], counted["targets"]) == (model.state == "waiting", 1, model.target)
    assert counted["timers"] == (3 if model.state in ("routed", "claimed") else 0)
