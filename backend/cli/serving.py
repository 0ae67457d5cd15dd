"""The long-running units: `serve` (web) and `work` (jobs)."""

from __future__ import annotations

import asyncio
import signal
from functools import partial
from typing import Annotated

import typer

from backend.app import create_app
from backend.cli.listening import listen
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
