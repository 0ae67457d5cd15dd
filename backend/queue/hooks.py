"""What the machines in the hall may ask (each proves itself by its key, nobody is logged in), and the administrator's
list of them."""

from __future__ import annotations

from uuid import UUID

from backend.common.errors import InvalidInput
from backend.common.numbers import parse_id_number
from backend.queue import kiosks, service, slips
from backend.queue.kiosk_schemas import AddedKiosk, KioskCheckIn, KioskHall, KioskRow, KioskWalkIn, NewKiosk
from backend.queue.models import Kiosk
from backend.queue.schemas import TicketSlip
from backend.staff.roles import Permission
from backend.web.access import staff, token
from backend.web.call import Call
from backend.web.routes import Routes
from backend.web.schemas import Empty, Items

api = Routes("kiosk")
_KEY = token("a kiosk's own key, given by the administrator")


@api.get("/kiosk", access=_KEY, rate="60/minute")
async def offer(call: Call) -> KioskHall:
    """What this machine offers."""
    return await kiosks.offer(await _device(call), call.now)


@api.post("/kiosk/tickets", access=_KEY, status=201, rate="30/minute")
async def draw(call: Call, body: KioskWalkIn) -> TicketSlip:
    """Draw a number without an appointment."""
    kiosk = await _device(call)
    row = await service.issue_walk_in(
        body.item_code,
        None,
        None,
        call.now,
        actor=f"kiosk:{kiosk.id}",
        priority=body.priority,
        centre_id=kiosk.centre_id,
    )
    return await slips.slip(row, call.now)


@api.post("/kiosk/check-ins", access=_KEY, status=201, rate="20/minute")
async def check_in(call: Call, body: KioskCheckIn) -> TicketSlip:
    """Check in with the picture, or with identity number and the end of the phone."""
    kiosk = await _device(call)
    actor = f"kiosk:{kiosk.id}"
    if body.code is not None:
        row = await service.check_in_by_code(body.code, call.now, actor=actor, centre_id=kiosk.centre_id)
    else:
        number, phone_end = _papers(body)
        row = await service.check_in_at_kiosk(number, phone_end, call.now, actor=actor, centre_id=kiosk.centre_id)
    return await slips.slip(row, call.now)


@api.get("/staff/kiosks", access=staff(Permission.MEMBERS_MANAGE))
async def list_kiosks(call: Call) -> Items[KioskRow]:
    """The machines that give numbers."""
    rows = await Kiosk.filter(centre_id=call.centre_id).order_by("id")
    return Items(items=[kiosks.row(row) for row in rows])


@api.post("/staff/kiosks", access=staff(Permission.MEMBERS_MANAGE), status=201)
async def add_kiosk(call: Call, body: NewKiosk) -> AddedKiosk:
    """Register a machine; the answer holds its key, once."""
    row, key = await service.add_kiosk(call.staff, body.name, body.hall, call.now, call.centre_id)
    return AddedKiosk(kiosk=kiosks.row(row), key=key, path=f"/kiosk/#{key}")


@api.post("/staff/kiosks/<kiosk_id>/revoke", access=staff(Permission.MEMBERS_MANAGE))
async def revoke_kiosk(call: Call, kiosk_id: UUID, body: Empty) -> KioskRow:
    """Shut a machine out."""
    return kiosks.row(await service.revoke_kiosk(call.staff, kiosk_id, call.now))


async def _device(call: Call) -> Kiosk:
    return await kiosks.device(call.request.token, call.now)


def _papers(body: KioskCheckIn) -> tuple[str, str]:
    number = parse_id_number(body.id_number or "")
    if number is None:
        raise InvalidInput("id_number", "身份证号不对。请核对后再试。")
    if body.phone_end is None:
        raise InvalidInput("phone_end", "请填写手机号后四位。")
    return number, body.phone_end
