"""What one process needs before it can serve or work: key ring, pool, gateways, snapshots. Opened and closed here,
the same for web nodes, job workers, the command line and tests."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

from backend import database
from backend.catalogue import live
from backend.common.clock import Clock, clock_of
from backend.common.crypto import FieldCipher
from backend.common.keys import KeyRing
from backend.database import vault
from backend.delivery import gateway as courier_gateway
from backend.delivery.couriers.config import CourierConfig
from backend.delivery.couriers.factory import open_courier
from backend.notices import wechat_ids
from backend.queue import policy as hall_policy
from backend.settings import Settings
from backend.wechat import gateway as wechat_gateway
from backend.wechat.client import AsyncWeChat
from backend.wechat.config import WeChatConfig
from backend.wiring import load_jobs
from bot.shelf import Shelf


class NotConfigured(Exception):
    """A setting that has no safe default is missing."""


class SandboxOutsideDemo(Exception):
    """A sandbox is a log-in bypass (decision 12c): it runs in a demo only."""


@dataclass(frozen=True)
class Runtime:
    """The open process: its settings, database address and clock."""

    settings: Settings
    url: str
    clock: Clock


def check(settings: Settings) -> None:
    """Refuse a configuration that must not serve.

    Raises:
        SandboxOutsideDemo: a sandbox or a shifted clock without ``demo``.
        NotConfigured: no database address or no key ring.
    """
    if not settings.demo and (settings.uses_sandbox or settings.now):
        raise SandboxOutsideDemo("a sandbox or a shifted clock needs --demo: it lets anybody log in as anybody")
    if not settings.database_url:
        raise NotConfigured("DATABASE_URL is not set")
    if not settings.field_keys:
        raise NotConfigured("YICHUANG_FIELD_KEYS is not set; `yichuang init` makes a key ring")


@asynccontextmanager
async def opened(settings: Settings, clock: Clock | None = None) -> AsyncIterator[Runtime]:
    """Open everything, hand it over, close it in reverse."""
    check(settings)
    assert settings.database_url
    assert settings.field_keys
    vault.use(FieldCipher(KeyRing.parse(settings.field_keys), settings.field_cipher))
    hall_policy.use(hall_policy.from_settings(settings))
    load_jobs()
    await database.connect(
        settings.database_url,
        pool_size=settings.pool_size,
        lock_timeout_ms=settings.lock_timeout_ms,
        statement_timeout_ms=settings.statement_timeout_ms,
    )
    clock = clock or clock_of(settings.now)
    try:
        async with AsyncExitStack() as stack:
            await _open_gateways(settings, clock, stack)
            live.use(Shelf(settings.bot_dir))
            await live.load(settings.centre_id)
            yield Runtime(settings, settings.database_url, clock)
    finally:
        await database.drain()
        await database.close()


async def _open_gateways(settings: Settings, clock: Clock, stack: AsyncExitStack) -> None:
    wechat_ids.use(template_ids(settings.wechat_templates))
    if settings.wechat_appid:
        wechat_gateway.use(await stack.enter_async_context(AsyncWeChat(wechat_config(settings), clock)))
    if settings.courier_key:
        courier = open_courier(courier_config(settings), clock)
        stack.push_async_callback(courier.aclose)
        courier_gateway.use(courier)


def template_ids(setting: str) -> dict[str, str]:
    """``appointment:ID,case:ID`` as a mapping from our key to WeChat's template id."""
    pairs = (part.partition(":") for part in setting.split(",") if part.strip())
    return {key.strip(): template_id.strip() for key, _, template_id in pairs}


def wechat_config(settings: Settings) -> WeChatConfig:
    """WeChat's part of the settings."""
    return WeChatConfig(
        appid=settings.wechat_appid,
        secret=settings.wechat_secret,
        base_url=settings.wechat_base_url,
        authorize_base=settings.wechat_authorize_base,
        token=settings.wechat_token,
        encoding_aes_key=settings.wechat_encoding_aes_key,
        gh_id=settings.wechat_gh_id,
        push_format=settings.wechat_push_format,
        sandbox=settings.wechat_sandbox,
        oauth_appid=settings.wechat_oauth_appid,
        oauth_secret=settings.wechat_oauth_secret,
    )


def courier_config(settings: Settings) -> CourierConfig:
    """The courier's part of the settings; its pushes come back to our hooks."""
    return CourierConfig(
        kind="kuaidi100",
        customer=settings.courier_customer,
        key=settings.courier_key,
        secret=settings.courier_secret,
        salt=settings.courier_salt,
        callback_url=settings.courier_callback_url or f"{settings.base_url}/hooks/couriers/kuaidi100",
        carrier=settings.courier_carrier,
        poll_url=settings.courier_poll_url,
        order_url=settings.courier_order_url,
        sandbox=settings.courier_sandbox,
    )
