"""What every change leaves behind: an event row, a live event, a notice."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from backend.appointments import papers, queries, wording
from backend.appointments.models import Appointment, AppointmentEvent
from backend.appointments.plans.settling import settle
from backend.appointments.states import AppointmentState
from backend.notices import service as notices
from backend.web.live import tell

SYSTEM = "system"


async def record(
    row: Appointment,
    verb: str,
    state: AppointmentState,
    actor: str,
    now: datetime,
    facts: Mapping[str, str] | None = None,
) -> None:
    """Write the event, end the conflict that it settles and tell the screens; in the caller's transaction."""
    await AppointmentEvent.create(
        centre_id=row.centre_id,
        created_at=now,
        appointment_id=row.id,
        verb=verb,
        state=state,
        actor=actor,
        facts=dict(facts or {}),
    )
    await settle(row.id, verb, actor, now)
    await tell(f"citizen:{row.citizen_id}", "appointment", row.id, state=state)
    await tell("staff", "queue", row.id, department=row.department)


async def notify(row: Appointment, template: str, event: str, now: datetime, **more: str) -> None:
    """Tell the citizen. ``row`` as it is now, with its slot; ``event`` makes the notice a single one; ``more`` are
    further fields of the template."""
    items = (await queries.items([row.id]))[row.id]
    place = papers.place_for(await queries.guide_of(row.item_code, row.guide_version))
    await notices.send(
        row.citizen_id,
        template,
        {
            "item": wording.items_text([item.item_name for item in items]),
            "when": wording.when_text(row.slot.starts_at, row.ends_at),
            "place": place.text,
            **more,
        },
        now=now,
        link=f"/pages/appointments/detail?id={row.id}",
        dedupe_key=f"appointment:{row.id}:{event}",
        centre_id=row.centre_id,
    )
