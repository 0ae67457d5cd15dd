"""What the demo's child processes are told, as `YICHUANG_*` variables."""

from __future__ import annotations

import os
from pathlib import Path

from backend.cli.demo.secrets_file import read_or_make
from backend.settings import Settings

APPID = "wx0000demo0000yichu"
GH_ID = "gh_yichuangdemo"


def variables(settings: Settings, database_url: str) -> dict[str, str]:
    """The environment of every child of this demo; ports after the web's own belong to the sandboxes."""
    wechat, courier = sandbox_ports(settings.port)
    here = f"http://{settings.host}"
    told = read_or_make(settings.data_dir) | {
        "demo": "true",
        "database_url": database_url,
        "data_dir": str(Path(settings.data_dir).resolve()),
        "host": settings.host,
        "port": str(settings.port),
        "public_url": settings.base_url,
        "wechat_sandbox": "true",
        "wechat_appid": APPID,
        "wechat_gh_id": GH_ID,
        "wechat_base_url": f"{here}:{wechat}",
        "wechat_authorize_base": f"{here}:{wechat}",
        "courier_sandbox": "true",
        "courier_customer": "sandbox",
        "courier_poll_url": f"{here}:{courier}",
        "courier_order_url": f"{here}:{courier}/order/borderapi.do",
        "courier_auto_seconds": os.environ.get("YICHUANG_COURIER_AUTO_SECONDS", "20"),
        "log_format": settings.log_format,
    }
    return dict(os.environ) | {f"YICHUANG_{name.upper()}": value for name, value in told.items()}


def sandbox_ports(port: int) -> tuple[int, int]:
    """The ports of the WeChat and the courier sandbox beside a web port."""
    return port + 1, port + 2
