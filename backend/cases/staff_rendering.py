"""A case as the window sees it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from backend.cases import rules
from backend.cases import schemas as out
from backend.cases.delivery_view import DeliveryView
from backend.cases.file import CaseFile, load
from backend.cases.models import Case, CaseEvent
from backend.cases.rendering import deadline_fields, department_name, identified, progress, sight
from backend.cases.states import CASE
from backend.common.masking import mask_id_number, mask_name, mask_phone
from backend.staff.roles import Permission
from backend.web.access import Staff
from backend.web.schemas import Action

BUTTONS: dict[str, tuple[str, Permission, Action]] = {
    "accept": ("accept", Permission.CASES_ACCEPT, Action(name="accept", label="受理", kind="primary")),
    "supplement": ("supplement", Permission.CASES_ACCEPT, Action(name="supplement", label="通知补正")),
    "supplied": ("supply", Permission.CASES_REGISTER, Action(name="supplied", label="登记补来的材料", kind="primary")),
    "refuse-acceptance": (
        "refuse_acceptance",
        Permission.CASES_ACCEPT,
        Action(name="refuse-acceptance", label="不予受理", kind="danger", confirm="确定不予受理吗?市民会看到理由。"),
    ),
    "advance": ("advance", Permission.CASES_REGISTER, Action(name="advance", label="进入下一步", kind="primary")),
    "decide": ("approve", Permission.CASES_DECIDE, Action(name="decide", label="作出决定", kind="primary")),
    "hand-over": ("hand_over", Permission.CASES_REGISTER, Action(name="hand-over", label="交给本人")),
}
"""Name of the action → verb of the machine, permission, button."""


async def staff_case_out(
    case: Case, staff: Staff, now: datetime, centre_id: int, query_code: str | None = None
) -> out.StaffCase:
    """One case for the window."""
    seen = await sight([case], now, centre_id)
    (file,) = await load([case])
    view = seen.deliveries.get(case.id)
    return out.StaffCase(
        **progress(file, seen),
        **identified(file, view),
        actions=_actions(file, view, staff),
        query_code=query_code,
        applicant=_applicant(case),
        summary=case.summary,
        materials=[
            out.Material(
                name=row.name, necessity=row.necessity, received=row.received, form=row.form, copies=row.copies
            )
            for row in file.materials
        ],
        ticket_number=case.ticket_number,
        accepted_by=case.accepted_by_name,
        decided_by=case.decided_by_name,
        events=[_entry(event) for event in file.events],
    )


async def briefs_out(cases: Sequence[Case], staff: Staff, now: datetime, centre_id: int) -> list[out.StaffCaseBrief]:
    """Cases on the list."""
    seen = await sight(cases, now, centre_id)
    return [
        out.StaffCaseBrief(
            **deadline_fields(file.case, seen),
            id=file.case.id,
            number=file.case.number,
            item=out.Item(code=file.case.item_code, name=file.case.item_name),
            department_name=department_name(file.case.department),
            state=file.case.state,
            state_label=CASE.label(file.case.state),
            version=file.case.version,
            applicant_masked=mask_name(file.case.applicant_name),
            actions=_actions(file, seen.deliveries.get(file.case.id), staff),
            created_at=file.case.created_at,
        )
        for file in await load(cases)
    ]


def _actions(file: CaseFile, view: DeliveryView | None, staff: Staff) -> list[Action]:
    """What this person may do with the case now."""
    return [
        button
        for name, (verb, permission, button) in BUTTONS.items()
        if CASE.allows(file.case.state, verb) and staff.may(permission) and _is_due(name, file, view, staff)
    ]


def _is_due(name: str, file: CaseFile, view: DeliveryView | None, staff: Staff) -> bool:
    case = file.case
    match name:
        case "accept":
            return not rules.missing(file.materials)
        case "advance":
            return rules.can_advance(file.steps, case.step) and _at_the_window(view)
        case "decide":
            return case.accepted_by != staff.id and rules.can_decide(file.steps, case.step)
        case "hand-over":
            return _at_the_window(view)
        case _:
            return True


def _at_the_window(view: DeliveryView | None) -> bool:
    """Whether the certificate is not packed or with the courier: then nothing is left to make or to hand over."""
    return view is None or view.can_hand_over


def _applicant(case: Case) -> out.Applicant:
    return out.Applicant(
        kind=case.applicant_kind,
        name_masked=mask_name(case.applicant_name),
        id_number_masked=mask_id_number(case.id_number),
        phone_masked=mask_phone(case.phone),
    )


def _entry(event: CaseEvent) -> out.StaffEntry:
    texts = [text for text in (event.text, event.note) if text]
    return out.StaffEntry(
        at=event.created_at,
        kind=event.verb,
        title=event.title,
        text="\n".join(texts) or None,
        unit=department_name(event.unit),
        by=event.by_name,
    )
