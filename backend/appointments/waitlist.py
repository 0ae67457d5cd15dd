"""The waiting list as citizens see it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from backend.appointments import parties, waiting_sql, wording
from backend.appointments.states import WAITING, WaitState
from backend.appointments.waiting_models import WaitlistEntry as WaitlistRow
from backend.appointments.waiting_schemas import WaitlistEntry
from backend.catalogue import live
from backend.catalogue.schemas import Named
from backend.common.errors import NotFound
from backend.database import fetch
from backend.web.schemas import Action

MOST_SHOWN = 20


async def mine(citizen_id: UUID) -> list[WaitlistEntry]:
    """A citizen's latest wishes, newest first."""
    rows = await WaitlistRow.filter(citizen_id=citizen_id).order_by("-id").limit(MOST_SHOWN)
    return await _rendered(rows)


async def one(citizen_id: UUID, entry_id: UUID) -> WaitlistEntry:
    """One of this citizen's wishes. Raises NotFound."""
    row = await WaitlistRow.get_or_none(id=entry_id, citizen_id=citizen_id)
    if row is None:
        raise NotFound()
    return (await _rendered([row]))[0]


async def _rendered(rows: Sequence[WaitlistRow]) -> list[WaitlistEntry]:
    waiting = [row.id for row in rows if row.state is WaitState.WAITING]
    ahead = {found["id"]: int(found["ahead"]) for found in await fetch(waiting_sql.AHEAD, [waiting])}
    return [_entry(row, ahead.get(row.id, 0)) for row in rows]


def _entry(row: WaitlistRow, ahead: int) -> WaitlistEntry:
    days = [date.fromisoformat(day) for day in row.days]
    return WaitlistEntry.model_validate(
        {
            "id": row.id,
            "items": [_named(code) for code in row.item_codes],
            "party": parties.shown(parties.of_row(row)),
            "days": days,
            "periods": row.periods,
            "times_text": wording.times_text(days, row.periods),
            "state": row.state,
            "state_label": WAITING.label(row.state),
            "ahead": ahead,
            "auto_confirm": row.auto_confirm,
            "next_text": wording.waiting_text(row.state, ahead, row.auto_confirm),
            "appointment_id": row.appointment_id,
            "actions": _actions(row.state),
            "version": row.version,
            "created_at": row.created_at,
        }
    )


def _named(code: str) -> Named:
    """An item by its present name; by its code when it is not published any more."""
    published = live.current().guides.get(code)
    return Named(code=code, name=published.guide.name if published else code)


def _actions(state: WaitState) -> list[Action]:
    if not WAITING.allows(state, "leave"):
        return []
    return [Action(name="leave", label=WAITING.verb_label("leave"), confirm="退出后,位置不再保留。要退出吗?")]
