"""The demo's processes: forked, watched, ended."""

from __future__ import annotations

import asyncio
import os
import signal
import time

import pytest

from backend.cli.demo.nursery import Fork


def says_who() -> None:
    """A child with a session and an environment of its own."""
    assert os.getsid(0) == os.getpid()
    assert os.environ == {"ONLY": "this"}


def sleeps(seconds: str) -> None:
    """A child that lives for a while."""
    time.sleep(float(seconds))


async def started(function: str, *arguments: str) -> Fork:
    fork = Fork(f"{__name__}:{function}", arguments, {"ONLY": "this"})
    await fork.start()
    return fork


async def test_a_child_runs_what_it_is_told_in_an_environment_of_its_own() -> None:
    child = await started("says_who")
    assert await child.ended() == 0
    assert not child.running


@pytest.mark.parametrize(("end", "code"), [("terminate", -signal.SIGTERM), ("kill", -signal.SIGKILL)])
async def test_an_end_from_outside_is_seen(end: str, code: int) -> None:
    child = await started("sleeps", "60")
    assert child.running
    getattr(child, end)()
    assert await child.ended() == code


async def test_a_child_that_fails_says_so(capfd: pytest.CaptureFixture[str]) -> None:
    child = await started("sleeps", "no number")
    assert await child.ended() == 1


async def test_a_start_that_is_cancelled_leaves_a_child_that_can_be_ended() -> None:
    child = Fork(f"{__name__}:sleeps", ("60",), {})
    starting = asyncio.create_task(child.start())
    await asyncio.sleep(0)
    starting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await starting
    assert child.running
    child.kill()
    assert await child.ended() == -signal.SIGKILL
