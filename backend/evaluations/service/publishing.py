"""Opinions that the monthly results quote: chosen by 综合协调科, masked by the software."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from backend.common.errors import Forbidden, Stale
from backend.database import fetch, transactional
from backend.evaluations import opinions, queries, rules, sql
from backend.evaluations.queries import File
from backend.evaluations.rules import Official
from backend.evaluations.service.recording import By, record


@transactional
async def publish(
    who: Official, rating_id: UUID, version: int, publish: bool, now: datetime, centre_id: int = 1
) -> File:
    """Quote an opinion in its month's results, with every name and number masked, or take it out again.

    Raises:
        NotFound, Forbidden, Stale.
    """
    found = await queries.for_staff(who, rating_id, centre_id)
    verb = "publish" if publish else "unpublish"
    if found.rating.version != version:
        raise Stale()
    if verb not in rules.officials_verbs(found.given, found.responsible, who):
        raise Forbidden()
    words = await opinions.masked(found.rating, found.rating.words or "") if publish else None
    if not await fetch(sql.PUBLISH, [rating_id, version, words]):
        raise Stale()
    await record(found.rating, verb, By.staff(who), now)
    return await queries.for_staff(who, rating_id, centre_id)
