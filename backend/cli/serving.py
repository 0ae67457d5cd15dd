"""The long-running units: `serve` (web), `work` (jobs), `sandbox` (stands in for WeChat and the courier in a demo)."""

from __future__ import annotations

import asyncio
import signal
from functools import partial
from typing import Annotated, Any

import typer
from sanic import Sanic
from sanic.worker.loader import AppLoader

from backend.app import create_app
from backend.cli.demo.sandboxes import courier_sandbox, wechat_sandbox
from backend.cli.output import fail, read_settings, run, runtime
from backend.database import migrating
from backend.outbox.worker import Worker
from backend.runtime import NotConfigured, SandboxOutsideDemo
from backend.settings import Settings

Host = Annotated[str | None, typer.Option(help="address to listen on")]
Port = Annotated[int | None, typer.Option(help="port to listen on")]
Demo = Annotated[bool, typer.Option("--demo", help="allow sandboxes: anybody can log in as anybody")]


def serve(host: Host = None, port: Port = None, demo: Demo = False) -> None:
    """Run one web node: a single process, started N times by systemd behind nginx."""
    settings = read_settings(host=host, port=port, demo=demo or None)
    try:
        listen(partial(create_app, settings), settings.host, settings.port)
    except (NotConfigured, SandboxOutsideDemo) as problem:
        fail(str(problem))


def listen(factory: Any, host: str, port: int) -> None:
    """Serve one Sanic application in this process (decision 9b) until SIGTERM."""
    loader = AppLoader(factory=factory)
    app = loader.load()
    app.prepare(host=host, port=port, single_process=True, motd=False, access_log=False)
    Sanic.serve_single(primary=app)


def work() -> None:
    """Run one job worker."""
    run(_work(read_settings()))


async def _work(settings: Settings) -> None:
    async with runtime(settings) as opened:
        if waiting := await migrating.pending(opened.url):
            fail(f"migrations are pending: {', '.join(waiting)}")
        worker = Worker(opened.url, settings, opened.clock)
        loop = asyncio.get_running_loop()
        for kind in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(kind, worker.stop)
        await worker.run()


def sandbox(kind: Annotated[str, typer.Argument(help="wechat or courier")], port: int) -> None:
    """Run a sandbox (started by `demo`)."""
    settings = read_settings(demo=True)
    factories = {"wechat": wechat_sandbox, "courier": courier_sandbox}
    if kind not in factories:
        fail("wechat or courier")
    listen(partial(factories[kind], settings), settings.host, port)
