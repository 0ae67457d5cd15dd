"""The machines that give numbers: registered by the administrator, known by their key."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from backend import audit
from backend.common.crypto import hash_token
from backend.common.errors import NotFound
from backend.common.ids import new_token
from backend.database import transactional
from backend.queue import hall
from backend.queue.models import Kiosk
from backend.web.access import Staff


@transactional
async def add_kiosk(staff: Staff, name: str, hall_code: str, now: datetime, centre_id: int = 1) -> tuple[Kiosk, str]:
    """Register a machine; returns it and its key, which is shown once and never kept.

    Raises:
        NotFound: no such hall.
    """
    key = new_token()
    row = await Kiosk.create(
        centre_id=centre_id, created_at=now, name=name, hall=hall.hall(hall_code).code, key_hash=hash_token(key)
    )
    await audit.record(staff.actor, "queue.add_kiosk", f"kiosk:{row.id}", now, centre_id=centre_id)
    return row, key


@transactional
async def revoke_kiosk(staff: Staff, kiosk_id: UUID, now: datetime) -> Kiosk:
    """Shut a machine out at once; again changes nothing. Raises NotFound."""
    row = await Kiosk.get_or_none(id=kiosk_id)
    if row is None:
        raise NotFound()
    if row.revoked_at is None:
        row.revoked_at = now
        await row.save(update_fields=["revoked_at"])
        await audit.record(staff.actor, "queue.revoke_kiosk", f"kiosk:{row.id}", now, centre_id=row.centre_id)
    return row
