"""What every staff endpoint of the consultations begins and ends with."""

from __future__ import annotations

from backend.calendar import snapshot as calendar
from backend.catalogue import live
from backend.consultations import files, staff_rendering
from backend.consultations.models import Consultation
from backend.consultations.people import colleague
from backend.consultations.rules import Colleague
from backend.consultations.staff_rendering import Desk
from backend.consultations.staff_schemas import ConsultationDetail
from backend.web.call import Call


async def who_of(call: Call) -> Colleague:
    """Who asks, as the rules see them."""
    return await colleague(call.staff, call.now)


async def desk_of(call: Call) -> Desk:
    """Who asks, and what is in force."""
    return Desk(await who_of(call), live.current(), await calendar.load(call.centre_id), call.now)


async def shown(call: Call, row: Consultation) -> ConsultationDetail:
    """One consultation in full, for who asks."""
    return staff_rendering.detail(await files.desk_file(row, call.now), await desk_of(call))
