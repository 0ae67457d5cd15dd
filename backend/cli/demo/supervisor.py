"""Keeps the demo's processes alive: a child that ends is started again with back-off, PostgreSQL too.

systemd does this in production; here one process does it, because Sanic's own manager would not restart a crashed
worker (decision 9b).
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import orjson
import structlog

from backend.cli.demo.nursery import Fork
from backend.cli.demo.secrets_file import write_private
from backend.postgres.address import is_up
from backend.postgres.embedded import EmbeddedServer

FIRST_WAIT, LONGEST_WAIT, STEADY = 0.2, 5.0, 10.0
"""Seconds: wait before the first restart, the most, and how long a child must live to count as steady."""
STOP_SECONDS = 15
log = structlog.get_logger("supervisor")


@dataclass
class Child:
    """One process to keep alive: its name, what it runs ("module:function") and with which arguments."""

    name: str
    place: str
    arguments: tuple[str, ...]
    process: Fork | None = None
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
            for keeper in keepers:
                keeper.cancel()
            await asyncio.gather(*keepers, return_exceptions=True)
            await self._stop()

    async def _keep(self, child: Child) -> None:
        wait = FIRST_WAIT
        loop = asyncio.get_running_loop()
        while not self._stopping.is_set():
            began = loop.time()
            child.process = Fork(child.place, child.arguments, self._environment)
            await child.process.start()
            self._note()
            code = await child.process.ended()
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
        running = [child.process for child in self._children if child.process and child.process.running]
        for process in running:
            process.terminate()
        done = asyncio.gather(*(process.ended() for process in running))
        try:
            await asyncio.wait_for(done, STOP_SECONDS)
        except TimeoutError:
            for process in running:
                process.kill()
        if self._server is not None:
            await asyncio.to_thread(self._server.stop)
        self._pids.unlink(missing_ok=True)

    def _note(self) -> None:
        pids = {child.name: child.process.pid for child in self._children if child.process}
        if self._server is not None and (pid := self._server.postmaster_pid()):
            pids["postgres"] = pid
        write_private(self._pids, orjson.dumps(pids))
