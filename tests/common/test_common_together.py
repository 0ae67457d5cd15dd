"""Work done once for many: nobody gets an answer that is older than the question."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest

from backend.common.together import Rounds, Shared


async def test_questions_of_one_moment_are_one_round() -> None:
    rounds: list[list[int]] = []

    async def work(keys: Sequence[int]) -> dict[int, int]:
        rounds.append(list(keys))
        await asyncio.sleep(0)
        return {key: key * 2 for key in keys if key != 3}

    asked = Rounds(work, most=4)
    assert await asyncio.gather(*(asked.ask(key) for key in range(6))) == [0, 2, 4, None, 8, 10]
    assert rounds == [[0, 1, 2, 3], [4, 5]]


async def test_a_failed_round_fails_for_those_in_it_only() -> None:
    async def work(keys: Sequence[str]) -> dict[str, str]:
        if "bad" in keys:
            raise ValueError("bad")
        return {key: key for key in keys}

    asked = Rounds(work)
    with pytest.raises(ValueError, match="bad"):
        await asked.ask("bad")
    assert await asked.ask("good") == "good"


async def test_who_goes_away_takes_nobody_along() -> None:
    async def work(keys: Sequence[int]) -> dict[int, int]:
        await asyncio.sleep(0.01)
        return {key: key for key in keys}

    asked = Rounds(work)
    gone, stays = asyncio.create_task(asked.ask(1)), asyncio.create_task(asked.ask(2))
    await asyncio.sleep(0)
    gone.cancel()
    assert await stays == 2


async def test_equal_requests_share_work_that_had_not_begun() -> None:
    begun: list[int] = []
    go = asyncio.Event()

    async def work() -> int:
        begun.append(len(begun))
        await go.wait()
        return begun[-1]

    shared: Shared[str, int] = Shared()
    early = [asyncio.create_task(shared.get("board", work)) for _ in range(3)]
    while not begun:
        await asyncio.sleep(0)
    late = [asyncio.create_task(shared.get("board", work)) for _ in range(3)]
    await asyncio.sleep(0)
    go.set()
    assert await asyncio.gather(*early) == [0, 0, 0]
    assert await asyncio.gather(*late) == [1, 1, 1]
    assert begun == [0, 1]


async def test_a_shared_failure_is_everybodys_and_forgotten_then() -> None:
    async def fails() -> int:
        raise ValueError("no")

    async def works() -> int:
        return 1

    shared: Shared[str, int] = Shared()
    answers = await asyncio.gather(*(shared.get("x", fails) for _ in range(2)), return_exceptions=True)
    assert [type(answer) for answer in answers] == [ValueError, ValueError]
    assert await shared.get("x", works) == 1
