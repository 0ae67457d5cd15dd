"""Pools as the centre edits them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import orjson

from backend import audit
from backend.appointments import rules
from backend.appointments.models import FIRST_DAY, Pool
from backend.appointments.plans import loading, sql
from backend.appointments.plans.changing import write_template
from backend.catalogue import live
from backend.common.errors import InvalidInput, Stale
from backend.common.ids import new_code, new_id
from backend.database import fetch_one, transactional
from backend.outbox import enqueue

CODE_LENGTH = 8


@dataclass(frozen=True)
class PoolFields:
    """A pool as a person wrote it; codes of the published book."""

    name: str
    departments: Sequence[str]
    windows: Sequence[str]


@transactional
async def add(given: PoolFields, now: datetime, *, actor: str, centre_id: int = 1) -> Pool:
    """Add a pool with the first templates of its first department.

    Raises:
        InvalidInput: a code that is not published.
    """
    _check(given)
    made = await fetch_one(sql.ADD_POOL, [new_id(), centre_id, now, f"P{new_code(CODE_LENGTH)}", *_columns(given)])
    assert made is not None, "the code is random"
    for row in rules.default_templates(live.current().book, given.departments[0]):
        await write_template(made["id"], FIRST_DAY, row, now, centre_id)
    await _follow(made["id"], "add", now, actor, centre_id)
    return await loading.pool(made["id"], centre_id)


@transactional
async def change(
    pool_id: UUID, version: int, given: PoolFields, now: datetime, *, actor: str, centre_id: int = 1
) -> Pool:
    """Write a pool anew; bookings stay where they are.

    Raises:
        NotFound: no such pool.
        InvalidInput: as `add`.
        Stale: somebody else changed it meanwhile.
    """
    await loading.pool(pool_id, centre_id)
    _check(given)
    if await fetch_one(sql.CHANGE_POOL, [pool_id, version, *_columns(given)]) is None:
        raise Stale()
    await _follow(pool_id, "change", now, actor, centre_id)
    return await loading.pool(pool_id, centre_id)


def _check(given: PoolFields) -> None:
    known = live.current()
    for field, codes, there in (
        ("departments", given.departments, known.departments),
        ("windows", given.windows, known.windows),
    ):
        unknown = next((code for code in codes if code not in there), None)
        if unknown:
            raise InvalidInput(field, f"没有“{unknown}”。请重新选择。")


def _columns(given: PoolFields) -> list[str]:
    return [given.name, *(orjson.dumps(list(codes)).decode() for codes in (given.departments, given.windows))]


async def _follow(pool_id: UUID, what: str, now: datetime, actor: str, centre_id: int) -> None:
    await audit.record(actor, "appointments.pool", f"pool:{pool_id}", now, centre_id=centre_id, what=what)
    await enqueue("appointments.rebuild", {"pool_id": str(pool_id)})
