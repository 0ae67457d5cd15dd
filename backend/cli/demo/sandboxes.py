"""The two stand-ins for the outside world, configured to know exactly this demo."""

from __future__ import annotations

import sys
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from sanic import Sanic

from backend.cli.listening import listen
from backend.common.clock import Clock, clock_of
from backend.delivery.couriers.sandbox.app import create_sandbox as create_courier
from backend.delivery.couriers.sandbox.config import SandboxConfig as CourierSandbox
from backend.settings import Settings
from backend.web import logs
from backend.wechat.sandbox import SandboxConfig as WeChatSandbox
from backend.wechat.sandbox import create_sandbox as create_wechat


def wechat_sandbox(settings: Settings, clock: Clock | None = None) -> Sanic[Any, Any]:
    """A server that behaves like api.weixin.qq.com for this demo's account."""
    return create_wechat(
        WeChatSandbox(
            appid=settings.wechat_appid,
            secret=settings.wechat_secret,
            push_url=f"{settings.base_url}/hooks/wechat",
            token=settings.wechat_token,
            encoding_aes_key=settings.wechat_encoding_aes_key,
            gh_id=settings.wechat_gh_id,
            push_format=settings.wechat_push_format,
            redirect_hosts=frozenset({urlsplit(settings.base_url).netloc, f"localhost:{settings.port}"}),
            consent_by_default=True,
            clock=clock or clock_of(settings.now),
            name=f"wechat-sandbox-{urlsplit(settings.wechat_base_url).port}",
        )
    )


def courier_sandbox(settings: Settings, clock: Clock | None = None) -> Sanic[Any, Any]:
    """A server that behaves like 快递100 for this demo's account."""
    return create_courier(
        CourierSandbox(
            key=settings.courier_key,
            secret=settings.courier_secret,
            customer=settings.courier_customer,
            auto_seconds=settings.courier_auto_seconds or None,
            state_file=settings.data_dir / "courier-sandbox.json",
        ),
        clock or clock_of(settings.now),
        name=f"courier-sandbox-{urlsplit(settings.courier_poll_url).port}",
    )


def main(kind: str, port: str) -> None:
    """Run one of them: `python -m backend.cli.demo.sandboxes wechat 8001`."""
    settings = Settings()
    logs.configure(settings.log_level, settings.log_format)
    factory = {"wechat": wechat_sandbox, "courier": courier_sandbox}[kind]
    listen(partial(factory, settings), settings.host, int(port))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
