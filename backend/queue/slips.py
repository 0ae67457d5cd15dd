"""The paper somebody takes along."""

from __future__ import annotations

from datetime import datetime

from backend.catalogue import live
from backend.catalogue.places import department_windows
from backend.queue import hall, lines, policy, rules, wording
from backend.queue.models import Ticket
from backend.queue.schemas import TicketSlip
from backend.queue.states import PRIORITY_LABELS


async def slip(row: Ticket, now: datetime) -> TicketSlip:
    """What is printed; ``now`` is when the number of people ahead is true."""
    standing = await lines.standing(row, now)
    left = rules.rejoins_left(row.rejoins, policy.current())
    return TicketSlip(
        centre=live.current().book.centre.name,
        hall=hall.hall(row.hall).name,
        number=row.number,
        items=[row.item_name, *(item["name"] for item in row.more_items)],
        place_text=_place_text(row),
        ahead_text=wording.ahead_text(standing.ahead, standing.minutes),
        rule_text=wording.rejoin_rule(left, policy.current()),
        priority_label=PRIORITY_LABELS[row.priority] if row.priority else None,
        appointment_time_text=row.appointment_time,
        issued_at=row.created_at,
    )


def _place_text(row: Ticket) -> str:
    """``一楼 1、2 号窗口``"""
    windows = department_windows(live.current().book, row.department)
    numbers = "、".join(str(window.number) for window in windows)
    return f"{windows[0].floor} {numbers} 号窗口" if windows else hall.hall(row.hall).name
