"""`yichuang demo`."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import signal
from pathlib import Path
from typing import Annotated

import typer

from backend.cli.demo import banner
from backend.cli.demo.environment import sandbox_ports, variables
from backend.cli.demo.nursery import Fork
from backend.cli.demo.remembering import Prepared, recall
from backend.cli.demo.supervisor import Child, Supervisor
from backend.cli.output import err, fail, out, read_settings
from backend.postgres.embedded import EmbeddedServer
from backend.settings import Settings

READY_SECONDS = 60
YICHUANG, SANDBOX = "backend.cli.main:run", "backend.cli.demo.sandboxes:main"
PREPARING = "backend.cli.demo.preparing:main"


def demo(
    port: Annotated[int, typer.Option(help="web port; the two after it belong to the sandboxes")] = 8000,
    host: Annotated[str, typer.Option(help="address to listen on")] = "127.0.0.1",
    fresh: Annotated[bool, typer.Option("--fresh", help="delete the demo's data first")] = False,
    data_dir: Annotated[Path, typer.Option(help="where the demo's data live")] = Path(".data"),
) -> None:
    """Run everything with a demo centre: database, sandboxes, web, jobs."""
    settings = read_settings(port=port, host=host, data_dir=data_dir, demo=True, log_format="console")
    server = None if settings.database_url else EmbeddedServer(settings.data_dir)
    try:
        with contextlib.suppress(KeyboardInterrupt):
            asyncio.run(_demo(settings, server, fresh))
    finally:
        if server is not None:
            server.stop()


async def _demo(settings: Settings, server: EmbeddedServer | None, fresh: bool) -> None:
    if fresh:
        _start_over(settings, server)
    with err.status("启动数据库…"):
        url = await asyncio.to_thread(_started, settings, server)
    environment = variables(settings, url)
    prepared = recall(settings.data_dir) if server is not None else None
    if prepared is None:
        prepared = await _prepare(settings, environment)
    await _supervise(settings, url, environment, server, prepared)


def _started(settings: Settings, server: EmbeddedServer | None) -> str:
    """The database's address: the given one, or the embedded server's once it answers."""
    if server is not None:
        return server.ensure()
    assert settings.database_url
    return settings.database_url


def _start_over(settings: Settings, server: EmbeddedServer | None) -> None:
    if server is None:
        fail("--fresh 只用于内置数据库;外部数据库请自行清空。")
    server.stop()
    shutil.rmtree(settings.data_dir, ignore_errors=True)


async def _prepare(settings: Settings, environment: dict[str, str]) -> Prepared:
    """Migrate and fill in a process of its own, with the children's settings and secrets."""
    process = Fork(PREPARING, (), environment)
    try:
        with err.status("更新数据库结构,装入演示中心…"):
            await process.start()
            code = await process.ended()
    except BaseException:
        process.kill()
        raise
    prepared = recall(settings.data_dir) if code == 0 else None
    if prepared is None:
        fail("演示中心没有准备好,请看上面的信息。")
    return prepared


async def _supervise(
    settings: Settings, url: str, environment: dict[str, str], server: EmbeddedServer | None, prepared: Prepared
) -> None:
    wechat, courier = (str(port) for port in sandbox_ports(settings.port))
    children = [
        Child("web", YICHUANG, ("serve", "--demo")),
        Child("wechat-sandbox", SANDBOX, ("wechat", wechat)),
        Child("courier-sandbox", SANDBOX, ("courier", courier)),
        Child("work", YICHUANG, ("work",)),
    ]
    supervisor = asyncio.create_task(Supervisor(children, environment, server, url, settings.data_dir).run())
    loop = asyncio.get_running_loop()
    for kind in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(kind, supervisor.cancel)
    with err.status("启动服务…"):
        await _until_ready(settings, supervisor)
    if not supervisor.done():
        banner.show(out, settings, prepared.hall, prepared.logins)
    with contextlib.suppress(asyncio.CancelledError):
        await supervisor


async def _until_ready(settings: Settings, supervisor: asyncio.Task[None]) -> None:
    for _ in range(READY_SECONDS * 20):
        if supervisor.done() or await _answers(settings.host, settings.port, "/readyz"):
            return
        await asyncio.sleep(0.05)
    err.print("服务还没就绪,请看上面的日志。")


async def _answers(host: str, port: int, path: str) -> bool:
    """Whether a GET is answered with 200. By hand: an HTTP library would cost a tenth of the start."""
    try:
        reader, writer = await asyncio.open_connection(host, port)
    except OSError:
        return False
    try:
        writer.write(f"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
        status = await asyncio.wait_for(reader.readline(), 2)
        return status.split()[1:2] == [b"200"]
    except (OSError, TimeoutError):
        return False
    finally:
        writer.close()
