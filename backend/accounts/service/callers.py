"""People for whom a clerk acts on the phone."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from backend import audit
from backend.accounts.models import Citizen
from backend.accounts.queries import ID_NUMBER, find_by_identity
from backend.accounts.states import Identity
from backend.common.clock import local_day
from backend.common.errors import InvalidInput
from backend.common.numbers import check_id_number
from backend.database import transactional, vault


@transactional
async def register_caller(
    name: str, phone: str, id_number: str | None, now: datetime, *, actor: str, centre_id: int = 1
) -> UUID:
    """The citizen who calls: known when a clerk has seen the identity card with this number, else new.

    Parameters:
        id_number: as the caller says it; never taken for seen.

    Raises:
        InvalidInput: the identity number is none.
    """
    if id_number and not check_id_number(id_number, local_day(now)):
        raise InvalidInput("id_number", "身份证号码不对，请逐位核对。")
    known = await find_by_identity(id_number, centre_id) if id_number else None
    if known is not None:
        return known
    row = await Citizen.create(
        centre_id=centre_id,
        created_at=now,
        name=name,
        phone=phone,
        id_number=id_number,
        id_number_index=vault.blind(id_number, ID_NUMBER) if id_number else None,
        identity=Identity.DECLARED if id_number else Identity.NONE,
    )
    await audit.record(actor, "accounts.register_caller", f"citizen:{row.id}", now, centre_id=centre_id)
    return row.id
