"""What the hall tells a citizen's phone, each thing once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from backend.database import fetch
from backend.notices import service as notices
from backend.queue import lines, policy, rendering, rules, sql, wording
from backend.queue.lines import Queued
from backend.queue.models import Ticket
from backend.queue.states import TicketState
from backend.web.live import tell_all


async def tell_waiting(department: str, now: datetime, centre_id: int) -> None:
    """Let the phones of those who wait show the new number of people ahead, and tell who has come near."""
    found = await lines.line([department], now, centre_id)
    known = [one for one in found if one.citizen_id]
    topics = [(f"citizen:{one.citizen_id}", one.id) for one in known]
    await tell_all(topics, "ticket", state=TicketState.WAITING)
    await _tell_near(found, now, centre_id)


async def _tell_near(found: Sequence[Queued], now: datetime, centre_id: int) -> None:
    places = {one.id: place for place, one in enumerate(found[: policy.current().near + 1])}
    fresh = [one for one in found if one.id in places and one.citizen_id and not one.near_told]
    if not fresh:
        return
    told = {row["id"] for row in await fetch(sql.TELL_NEAR, [[one.id for one in fresh]])}
    for one in fresh:
        if one.id in told:
            await _send_near(one, places[one.id], now, centre_id)


async def _send_near(one: Queued, ahead: int, now: datetime, centre_id: int) -> None:
    row = await Ticket.get(id=one.id)
    fields = {"number": row.number, "item": row.item_name, "ahead": str(ahead)}
    await _send(row, "appointments.near", fields, f"ticket:{row.id}:near", now)


async def notify_called(row: Ticket, now: datetime) -> None:
    """Tell the citizen to come to the window; nothing for a walk-in whom nobody knows."""
    if row.window is None:
        return
    fields = {"number": row.number, "item": row.item_name, "place": rendering.window_place(row.window)}
    await _send(row, "appointments.called", fields, f"ticket:{row.id}:call:{row.calls}", now)


async def notify_passed(row: Ticket, now: datetime) -> None:
    """Tell the citizen that the call is over and what the rule is."""
    left = rules.rejoins_left(row.rejoins, policy.current())
    fields = {"number": row.number, "item": row.item_name, "rule": wording.rejoin_rule(left, policy.current())}
    await _send(row, "appointments.passed", fields, f"ticket:{row.id}:pass:{row.calls}", now)


async def _send(row: Ticket, template: str, fields: dict[str, str], once: str, now: datetime) -> None:
    if row.citizen_id is None:
        return
    link = f"/pages/appointments/detail?id={row.appointment_id}"
    await notices.send(row.citizen_id, template, fields, now=now, link=link, dedupe_key=once, centre_id=row.centre_id)
