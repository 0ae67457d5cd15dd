"""Giving somebody a number."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from backend.catalogue import live
from backend.common.clock import local_day
from backend.common.errors import InvalidInput
from backend.common.ids import new_id
from backend.common.numbers import format_ticket, parse_phone
from backend.database import fetch, transactional
from backend.queue import hall, lines, policy, sql, wording
from backend.queue.models import Ticket
from backend.queue.service.recording import record
from backend.queue.states import Origin, Priority, TicketState
from faq.schema import Guide


@transactional
async def issue_walk_in(
    item_code: str,
    name: str | None,
    phone: str | None,
    now: datetime,
    *,
    actor: str,
    priority: Priority | None = None,
    centre_id: int = 1,
) -> Ticket:
    """Give a number to somebody without an appointment; name and phone only if they want to leave them.

    Raises:
        NotFound: no such item.
        InvalidInput: the phone is none.
    """
    guide = live.current().guide(item_code).guide
    number = parse_phone(phone) if phone else None
    if phone and number is None:
        raise InvalidInput("phone", "请填写 11 位手机号。")
    facts = {"name": name or None, "phone": number, "priority": priority}
    return await issue(new_ticket(guide, now, centre_id, origin=Origin.WALK_IN, due_at=now, **facts), actor, now)


def new_ticket(guide: Guide, now: datetime, centre_id: int, **facts: Any) -> Ticket:
    """A waiting ticket for an item, not yet numbered nor stored."""
    department = hall.department_of(guide)
    return Ticket(
        centre_id=centre_id,
        created_at=now,
        day=local_day(now),
        hall=hall.hall_of(department),
        department=department,
        item_code=guide.code,
        item_name=guide.name,
        minutes=guide.minutes,
        state=TicketState.WAITING,
        **facts,
    )


def more_item(code: str, name: str, minutes: int) -> dict[str, Any]:
    """An item beside the first one, as `Ticket.more_items` keeps it."""
    return {"code": code, "name": name, "minutes": minutes}


async def issue(row: Ticket, actor: str, now: datetime) -> Ticket:
    """Number the ticket, store it with the wait that is told, record it; in the caller's transaction."""
    letter = wording.letter(hall.department_place(row.department))
    [drawn] = await fetch(sql.NEXT_SERIAL, [new_id(), row.centre_id, now, row.day, letter])
    row.number = format_ticket(letter, drawn["last_serial"])
    await row.save(force_create=True)
    await _keep_estimate(row, now)
    await record(row, "issue", actor, now)
    return row


async def _keep_estimate(row: Ticket, now: datetime) -> None:
    """What is told now is compared when the number is called. Who is near already sees so: no message is due."""
    told = await lines.standing(row, now)
    row.estimated_minutes = told.minutes
    row.near_told = told.ahead <= policy.current().near
    await row.save(update_fields=["estimated_minutes", "near_told"])
