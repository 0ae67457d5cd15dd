"""Mutations that are done many at a time: requests of the same moment become one transaction, with one commit.

Only what goes smoothly is answered here. Whoever has no answer after the round (a refusal, a repeated key, a conflict,
a database that went away) is dealt with alone, as if there were no rounds; that is also what decides when the outcome
of a round is unknown: its keys are kept in its transaction, so what was committed is replayed.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import asyncpg
from tortoise.exceptions import BaseORMException

from backend.common.together import Rounds
from backend.database.transaction import transaction
from backend.web import idempotency
from backend.web.call import Call
from backend.web.idempotency import Answer, Attempt
from backend.web.replies import encode

MOST = 64
AT_ONCE = 2
"""While PostgreSQL works on one round, the node prepares the next."""

_UNDONE = (asyncpg.PostgresError, asyncpg.InterfaceError, BaseORMException, OSError, TimeoutError)


@dataclass(frozen=True, eq=False)
class Pending:
    """One request of a round; ``arguments`` as the handler gets them."""

    attempt: Attempt
    call: Call
    arguments: Mapping[str, Any]


Gather = Callable[[Sequence[Pending]], Awaitable[Mapping[Pending, Any]]]
"""Does what it can of these requests in the caller's transaction; returns the models to answer with."""


class _KeyKnown(Exception):
    """One of the keys was used before: nothing of the round may stay."""


def rounds(gather: Gather, status: int) -> Rounds[Pending, Answer]:
    """The rounds of one route of one process."""

    async def work(pending: Sequence[Pending]) -> Mapping[Pending, Answer]:
        try:
            return await transaction(lambda: _kept(gather, status, pending))
        except (_KeyKnown, *_UNDONE):
            return {}

    return Rounds(work, most=MOST, at_once=AT_ONCE)


async def _kept(gather: Gather, status: int, pending: Sequence[Pending]) -> Mapping[Pending, Answer]:
    done = await gather(pending)
    answers = {one: Answer(status, encode(result)) for one, result in done.items()}
    if answers and not await idempotency.keep_all({one.attempt: answer for one, answer in answers.items()}):
        raise _KeyKnown
    return answers
