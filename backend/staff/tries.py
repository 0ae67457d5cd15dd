"""Five tries, then a quarter of an hour's pause. Counted in the database, outside the refusal's transaction."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal

from backend.common.errors import TooManyRequests
from backend.common.ids import new_id
from backend.database import fetch, fetch_one, vault
from backend.staff import sql

MOST = 5
PAUSE = timedelta(minutes=15)
KEPT = timedelta(days=1)
Step = Literal["password", "totp"]


async def count(account: str, step: Step, now: datetime, centre_id: int) -> None:
    """Count a try that is about to be judged. Raises TooManyRequests while the account pauses."""
    index = _index(account)
    values = [new_id(), centre_id, now, index, step, MOST, now + PAUSE]
    if await fetch_one(sql.TRY, values) is None:
        row = await fetch_one(sql.LOCKED_UNTIL, [centre_id, index, step])
        until: datetime = (row and row["locked_until"]) or now
        raise TooManyRequests(retry_after=max(1, int((until - now).total_seconds())))


async def forget(account: str, step: Step, centre_id: int) -> None:
    """The right answer came: start from nought."""
    await fetch(sql.FORGET_TRIES, [centre_id, _index(account), step])


async def forget_old(now: datetime) -> None:
    """Delete counts nobody added to for a day."""
    await fetch(sql.FORGET_OLD_TRIES, [now - KEPT])


def _index(account: str) -> str:
    return vault.blind(account, "staff_login_try.account")
