"""`Idempotency-Key`: a repeated request gets the first one's answer and does nothing twice (Stripe's contract).

The claim is written in the business transaction: a crash between claim and commit leaves nothing, refusals are not
kept, and a second request with the same key waits for the first one's commit and replays its answer.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from backend.common.errors import InvalidInput, Refusal
from backend.common.ids import new_id
from backend.database import vault
from backend.database.connection import fetch, fetch_one
from backend.database.transaction import transaction

HEADER = "Idempotency-Key"
KEPT = timedelta(days=7)
_KEY = re.compile(r"[\x21-\x7e]{1,255}")
_CONTEXT = "idempotency_record.body"

KEEP_ALL = """
INSERT INTO idempotency_record (id, centre_id, created_at, actor, route, key, fingerprint, status, body)
SELECT id, $1::smallint, $2::timestamptz, actor, route, key, fingerprint, status, body
FROM unnest($3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::smallint[], $9::text[])
    AS given(id, actor, route, key, fingerprint, status, body)
ORDER BY actor, route, key
ON CONFLICT (centre_id, actor, route, key) DO NOTHING
RETURNING id
"""


class KeyReused(Refusal):
    """The same key came with another request."""

    code = "key_reused"
    status = 422
    message = "这次操作的编号用过了。请刷新页面再试。"


@dataclass(frozen=True)
class Answer:
    """A finished response: status and JSON bytes, and whether it is a replay."""

    status: int
    body: bytes
    replayed: bool = False


@dataclass(frozen=True)
class Attempt:
    """One use of a key. ``fingerprint`` is a hash of everything that makes the request what it is."""

    centre_id: int
    actor: str
    route: str
    key: str
    fingerprint: str
    now: datetime


def fingerprint(*parts: bytes) -> str:
    """Keyed hash of a request's path, query and body: a plain one would let a thief of the table guess passwords."""
    return vault.blind(hashlib.sha256(b"\0".join(parts)).hexdigest(), "idempotency_record.fingerprint")


def check_key(key: str) -> str:
    """The key, or InvalidInput: 1 to 255 visible ASCII characters."""
    if not _KEY.fullmatch(key):
        raise InvalidInput(HEADER, "操作编号的格式不对。请刷新页面再试。")
    return key


async def once(attempt: Attempt, work: Callable[[], Awaitable[Answer]], *, atomic: bool) -> Answer:
    """Do ``work`` at most once for this key.

    With ``atomic`` the claim, the work and its answer are one transaction. Without (verbs that talk to a third
    party, or that must keep what they counted even when they refuse) the answer is looked up before and kept after.
    """
    if atomic:
        return await transaction(lambda: _claimed(attempt, work))
    known = await _known(attempt)
    if known is not None:
        return known
    answer = await work()
    await transaction(lambda: _claim_and_keep(attempt, answer))
    return answer


async def _claim_and_keep(attempt: Attempt, answer: Answer) -> None:
    if await _claim(attempt):
        await _keep(attempt, answer)


async def _claimed(attempt: Attempt, work: Callable[[], Awaitable[Answer]]) -> Answer:
    if not await _claim(attempt):
        known = await _known(attempt)
        assert known is not None, "the claim was refused because the record exists"
        return known
    answer = await work()
    await _keep(attempt, answer)
    return answer


async def _claim(attempt: Attempt) -> bool:
    rows = await fetch(
        "INSERT INTO idempotency_record (id, centre_id, created_at, actor, route, key, fingerprint)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (centre_id, actor, route, key) DO NOTHING RETURNING id",
        [new_id(), attempt.centre_id, attempt.now, attempt.actor, attempt.route, attempt.key, attempt.fingerprint],
    )
    return bool(rows)


async def _known(attempt: Attempt) -> Answer | None:
    row = await fetch_one(
        "SELECT fingerprint, status, body FROM idempotency_record"
        " WHERE centre_id = $1 AND actor = $2 AND route = $3 AND key = $4",
        [attempt.centre_id, attempt.actor, attempt.route, attempt.key],
    )
    if row is None:
        return None
    if row["fingerprint"] != attempt.fingerprint:
        raise KeyReused()
    return Answer(row["status"], vault.open_text(row["body"], _CONTEXT).encode(), replayed=True)


async def _keep(attempt: Attempt, answer: Answer) -> None:
    await fetch(
        "UPDATE idempotency_record SET status = $5, body = $6"
        " WHERE centre_id = $1 AND actor = $2 AND route = $3 AND key = $4",
        [
            attempt.centre_id,
            attempt.actor,
            attempt.route,
            attempt.key,
            answer.status,
            _sealed(answer),
        ],
    )


async def keep_all(answers: Mapping[Attempt, Answer]) -> bool:
    """Claim these keys and keep their answers in one step, in the caller's transaction; False when one of the keys was
    used before: then the caller must roll back."""
    rows = [
        (new_id(), one.actor, one.route, one.key, one.fingerprint, answer.status, _sealed(answer))
        for one, answer in answers.items()
    ]
    first = next(iter(answers))
    kept = await fetch(KEEP_ALL, [first.centre_id, first.now, *(list(column) for column in zip(*rows, strict=True))])
    return len(kept) == len(answers)


def _sealed(answer: Answer) -> str:
    return vault.seal_text(answer.body.decode(), _CONTEXT)


async def forget_old(now: datetime) -> int:
    """Delete answers older than seven days; returns how many."""
    return len(await fetch("DELETE FROM idempotency_record WHERE created_at < $1 RETURNING id", [now - KEPT]))
