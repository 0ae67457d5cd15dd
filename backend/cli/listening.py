"""One Sanic application in this process (decision 9b)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sanic import Sanic
from sanic.worker.loader import AppLoader


def listen(factory: Callable[[], Sanic[Any, Any]], host: str, port: int) -> None:
    """Serve until SIGTERM."""
    app = AppLoader(factory=factory).load()
    app.prepare(host=host, port=port, single_process=True, motd=False, access_log=False)
    Sanic.serve_single(primary=app)
