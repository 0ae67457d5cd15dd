"""What the machine in the hall offers, and which machine it is."""

from __future__ import annotations

from datetime import datetime

from backend.catalogue import live
from backend.catalogue.schemas import Named
from backend.common.crypto import hash_token
from backend.database import fetch_one
from backend.queue import hall, queries, sql
from backend.queue.kiosk_schemas import KioskDepartment, KioskGroup, KioskHall, KioskRow
from backend.queue.models import Kiosk
from backend.queue.refusals import KioskUnknown
from backend.queue.states import PRIORITY_LABELS
from backend.web.schemas import Action


async def device(key: str | None, now: datetime) -> Kiosk:
    """The machine that has this key. Raises KioskUnknown."""
    found = await fetch_one(sql.KIOSK_SEEN, [hash_token(key), now]) if key else None
    if found is None:
        raise KioskUnknown()
    return await Kiosk.get(id=found["id"])


async def offer(kiosk: Kiosk, now: datetime) -> KioskHall:
    """The departments of the machine's hall with what they do."""
    book = live.current().book
    found = hall.hall(kiosk.hall)
    waiting = await queries.waiting_by_department(now, kiosk.centre_id)
    codes = {code for window in hall.windows() if window.hall == found.code for code in window.departments}
    return KioskHall(
        code=found.code,
        name=found.name,
        centre=book.centre.name,
        kiosk=kiosk.name,
        departments=[_department(code, waiting.get(code, 0)) for code in sorted(codes, key=hall.department_place)],
        groups=[KioskGroup(code=code, label=label) for code, label in PRIORITY_LABELS.items()],
    )


def _department(code: str, waiting: int) -> KioskDepartment:
    book = live.current().book
    numbers = sorted(window.number for window in book.windows if code in window.departments)
    return KioskDepartment(
        code=code,
        name=live.current().department(code).name,
        windows_text="、".join(str(number) for number in numbers) + " 号窗口",
        waiting=waiting,
        items=[Named(code=guide.code, name=guide.name) for guide in book.guides if hall.department_of(guide) == code],
    )


def row(kiosk: Kiosk) -> KioskRow:
    """A machine on the administrator's list."""
    stop = Action(name="revoke", label="停用", kind="danger", confirm=f"停用后,“{kiosk.name}”马上不能取号。要停用吗?")
    return KioskRow(
        id=kiosk.id,
        name=kiosk.name,
        hall=Named(code=kiosk.hall, name=hall.hall(kiosk.hall).name),
        last_seen_at=kiosk.last_seen_at,
        revoked_at=kiosk.revoked_at,
        actions=[] if kiosk.revoked_at else [stop],
    )
