"""Keeps the demo's processes alive: a child that ends is started again with back-off, PostgreSQL too.

systemd does this in production; here one process does it, because Sanic's own manager would not restart a crashed
worker (decision 9b).
"""

from __future__ import annotations

import asyncio
import contextlib
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import orjson
import structlog

from backend.database.connection import is_up
from backend.database.embedded import EmbeddedServer

FIRST_WAIT, LONGEST_WAIT, STEADY = 0.2, 5.0, 10.0
"""Seconds: wait before the first restart, the most, and how long a child must live to count as steady."""
STOP_SECONDS = 15
log = structlog.get_logger("supervisor")


@dataclass
class Child:
    """One process to keep alive: its name and its `yichuang` arguments."""

    name: str
    arguments: tuple[str, ...]
    process: asyncio.subprocess.Process | None = None
    restarts: int = 0


class Supervisor:
    """Starts children, restarts what dies, stops all in order. ``pids`` lies in the data folder for drills."""

    def __init__(
        self, children: list[Child], environment: Mapping[str, str], server: EmbeddedServer | None, url: str, data: Path
    ) -> None:
        self._children = children
        self._environment = environment
        self._server = server
        self._url = url
        self._pids = data / "pids.json"
        self._stopping = asyncio.Event()

    async def run(self) -> None:
        """Keep everything alive until cancelled, then stop it."""
        keepers = [asyncio.create_task(self._keep(child)) for child in self._children]
        if self._server is not None:
            keepers.append(asyncio.create_task(self._keep_database(self._server)))
        try:
            await asyncio.gather(*keepers)
        finally:
            self._stopping.set()
            await self._stop()
            for keeper in keepers:
                keeper.cancel()
            await asyncio.gather(*keepers, return_exceptions=True)

    async def _keep(self, child: Child) -> None:
        wait = FIRST_WAIT
        loop = asyncio.get_running_loop()
        while not self._stopping.is_set():
            began = loop.time()
            child.process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                *child.arguments,
                env=dict(self._environment),
                start_new_session=True,
            )
            self._note()
            code = await child.process.wait()
            if self._stopping.is_set():
                return
            wait = FIRST_WAIT if loop.time() - began > STEADY else min(wait * 2, LONGEST_WAIT)
            child.restarts += 1
            log.warning("restarting", child=child.name, code=code, wait=wait)
            await asyncio.sleep(wait)

    async def _keep_database(self, server: EmbeddedServer) -> None:
        """Judge by a connection (trap 0b), restart when none comes."""
        while not self._stopping.is_set():
            await asyncio.sleep(0.5)
            if not await is_up(self._url) and not self._stopping.is_set():
                log.warning("restarting", child="postgres")
                await asyncio.to_thread(server.ensure)
                self._note()

    async def _stop(self) -> None:
        running = [child.process for child in self._children if child.process and child.process.returncode is None]
        for process in running:
            with contextlib.suppress(ProcessLookupError):
                process.terminate()
        done = asyncio.gather(*(process.wait() for process in running))
        try:
            await asyncio.wait_for(done, STOP_SECONDS)
        except TimeoutError:
            for process in running:
                with contextlib.suppress(ProcessLookupError):
                    process.kill()
        if self._server is not None:
            await asyncio.to_thread(self._server.stop)
        self._pids.unlink(missing_ok=True)

    def _note(self) -> None:
        pids = {child.name: child.process.pid for child in self._children if child.process}
        if self._server is not None and (pid := self._server.postmaster_pid()):
            pids["postgres"] = pid
        self._pids.write_bytes(orjson.dumps(pids))
