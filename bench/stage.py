"""What the benchmarks run against: an own durable PostgreSQL with the demo centre, WeChat's stand-in, one web node."""

from __future__ import annotations

import asyncio
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from backend.cli.demo.environment import sandbox_ports, variables
from backend.cli.demo.preparing import prepare
from backend.database import migrating
from backend.postgres.embedded import EmbeddedServer
from backend.runtime import Runtime, opened
from backend.settings import Settings
from bench.ports import free_block
from bench.server import HELLO

READY_SECONDS = 120
MODELS = Path(__file__).resolve().parents[1] / ".tools" / "models"
"""A built index is kept there, so that a node starts at once."""


@dataclass(frozen=True)
class Stage:
    """A running node. ``runtime`` is open in this process too, so that rows can be made without HTTP."""

    base: str
    pid: int
    runtime: Runtime


@asynccontextmanager
async def staged() -> AsyncIterator[Stage]:
    """Set everything up in a temporary folder, and take it away afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="yichuang-bench-"))
    server = EmbeddedServer(folder)
    try:
        environment = environment_of(folder, await asyncio.to_thread(server.ensure))
        await migrating.migrate(environment["YICHUANG_DATABASE_URL"])
        async with AsyncExitStack() as stack:
            yield await _serve(stack, environment)
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


async def _serve(stack: AsyncExitStack, environment: Mapping[str, str]) -> Stage:
    own = {name[9:].lower(): value for name, value in environment.items() if name.startswith("YICHUANG_")}
    runtime = await stack.enter_async_context(opened(Settings.model_validate(own)))
    await prepare(runtime)
    wechat, _ = sandbox_ports(runtime.settings.port)
    await stack.enter_async_context(_process(("backend.cli.demo.sandboxes", "wechat", str(wechat)), environment))
    web = await stack.enter_async_context(_process(("bench.server",), environment))
    base = f"http://127.0.0.1:{runtime.settings.port}"
    await _until_ready(base + HELLO, web)
    return Stage(base, web.pid, runtime)


def environment_of(folder: Path, url: str) -> dict[str, str]:
    """What a node is told. Rate limits are off: one machine plays all citizens. The log says only what is wrong."""
    settings = Settings(data_dir=folder, port=free_block(3), demo=True, database_url=url)
    return variables(settings, url) | {
        "YICHUANG_RATE_LIMITS": "false",
        "YICHUANG_TRAIN_BOT": "false",
        "YICHUANG_MODELS_DIR": str(MODELS),
        "YICHUANG_LOG_LEVEL": "WARNING",
    }


@asynccontextmanager
async def _process(module: tuple[str, ...], environment: Mapping[str, str]) -> AsyncIterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen([sys.executable, "-m", *module], env=dict(environment))
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()


async def _until_ready(address: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + READY_SECONDS
    async with httpx.AsyncClient(trust_env=False, timeout=2) as http:
        while time.monotonic() < deadline and process.poll() is None:
            try:
                if (await http.get(address)).status_code == 200:
                    return
            except httpx.HTTPError:
                await asyncio.sleep(0.2)
    raise SystemExit("the web node did not become ready")
