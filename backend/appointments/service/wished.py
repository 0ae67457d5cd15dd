"""Changes of a wish on the waiting list, each with its event."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from backend.appointments import waiting_sql, wording
from backend.appointments.models import Appointment
from backend.appointments.states import WAITING, WaitState
from backend.appointments.waiting_models import WaitlistEntry, WaitlistEvent
from backend.catalogue import live
from backend.database import fetch_one
from backend.notices import service as notices
from backend.web.live import tell


async def change(entry_id: UUID, before: WaitState, verb: str, actor: str, now: datetime) -> bool:
    """Compare-and-set in the caller's transaction; returns whether the wish was in that state."""
    state = WAITING.next(before, verb)
    row = await fetch_one(waiting_sql.SET_STATE, [entry_id, before, state])
    if row is None:
        return False
    await WaitlistEvent.create(
        centre_id=row["centre_id"], created_at=now, entry_id=entry_id, verb=verb, state=state, actor=actor
    )
    await tell(f"citizen:{row['citizen_id']}", "waitlist", entry_id, state=state)
    return True


async def close_offer(row: Appointment, verb: str, actor: str, now: datetime) -> None:
    """What became of the hold that a wish was offered; nothing for an appointment that was no offer."""
    if row.waitlist_id is not None:
        await change(row.waitlist_id, WaitState.OFFERED, verb, actor, now)


async def tell_wisher(row: WaitlistEntry, template: str, now: datetime) -> None:
    """Tell the citizen what became of a wish; once for each template."""
    book = live.current()
    await notices.send(
        row.citizen_id,
        template,
        {"item": wording.items_text([book.guide(code).guide.name for code in row.item_codes])},
        now=now,
        link="/pages/appointments/index?tab=waiting",
        dedupe_key=f"waitlist:{row.id}:{template}",
        centre_id=row.centre_id,
    )
