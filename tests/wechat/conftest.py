"""A sandbox on a real socket, and our push receiver on another."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
import pytest_asyncio

from backend.common.clock import FixedClock
from backend.wechat.client import AsyncWeChat
from backend.wechat.config import WeChatConfig
from backend.wechat.push import PushConfig
from backend.wechat.sandbox import SandboxConfig, create_sandbox
from backend.wechat.transport import Timeouts
from tests.wechat.stage import (
    AES_KEY,
    APPID,
    H5_APPID,
    H5_SECRET,
    SECRET,
    TEMPLATE,
    TOKEN,
    MakeStage,
    Receiver,
    Stage,
    names,
    serving,
)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2026, 11, 20, 1, 30, tzinfo=UTC))


@pytest.fixture
def sandbox_config(clock: FixedClock) -> SandboxConfig:
    return SandboxConfig(
        appid=APPID,
        secret=SECRET,
        oauth_appid=H5_APPID,
        oauth_secret=H5_SECRET,
        token=TOKEN,
        encoding_aes_key=AES_KEY,
        gh_id="gh_centre",
        templates={TEMPLATE: ("thing1", "time2")},
        pages=frozenset({"pages/ticket/show"}),
        clock=clock,
    )


@pytest_asyncio.fixture
async def make_stage(sandbox_config: SandboxConfig, clock: FixedClock) -> AsyncIterator[MakeStage]:
    """Return a maker of stages; settings of the sandbox are keyword arguments."""
    async with AsyncExitStack() as stack:

        async def make(timeouts: Timeouts | None = None, **settings: Any) -> Stage:
            config = replace(sandbox_config, name=f"sandbox-{next(names)}", **settings)
            address = await stack.enter_async_context(serving(create_sandbox(config)))
            control = await stack.enter_async_context(httpx.AsyncClient(base_url=address, trust_env=False))
            ours = WeChatConfig(
                APPID,
                SECRET,
                base_url=address,
                authorize_base=address,
                oauth_appid=H5_APPID,
                oauth_secret=H5_SECRET,
                sandbox=True,
            )
            stage = Stage(address, control, ours, clock)
            stage.wechat = await stack.enter_async_context(AsyncWeChat(ours, clock, timeouts=timeouts))
            return stage

        yield make


@pytest_asyncio.fixture
async def stage(make_stage: MakeStage) -> Stage:
    made: Stage = await make_stage()
    return made


@pytest_asyncio.fixture(params=["json", "xml"])
async def receiver(clock: FixedClock, request: pytest.FixtureRequest) -> AsyncIterator[Receiver]:
    """Our push receiver; the test runs once for each format."""
    made = Receiver(PushConfig(APPID, TOKEN, AES_KEY, request.param, "gh_centre"), clock)
    async with serving(made.app) as address:
        made.url = f"{address}/push"
        yield made
