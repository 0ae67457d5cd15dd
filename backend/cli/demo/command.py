"""`yichuang demo`."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import signal
from pathlib import Path
from typing import Annotated

import httpx
import typer

from backend.cli.demo import banner
from backend.cli.demo.environment import sandbox_ports, variables
from backend.cli.demo.remembering import Prepared, recall, remember
from backend.cli.demo.supervisor import Child, Supervisor
from backend.cli.output import err, fail, out, read_settings
from backend.database.embedded import EmbeddedServer
from backend.settings import Settings

READY_SECONDS = 60


def demo(
    port: Annotated[int, typer.Option(help="web port; the two after it belong to the sandboxes")] = 8000,
    host: Annotated[str, typer.Option(help="address to listen on")] = "127.0.0.1",
    fresh: Annotated[bool, typer.Option("--fresh", help="delete the demo's data first")] = False,
    data_dir: Annotated[Path, typer.Option(help="where the demo's data live")] = Path(".data"),
) -> None:
    """Run everything with a demo centre: database, sandboxes, web, jobs."""
    settings = read_settings(port=port, host=host, data_dir=data_dir, demo=True, log_format="console")
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_demo(settings, fresh))


async def _demo(settings: Settings, fresh: bool) -> None:
    server = None if settings.database_url else EmbeddedServer(settings.data_dir)
    if fresh:
        _start_over(settings, server)
    with err.status("启动数据库…"):
        url = await asyncio.to_thread(_started, settings, server)
    environment = variables(settings, url)
    prepared = recall(settings.data_dir) if server is not None else None
    if prepared is None:
        prepared = await _prepare(settings, url, environment, server)
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


async def _prepare(
    settings: Settings, url: str, environment: dict[str, str], server: EmbeddedServer | None
) -> Prepared:
    """Migrate and fill, with the children's settings and secrets. Imported here: a second start skips it."""
    from backend.cli.demo.preparing import migrate_and_fill

    names = {name for name in environment if name.startswith("YICHUANG_")}
    own = Settings.model_validate({name.removeprefix("YICHUANG_").lower(): environment[name] for name in names})
    try:
        with err.status("更新数据库结构,装入演示中心…"):
            prepared = await migrate_and_fill(url, own)
    except BaseException:
        if server is not None:
            server.stop()
        raise
    remember(settings.data_dir, prepared)
    return prepared


async def _supervise(
    settings: Settings, url: str, environment: dict[str, str], server: EmbeddedServer | None, prepared: Prepared
) -> None:
    wechat, courier = (str(port) for port in sandbox_ports(settings.port))
    children = [
        Child("wechat-sandbox", ("backend.cli.demo.sandboxes", "wechat", wechat)),
        Child("courier-sandbox", ("backend.cli.demo.sandboxes", "courier", courier)),
        Child("web", ("backend.cli", "serve", "--demo")),
        Child("work", ("backend.cli", "work")),
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
    async with httpx.AsyncClient(timeout=2, trust_env=False) as http:
        for _ in range(READY_SECONDS * 10):
            if supervisor.done():
                return
            with contextlib.suppress(httpx.HTTPError):
                if (await http.get(f"http://{settings.host}:{settings.port}/readyz")).status_code == 200:
                    return
            await asyncio.sleep(0.1)
    err.print("服务还没就绪,请看上面的日志。")
