"""The public look-up by 受理号 and query code: one answer for every miss, the same work for every try."""

from __future__ import annotations

from datetime import date, datetime

from backend.cases import rules, sql
from backend.cases.models import Case
from backend.cases.queries import QUERY_CODE
from backend.cases.refusals import CaseNotFound
from backend.common.clock import local_day
from backend.common.crypto import same
from backend.common.errors import TooManyRequests
from backend.common.ids import new_id
from backend.common.numbers import parse_query_code
from backend.database import fetch, transactional, vault

NOBODYS = "0" * 64
"""Compared with when there is no such case."""

SUBJECT = "case_lookup_count.subject"
WAIT_SECONDS = 3600


async def look_up(number: str, code: str, source: str, now: datetime, centre_id: int = 1) -> Case:
    """The case with this number and query code.

    Parameters:
        number, code: as typed; case, spaces and look-alike letters are forgiven.
        source: where the request comes from; kept as a keyed hash for a day.

    Raises:
        CaseNotFound: wrong number, wrong code, or too many failures for this number today.
        TooManyRequests: too many failures from this source today.
    """
    number = "".join(number.split()).replace("-", "").upper()
    day = local_day(now)
    from_source, from_number = await _count(day, source, number, now, centre_id)
    if from_source > rules.MOST_LOOKUPS_OF_SOURCE:
        raise TooManyRequests(retry_after=WAIT_SECONDS)
    case = await Case.get_or_none(centre_id=centre_id, number=number)
    fits = _fits(number, code, case.query_code_index if case else NOBODYS)
    if case is None or not fits or from_number > rules.MOST_LOOKUPS_OF_NUMBER:
        raise CaseNotFound()
    await _give_back(day, source, number, centre_id)
    return case


def _fits(number: str, code: str, stored: str) -> bool:
    typed = f"{number} {parse_query_code(code) or ''}"
    matches = [same(index, stored) for index in vault.cipher().blind_indexes(typed, QUERY_CODE)]
    return any(matches)


@transactional
async def _count(day: date, source: str, number: str, now: datetime, centre_id: int) -> tuple[int, int]:
    """Count a try before it is judged; committed whatever comes of it."""
    counts = []
    for kind, subject in (("source", source), ("number", number)):
        rows = await fetch(sql.COUNT_TRY, [new_id(), centre_id, now, day, kind, vault.blind(subject, SUBJECT)])
        counts.append(int(rows[0]["failures"]))
    return counts[0], counts[1]


@transactional
async def _give_back(day: date, source: str, number: str, centre_id: int) -> None:
    """A right code was no failure."""
    for kind, subject in (("source", source), ("number", number)):
        await fetch(sql.GIVE_BACK, [centre_id, day, kind, vault.blind(subject, SUBJECT)])
