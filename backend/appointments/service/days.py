"""Keeping the slots of the coming days as the plans and the calendar say."""

from __future__ import annotations

from datetime import datetime

import orjson

from backend.appointments import rules
from backend.appointments.models import FIRST_DAY, Pool
from backend.appointments.plans import sql
from backend.appointments.plans.changing import write_template
from backend.appointments.plans.rebuilding import rebuild
from backend.catalogue import live
from backend.common.ids import new_id
from backend.database import fetch_one, transactional
from backend.settings import Settings


async def open_days(now: datetime, *, settings: Settings) -> int:
    """Create pools, their first templates and the slots of the booking horizon; safe to repeat.

    Works from the published book (windows, departments, hours), the plans and the calendar. What was booked stays;
    bookings on slots that are closed go to the conflict list and their citizens are told. Each pool is a transaction
    of its own.

    Returns:
        How many slots were added or changed.

    Raises:
        NotPublished: nothing was published yet.
        NoCalendar: the calendar was never seeded.
    """
    for department in rules.pooled_departments(live.current().book):
        await _found_pool(department.code, now, settings.centre_id)
    pools = await Pool.filter(centre_id=settings.centre_id).order_by("code")
    return sum([await rebuild(pool.id, now, settings=settings) for pool in pools])


@transactional
async def _found_pool(department: str, now: datetime, centre_id: int) -> None:
    """A pool with the department's code and first templates, unless some pool serves the department."""
    known = await Pool.filter(centre_id=centre_id)
    if any(department in pool.departments for pool in known):
        return
    served = orjson.dumps([department]).decode()
    made = await fetch_one(sql.ADD_POOL, [new_id(), centre_id, now, department, "", served, "[]"])
    if made is None:
        return
    for row in rules.default_templates(live.current().book, department):
        await write_template(made["id"], FIRST_DAY, row, now, centre_id)
