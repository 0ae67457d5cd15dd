"""The booking record (预约信用) as the citizen and 综合协调科 see it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from backend.accounts import queries as accounts
from backend.appointments import wording
from backend.appointments.credit_models import CreditAppeal, CreditEvent
from backend.appointments.credit_schemas import Appeal, Credit, CreditLine, StaffAppeal
from backend.appointments.models import Appointment
from backend.appointments.service.appealing import APPEALABLE
from backend.appointments.service.crediting import standing
from backend.appointments.states import APPEALS, AppealState, CreditKind
from backend.settings import Settings
from backend.web.schemas import Action

MOST_SHOWN = 50


async def credit(citizen_id: UUID, now: datetime, settings: Settings) -> Credit:
    """Where a citizen stands, the rules, and the lines that count or counted."""
    found = await standing(citizen_id, now, settings)
    return Credit(
        until=found.until,
        text=wording.credit_text(found.until),
        missed=found.missed,
        cancelled=found.cancelled,
        rules=wording.credit_rules(settings),
        lines=await _lines(citizen_id, now, settings),
    )


async def appeals(state: str | None, cursor: UUID | None, limit: int, centre_id: int) -> list[StaffAppeal]:
    """Objections in the order they came; those of one state when it is given."""
    rows = CreditAppeal.filter(centre_id=centre_id)
    rows = rows.filter(state=state) if state else rows
    rows = rows.filter(id__gt=cursor) if cursor else rows
    return [await staff_appeal(row) for row in await rows.order_by("id").limit(limit).select_related("event")]


async def staff_appeal(row: CreditAppeal) -> StaffAppeal:
    """An objection with its line and its citizen, masked. ``row.event`` must be loaded."""
    card = await accounts.card(row.citizen_id)
    names = await _names([row.event])
    return StaffAppeal(
        **appeal(row).model_dump(),
        line=_text(row.event, names),
        day=row.event.day,
        name_masked=card.name_masked,
        phone_masked=card.phone_masked,
        actions=[_action(verb) for verb in APPEALS.allowed(row.state)],
        version=row.version,
        created_at=row.created_at,
    )


def appeal(row: CreditAppeal) -> Appeal:
    """An objection as its citizen sees it."""
    return Appeal(
        id=row.id,
        state=row.state,
        state_label=APPEALS.label(row.state),
        words=row.words,
        reason=row.reason,
        decided_at=row.decided_at,
    )


async def _lines(citizen_id: UUID, now: datetime, settings: Settings) -> list[CreditLine]:
    since = now - timedelta(days=settings.credit_window_days + settings.credit_block_days)
    rows = CreditEvent.filter(citizen_id=citizen_id, kind__in=APPEALABLE, created_at__gt=since)
    shown = await rows.order_by("-id").limit(MOST_SHOWN)
    made = {row.event_id: row for row in await CreditAppeal.filter(event_id__in=[row.id for row in shown])}
    names = await _names(shown)
    return [_line(row, names, made.get(row.id)) for row in shown]


def _line(row: CreditEvent, names: Mapping[UUID, str], made: CreditAppeal | None) -> CreditLine:
    return CreditLine(
        id=row.id,
        kind=row.kind,
        text=_text(row, names),
        day=row.day,
        counts=made is None or made.state is not AppealState.UPHELD,
        appeal=appeal(made) if made else None,
        actions=[] if made else [Action(name="appeal", label="申诉")],
    )


def _text(row: CreditEvent, names: Mapping[UUID, str]) -> str:
    words = "约了没来" if row.kind is CreditKind.NO_SHOW else "取消了预约"
    return f"{words}:{names.get(row.appointment_id, '')}"


async def _names(rows: list[CreditEvent]) -> dict[UUID, str]:
    found = await Appointment.filter(id__in=[row.appointment_id for row in rows]).values("id", "item_name")
    return {row["id"]: row["item_name"] for row in found}


def _action(verb: str) -> Action:
    return Action(name=verb, label=APPEALS.verb_label(verb), kind="primary" if verb == "uphold" else "default")
