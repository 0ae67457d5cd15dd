"""Working through the guide's steps, and the decision."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from backend.cases import rules, sql, wording
from backend.cases.models import Case, CaseStep, Decision
from backend.cases.refusals import NoNextStep, SamePerson, StepsLeft
from backend.cases.service.acting import Actor, Change, move
from backend.cases.service.telling import tell_citizen
from backend.cases.states import CASE, CaseState
from backend.common.errors import InvalidInput
from backend.database import fetch, transactional


@dataclass(frozen=True)
class DecisionFacts:
    """What was decided. ``reason`` must be there with 不予; ``certificate_*`` only with 准予."""

    result: Literal["准予", "不予"]
    reason: str | None = None
    certificate_name: str | None = None
    certificate_number: str | None = field(default=None, repr=False)

    @property
    def granted(self) -> bool:
        """Whether the applicant gets what was asked for."""
        return self.result == "准予"


@transactional
async def advance(case: Case, version: int, opinion: str, by: Actor, now: datetime) -> Case:
    """End the present step with an opinion and go on to the next one. The opinion stays in the office.

    Raises:
        NoNextStep: the present step ends with the decision, or is the citizen's.
        WrongState, Stale: as in `acting.move`.
    """
    CASE.next(case.state, "advance")
    steps = await CaseStep.filter(case_id=case.id).order_by("position")
    here = next((step for step in steps if step.position == case.step), None)
    if here is None or not rules.can_advance(steps, case.step):
        raise NoNextStep(hint=_hint(case))
    moved = await move(
        case,
        "advance",
        version,
        by,
        now,
        Change(f"完成:{here.name}", None, opinion),
        step=rules.step_after(steps, here.position),
    )
    await fetch(sql.STEPS_DONE, [case.id, here.position, now])
    return moved


def _hint(case: Case) -> str:
    return "证件已做好,请交给市民或寄出。" if case.state is CaseState.APPROVED else "这一步要作决定。请负责人作决定。"


@transactional
async def decide(case: Case, version: int, given: DecisionFacts, by: Actor, now: datetime) -> Case:
    """Grant or refuse. Refusing needs reasons and says where to turn (行政许可法 art. 38).

    Raises:
        SamePerson: the decider accepted the case.
        StepsLeft: steps before the decision are not done.
        InvalidInput: a refusal without a reason.
        WrongState, Stale: as in `acting.move`.
    """
    verb = "approve" if given.granted else "refuse"
    CASE.next(case.state, verb)
    if case.accepted_by == by.id:
        raise SamePerson()
    if not given.granted and not given.reason:
        raise InvalidInput("reason", "不予批准要写明理由和依据。")
    steps = await CaseStep.filter(case_id=case.id).order_by("position")
    if not rules.can_decide(steps, case.step):
        raise StepsLeft(step=next(step.name for step in steps if step.position == case.step))
    done = rules.deciding_step(steps)
    after = rules.step_after(steps, done) if given.granted and done is not None else None
    change = Change(f"办理结果:{given.result}", given.reason)
    moved = await move(case, verb, version, by, now, change, decided_by=by.id, decided_by_name=by.name, step=after)
    await _write(moved, given, by, now)
    if done is not None:
        await fetch(sql.STEPS_DONE, [case.id, done, now])
    following = wording.decided_next(given.granted, case.deliverable)
    await tell_citizen(moved, "cases.decided", now, result=given.result, next=following)
    return moved


async def _write(case: Case, given: DecisionFacts, by: Actor, now: datetime) -> None:
    await Decision.create(
        centre_id=case.centre_id,
        created_at=now,
        case_id=case.id,
        result=given.result,
        reason=given.reason,
        certificate_name=(given.certificate_name or case.result_name) if given.granted else None,
        certificate_number=given.certificate_number if given.granted else None,
        remedy=None if given.granted else wording.REMEDY,
        decided_by=by.id,
    )
