"""What the screen in the hall shows."""

from __future__ import annotations

from datetime import datetime

from backend.appointments.rendering import department_name
from backend.catalogue import live
from backend.catalogue.schemas import Named
from backend.common.clock import local_day
from backend.database import fetch
from backend.queue import hall, lines, queries, rendering, sql
from backend.queue.schemas import DisplayState, DisplayWaiting, HallBusy, QueueSummary

CALLS_SHOWN = 5
NEXT_SHOWN = 6


async def state(hall_code: str, now: datetime, centre_id: int = 1) -> DisplayState:
    """The last calls, who waits where, who is next. Raises NotFound for an unknown hall."""
    found = hall.hall(hall_code)
    calls = await queries.called_lately(hall_code, now, CALLS_SHOWN, centre_id)
    departments = {code for row in hall.windows() if row.hall == hall_code for code in row.departments}
    waiting = await queries.waiting_by_department(now, centre_id)
    order = await lines.line(departments, now, centre_id)
    return DisplayState(
        hall=Named(code=found.code, name=found.name),
        calls=[rendering.display_call(row) for row in calls],
        waiting=[
            DisplayWaiting(department_name=department_name(code), count=waiting[code])
            for code in sorted(departments, key=hall.department_place)
            if waiting.get(code)
        ],
        next_numbers=[row.number for row in order[:NEXT_SHOWN]],
        now=now,
    )


async def summary(now: datetime, centre_id: int = 1) -> QueueSummary:
    """How busy each hall is."""
    busy = {row["hall"]: row for row in await fetch(sql.BUSY_BY_HALL, [centre_id, local_day(now)])}
    return QueueSummary(
        halls=[
            HallBusy(
                code=found.code,
                name=found.name,
                waiting=busy[found.code]["waiting"] if found.code in busy else 0,
                serving=busy[found.code]["serving"] if found.code in busy else 0,
            )
            for found in live.current().book.centre.halls
        ]
    )
