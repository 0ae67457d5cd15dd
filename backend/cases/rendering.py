"""A case as its applicant sees it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from backend.calendar import snapshot
from backend.cases import rules, wording
from backend.cases import schemas as out
from backend.cases.delivery_view import DeliveryProgress, DeliveryView, of_cases
from backend.cases.file import CaseFile, load
from backend.cases.models import Case, CaseStep, Decision
from backend.cases.states import CASE, RUNNING, CaseState
from backend.catalogue import live
from backend.common.masking import mask_id_number, mask_name
from backend.common.workdays import WorkCalendar
from backend.web.schemas import Action

CHOOSE_DELIVERY = Action(name="delivery", label="选领证方式", kind="primary")
CHANGE_DELIVERY = Action(name="delivery", label="重选领证方式")
ENDED_EARLY = (CaseState.NOT_ACCEPTED, CaseState.REFUSED)


@dataclass(frozen=True)
class Sight:
    """What rendering needs besides the case: the instant, the calendar, and the deliveries by case."""

    now: datetime
    calendar: WorkCalendar
    deliveries: Mapping[UUID, DeliveryView]


async def sight(cases: Sequence[Case], now: datetime, centre_id: int) -> Sight:
    """Read what rendering these cases needs."""
    return Sight(now, await snapshot.load(centre_id), await of_cases([case.id for case in cases]))


async def cases_out(cases: Sequence[Case], now: datetime, centre_id: int) -> list[out.Case]:
    """Cases for their applicant."""
    seen = await sight(cases, now, centre_id)
    return [case_out(file, seen) for file in await load(cases)]


async def progress_out(case: Case, now: datetime, centre_id: int) -> out.CaseProgress:
    """A case for whoever knows its number and code: no ids, no person, no address, no buttons."""
    seen = await sight([case], now, centre_id)
    (file,) = await load([case])
    view = seen.deliveries.get(case.id)
    delivery = DeliveryProgress(**_only(view.delivery, DeliveryProgress)) if view else None
    return out.CaseProgress(**progress(file, seen), delivery=delivery)


def case_out(file: CaseFile, seen: Sight) -> out.Case:
    """One case for its applicant."""
    view = seen.deliveries.get(file.case.id)
    return out.Case(**progress(file, seen), **identified(file, view), actions=_actions(file.case, view))


def identified(file: CaseFile, view: DeliveryView | None) -> dict[str, Any]:
    """What points to the row and the person."""
    case = file.case
    return {
        "id": case.id,
        "version": case.version,
        "guide_version": case.guide_version,
        "applicant_masked": mask_name(case.applicant_name),
        "delivery": view.delivery if view else None,
    }


def progress(file: CaseFile, seen: Sight) -> dict[str, Any]:
    """The fields of `schemas.CaseProgress`, the delivery left out."""
    case, view = file.case, seen.deliveries.get(file.case.id)
    chosen = view.delivery.next_text if view else None
    return deadline_fields(case, seen) | {
        "number": case.number,
        "item": out.Item(code=case.item_code, name=case.item_name),
        "department_name": department_name(case.department),
        "handling": case.handling,
        "state": case.state,
        "state_label": CASE.label(case.state),
        "accepted_at": case.accepted_at,
        "provisional": case.provisional,
        "steps": _steps(file),
        "timeline": [_entry(file, index) for index in range(len(file.events))],
        "next_text": wording.next_text(case.state, deliverable=case.deliverable, chosen=chosen),
        "supplement": supplement_out(file),
        "decision": decision_out(file.decision),
        "created_at": case.created_at,
    }


def deadline_fields(case: Case, seen: Sight) -> dict[str, Any]:
    """The promise, what is left of it, and its light."""
    left = rules.days_left(seen.calendar, seen.now, case.promised_at, case.state in RUNNING)
    return {
        "promised_at": case.promised_at,
        "promised_text": wording.promised_text(case.promised_at),
        "days_left": left,
        "light": rules.light(seen.now, case.promised_at, left),
    }


def department_name(code: str) -> str:
    """The department's name; its code once it is no longer published."""
    found = live.current().departments.get(code)
    return found.name if found else code


def supplement_out(file: CaseFile) -> out.Supplement | None:
    """The newest notice of what is missing."""
    if file.supplement is None:
        return None
    return out.Supplement(
        asked_at=file.supplement.created_at,
        due_text=wording.DUE_AFTER_SUPPLEMENT,
        materials=[
            out.MissingMaterial(name=item.name, reason=item.reason, supplied=item.supplied_at is not None)
            for item in file.missing
        ],
        note=file.supplement.note,
    )


def decision_out(row: Decision | None) -> out.Decision | None:
    """The decision, the certificate's number masked."""
    if row is None:
        return None
    return out.Decision(
        result=row.result,
        at=row.created_at,
        reason=row.reason,
        certificate_name=row.certificate_name,
        certificate_number_masked=mask_id_number(row.certificate_number) if row.certificate_number else None,
        remedy=row.remedy,
    )


def _steps(file: CaseFile) -> list[out.Step]:
    """All steps; of a case that ended early only those that were done."""
    case = file.case
    shown = [step for step in file.steps if step.done_at or case.state not in ENDED_EARLY]
    return [
        out.Step(name=step.name, stage=step.stage, state=_step_state(case, step), at=step.done_at) for step in shown
    ]


def _step_state(case: Case, step: CaseStep) -> Literal["done", "current", "waiting"]:
    if step.done_at:
        return "done"
    return "current" if step.position == case.step else "waiting"


def _entry(file: CaseFile, index: int) -> out.TimelineEntry:
    event = file.events[index]
    return out.TimelineEntry(
        at=event.created_at, kind=event.verb, title=event.title, text=event.text, unit=department_name(event.unit)
    )


def _actions(case: Case, view: DeliveryView | None) -> list[Action]:
    """The choice of how the certificate comes, as long as it is open."""
    if case.state is not CaseState.APPROVED or not case.deliverable:
        return []
    if view is None or view.choosable:
        return [CHOOSE_DELIVERY]
    return [CHANGE_DELIVERY] if view.changeable else []


def _only(row: DeliveryProgress, kind: type[DeliveryProgress]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in kind.model_fields}
