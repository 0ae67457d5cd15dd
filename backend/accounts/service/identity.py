"""Who the citizen says they are, and what a clerk saw."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from backend import audit
from backend.accounts import sql
from backend.accounts.models import Citizen
from backend.accounts.queries import ID_NUMBER, find
from backend.accounts.service.consents import require_privacy
from backend.accounts.service.holding import hold
from backend.accounts.states import Identity
from backend.common.clock import local_day
from backend.common.errors import InvalidInput
from backend.common.numbers import check_id_number, parse_phone
from backend.database import fetch, transactional, vault
from backend.wechat import gateway


@transactional
async def declare(citizen_id: UUID, name: str, id_number: str, phone: str, now: datetime) -> None:
    """Keep name, identity number and phone as the citizen states them.

    What a clerk has checked stays checked as long as name and number are the same.

    Raises:
        ConsentNeeded: no consent to the privacy notice.
        InvalidInput: the identity number's holder is not born yet.
    """
    if not check_id_number(id_number, local_day(now)):
        raise InvalidInput("id_number", "身份证号码不对，请逐位核对。")
    await hold(citizen_id)
    await require_privacy(citizen_id)
    row = await find(citizen_id)
    checked = row.identity is Identity.CHECKED and (row.name, row.id_number) == (name, id_number)
    await Citizen.filter(id=citizen_id).update(
        name=name,
        id_number=id_number,
        id_number_index=vault.blind(id_number, ID_NUMBER),
        phone=phone,
        identity=Identity.CHECKED if checked else Identity.DECLARED,
    )
    await audit.record(f"citizen:{citizen_id}", "accounts.declare", f"citizen:{citizen_id}", now)


async def phone_from_wechat(citizen_id: UUID, code: str, now: datetime) -> None:
    """Keep the phone number WeChat knows; WeChat is asked outside any transaction.

    Raises:
        ConsentNeeded: no consent to the privacy notice.
        WeChatError: the code is wrong or WeChat does not answer.
        InvalidInput: the number is not a mainland mobile number.
    """
    await require_privacy(citizen_id)
    phone = parse_phone(await gateway.current().phone_number(code))
    if phone is None:
        raise InvalidInput("code", "微信里的手机号不能用。请手工填写。")
    await _keep_phone(citizen_id, phone, now)


@transactional
async def choose_elder_mode(citizen_id: UUID, wanted: bool) -> None:
    """Switch the large-type version; the citizen is not asked again."""
    await Citizen.filter(id=citizen_id).update(elder_mode=wanted)


@transactional
async def confirm_identity(citizen_id: UUID, name: str, id_number: str, *, by: str, now: datetime) -> bool:
    """A clerk holds the identity card: mark the account as checked when it says the same.

    From then on `queries.find_by_identity` finds this citizen. Another account with the number, checked
    earlier, goes back to declared: one card, one account.

    Parameters:
        name, id_number: as on the card, normalised.
        by: the clerk's actor.

    Returns:
        Whether the account's name and number are the card's.
    """
    await hold(citizen_id)
    row = await find(citizen_id)
    if (row.name, row.id_number) != (name, id_number):
        return False
    if row.identity is not Identity.CHECKED:
        await fetch(sql.UNCHECK_OTHERS, [row.centre_id, row.id_number_index, citizen_id])
        await Citizen.filter(id=citizen_id).update(identity=Identity.CHECKED)
        await audit.record(by, "accounts.confirm_identity", f"citizen:{citizen_id}", now)
    return True


@transactional
async def _keep_phone(citizen_id: UUID, phone: str, now: datetime) -> None:
    await hold(citizen_id)
    await require_privacy(citizen_id)
    await Citizen.filter(id=citizen_id).update(phone=phone)
    await audit.record(f"citizen:{citizen_id}", "accounts.phone", f"citizen:{citizen_id}", now)
