"""From the registration to the acceptance: accept, ask for what is missing, refuse to accept.

Source: 行政许可法 art. 32: accept what is complete, say everything that is missing at once, give reasons in writing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from backend.calendar import snapshot
from backend.cases import rules, sql, wording
from backend.cases.models import Case, CaseMaterial, CaseStep, Supplement, SupplementItem
from backend.cases.refusals import MaterialsMissing
from backend.cases.service.acting import Actor, Change, move
from backend.cases.service.telling import tell_citizen
from backend.common import workdays
from backend.common.errors import InvalidInput
from backend.common.workdays import DayUnit, Deadline
from backend.database import fetch, transactional


@transactional
async def accept(case: Case, version: int, by: Actor, now: datetime) -> Case:
    """Accept a complete application: the promised time begins.

    Raises:
        MaterialsMissing: something needed was not handed in.
        WrongState, Stale: as in `acting.move`.
    """
    if gone := rules.missing(await CaseMaterial.filter(case_id=case.id)):
        raise MaterialsMissing(details={"missing": gone})
    steps = await CaseStep.filter(case_id=case.id).order_by("position")
    due = await deadline(case, now)
    step = rules.step_after_acceptance(steps)
    promise = wording.promise_sentence(due.due_at if due else None)
    moved = await move(
        case,
        "accept",
        version,
        by,
        now,
        Change("已受理", promise),
        accepted_at=now,
        accepted_by=by.id,
        accepted_by_name=by.name,
        promised_at=due.due_at if due else None,
        provisional=bool(due and due.provisional),
        step=step,
    )
    if step is not None:
        await fetch(sql.STEPS_DONE, [case.id, step - 1, now])
    await tell_citizen(moved, "cases.accepted", now, promise=promise)
    return moved


async def deadline(case: Case, accepted_at: datetime) -> Deadline | None:
    """When a case accepted then is promised to be done; None where the guide promises nothing."""
    if case.promised_days is None:
        return None
    unit: DayUnit = "自然日" if case.promised_unit == "自然日" else "工作日"
    calendar = await snapshot.load(case.centre_id)
    return workdays.add_days(calendar, accepted_at, case.promised_days, unit)


@transactional
async def supplement(
    case: Case, version: int, reasons: Mapping[str, str], note: str | None, by: Actor, now: datetime
) -> Case:
    """Tell the applicant everything that is missing, once.

    Parameters:
        reasons: material → why it is missing or not good; all needed ones that are missing must be in it.
        note: a sentence to the applicant; a second notice must say here why the first did not name it.

    Raises:
        InvalidInput: unknown or left-out materials, or a second notice without a reason.
        WrongState, Stale: as in `acting.move`.
    """
    await _check_reasons(case, reasons)
    position = 1 + await Supplement.filter(case_id=case.id).count()
    if position > 1 and not note:
        raise InvalidInput("note", "已经通知过补正。请写明为什么还要再补。")
    names = wording.names(reasons)
    moved = await move(case, "supplement", version, by, now, Change("请补材料", f"还缺:{names}。", note))
    await _write_supplement(moved, position, reasons, note, now)
    await CaseMaterial.filter(case_id=case.id, name__in=list(reasons)).update(received=False)
    await tell_citizen(moved, "cases.supplement", now, missing=names)
    return moved


async def _check_reasons(case: Case, reasons: Mapping[str, str]) -> None:
    materials = await CaseMaterial.filter(case_id=case.id)
    if unknown := set(reasons) - {material.name for material in materials}:
        raise InvalidInput("materials", f"办事指南里没有:{wording.names(sorted(unknown))}。")
    if left_out := rules.untold(materials, reasons):
        raise InvalidInput("materials", f"要一次说全。还缺:{wording.names(left_out)}。")


async def _write_supplement(
    case: Case, position: int, reasons: Mapping[str, str], note: str | None, now: datetime
) -> None:
    row = await Supplement.create(
        centre_id=case.centre_id, created_at=now, case_id=case.id, position=position, note=note
    )
    for name, reason in reasons.items():
        await SupplementItem.create(
            centre_id=case.centre_id, created_at=now, supplement_id=row.id, name=name, reason=reason
        )


@transactional
async def supplied(case: Case, version: int, names: Sequence[str], by: Actor, now: datetime) -> Case:
    """Take in supplemented materials; when nothing is left the case waits for acceptance again.

    Raises:
        InvalidInput: a material that nobody asked for.
        WrongState, Stale: as in `acting.move`.
    """
    row = await Supplement.filter(case_id=case.id, supplied_at=None).first()
    asked = await SupplementItem.filter(supplement_id=row.id, supplied_at=None) if row else []
    open_names = {item.name for item in asked}
    if row and (unknown := set(names) - open_names):
        raise InvalidInput("materials", f"没有通知补:{wording.names(sorted(unknown))}。")
    complete = open_names <= set(names)
    verb, title = ("supply", "材料已补齐") if complete else ("supply_part", "收到一部分材料")
    moved = await move(case, verb, version, by, now, Change(title, f"已收到:{wording.names(names)}。"))
    assert row is not None, "only a case with an open supplement gets here"
    await SupplementItem.filter(supplement_id=row.id, name__in=list(names)).update(supplied_at=now)
    await CaseMaterial.filter(case_id=case.id, name__in=list(names)).update(received=True)
    if complete:
        await Supplement.filter(id=row.id).update(supplied_at=now)
    return moved


@transactional
async def refuse_acceptance(case: Case, version: int, reason: str, by: Actor, now: datetime) -> Case:
    """Refuse to accept, with the reason in writing and what the applicant can do about it.

    Raises:
        WrongState, Stale: as in `acting.move`.
    """
    await Supplement.filter(case_id=case.id, supplied_at=None).update(supplied_at=now)
    change = Change("不予受理", f"{reason}\n{wording.REMEDY}")
    moved = await move(case, "refuse_acceptance", version, by, now, change, step=None)
    await tell_citizen(moved, "cases.not_accepted", now)
    return moved
