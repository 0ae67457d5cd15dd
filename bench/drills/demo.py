"""The demo as a drill uses it: the product's own command, on free ports and a data folder of its own."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import orjson
import psutil

from backend.cli.demo.environment import sandbox_ports
from backend.postgres.embedded import EmbeddedServer
from bench.ports import free_block

ROOT = Path(__file__).resolve().parents[2]
READY_SECONDS = 180
STOP_SECONDS = 60


class Demo:
    """A running demo: its addresses, secrets and processes."""

    def __init__(self, folder: Path) -> None:
        self.data = folder / "data"
        self.log = folder / "demo.log"
        self.port = free_block(3)
        self.base = f"http://127.0.0.1:{self.port}"
        self.wechat = f"http://127.0.0.1:{sandbox_ports(self.port)[0]}"
        self.server = EmbeddedServer(self.data)
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """The database's address."""
        return self.server.url

    def logins(self) -> dict[str, dict[str, Any]]:
        """Demo staff by account."""
        return {login["account"]: login for login in orjson.loads((self.data / "demo-logins.json").read_bytes())}

    def secrets(self) -> dict[str, str]:
        """The demo's secrets by settings name."""
        found: dict[str, str] = orjson.loads((self.data / "secrets.json").read_bytes())
        return found

    def pid(self, kind: str) -> int | None:
        """The living process of a kind (``web``, ``work``, ``postgres``), or None while it is away."""
        pid = self.server.postmaster_pid() if kind == "postgres" else self._pids().get(kind)
        return pid if pid and _alive(pid) else None

    def start(self) -> None:
        """Start it. Rate limits are off, because one address plays a whole town; parcels travel in seconds."""
        own = {"PYTHONPATH": str(ROOT), "YICHUANG_RATE_LIMITS": "false", "YICHUANG_COURIER_AUTO_SECONDS": "1"}
        inherited = {name: text for name, text in os.environ.items() if name != "DATABASE_URL"}
        command = [sys.executable, "-m", "backend.cli", "demo", "--port", str(self.port), "--data-dir", str(self.data)]
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(command, cwd=ROOT, env=inherited | own, stdout=log, stderr=log)

    async def until_ready(self, seconds: float = READY_SECONDS) -> None:
        """Wait until web answers ready, both stand-ins listen and jobs run. Raises RuntimeError with the log's end."""
        deadline = time.monotonic() + seconds
        async with httpx.AsyncClient(trust_env=False, timeout=5) as http:
            while time.monotonic() < deadline:
                with contextlib.suppress(httpx.HTTPError):
                    answers = [await http.get(address) for address in self._doors()]
                    if answers[0].status_code == 200 and self.pid("work"):
                        return
                await asyncio.sleep(0.3)
        raise RuntimeError(f"the demo is not ready:\n{self.log.read_text(errors='replace')[-3000:]}")

    def _doors(self) -> list[str]:
        sandboxes = [f"http://127.0.0.1:{port}/" for port in sandbox_ports(self.port)]
        return [f"{self.base}/readyz", *sandboxes]

    def stop(self) -> None:
        """Stop it in order; what does not stop is killed."""
        pids = [pid for pid in self._pids().values() if _alive(pid)]
        if self._process is not None:
            self._process.send_signal(signal.SIGTERM)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(STOP_SECONDS)
            self._process.kill()
            self._process.wait()
        for pid in pids:
            kill_tree(pid)
        self.server.stop()

    def _pids(self) -> dict[str, int]:
        try:
            found: dict[str, int] = orjson.loads((self.data / "pids.json").read_bytes())
        except (OSError, orjson.JSONDecodeError):
            return {}
        return found


@asynccontextmanager
async def running(folder: Path) -> AsyncIterator[Demo]:
    """A demo that is ready."""
    demo = Demo(folder)
    demo.start()
    try:
        await demo.until_ready()
        yield demo
    finally:
        await asyncio.to_thread(demo.stop)


def kill_tree(pid: int) -> None:
    """SIGKILL to a process and all its children."""
    with contextlib.suppress(psutil.NoSuchProcess):
        process = psutil.Process(pid)
        for one in [process, *process.children(recursive=True)]:
            with contextlib.suppress(psutil.NoSuchProcess):
                one.kill()


def _alive(pid: int) -> bool:
    try:
        return bool(psutil.Process(pid).status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False
