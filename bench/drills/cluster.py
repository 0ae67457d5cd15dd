"""PostgreSQL and some web nodes that die and come back, as under systemd: whoever is gone is started again at once."""

from __future__ import annotations

import asyncio
import contextlib
import multiprocessing
import os
import random
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from multiprocessing.process import BaseProcess
from pathlib import Path

import asyncpg
import httpx
import psutil

from backend.postgres.address import credentials
from backend.postgres.embedded import EmbeddedServer
from bench.drills.demo import kill_tree
from bench.drills.serving import serve
from bench.ports import free_block

KINDS = ("web", "backend", "postmaster")
READY_SECONDS = 60.0
ASKED = "HZ01"
"""An item of the demo; whoever tells its times reaches the database."""
HURRIED = 0.25
"""How often a kill does not wait: it falls into the recovery from the one before."""
POLL_SECONDS = 0.05
_BACKENDS = """
SELECT pid FROM pg_stat_activity
WHERE backend_type = 'client backend' AND application_name = 'yichuang' AND pid <> pg_backend_pid()
"""


class Cluster:
    """``bases``: the nodes' addresses. ``guarded`` False: nodes that have forgotten how to refuse (the control)."""

    def __init__(
        self, server: EmbeddedServer, environment: Mapping[str, str], log: Path, nodes: int = 2, *, guarded: bool = True
    ) -> None:
        self._server = server
        self._environment = dict(environment)
        self._log = log
        self._guarded = guarded
        first = free_block(nodes)
        self._ports = range(first, first + nodes)
        self._nodes: dict[int, BaseProcess] = {}
        self._forks = multiprocessing.get_context("forkserver")
        self._forks.set_forkserver_preload(["bench.drills.serving"])
        self.bases = [f"http://127.0.0.1:{port}" for port in self._ports]

    @property
    def url(self) -> str:
        """The database's address."""
        return self._environment["YICHUANG_DATABASE_URL"]

    def start(self) -> None:
        """Start the nodes; PostgreSQL runs already."""
        for port in self._ports:
            self._start(port)

    async def keep(self) -> None:
        """Start again whoever is gone, until cancelled."""
        while True:
            for port, node in self._nodes.items():
                if not node.is_alive():
                    self._start(port)
            if not self._server_lives():
                await asyncio.to_thread(self._server.ensure)
            await asyncio.sleep(POLL_SECONDS)

    async def until_ready(self) -> None:
        """Wait until every node answers and reaches the database. Raises RuntimeError after two minutes."""
        deadline = time.monotonic() + READY_SECONDS
        async with httpx.AsyncClient(trust_env=False, timeout=5) as http:
            while time.monotonic() < deadline:
                with contextlib.suppress(httpx.HTTPError):
                    if all([await self._answers(http, base) for base in self.bases]):
                        return
                await asyncio.sleep(0.2)
        raise RuntimeError(f"the nodes are not ready:\n{self._log.read_text(errors='replace')[-3000:]}")

    async def kill(self, kind: str, rng: random.Random) -> None:
        """SIGKILL to one of a kind; when there is none at this moment, to the next one."""
        while not await self._killed(kind, rng):
            await asyncio.sleep(POLL_SECONDS)

    def stop(self) -> None:
        """End the nodes; PostgreSQL is whose it was."""
        for node in self._nodes.values():
            node.kill()
            node.join()

    def _start(self, port: int) -> None:
        own = self._environment | {"YICHUANG_PORT": str(port)}
        node = self._forks.Process(target=serve, args=(own, self._log, self._guarded), daemon=True)
        node.start()
        self._nodes[port] = node

    async def _killed(self, kind: str, rng: random.Random) -> bool:
        if kind == "web":
            pid = self._nodes[rng.choice(self._ports)].pid
        elif kind == "postmaster":
            pid = self._server.postmaster_pid()
        else:
            pid = await self._backend(rng)
        if not pid or not psutil.pid_exists(pid):
            return False
        if kind == "backend":
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, 9)
        else:
            await asyncio.to_thread(kill_tree, pid)
        return True

    async def _backend(self, rng: random.Random) -> int | None:
        """The process behind one of the nodes' connections."""
        try:
            connection = await asyncpg.connect(**credentials(self.url), timeout=2)
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, TimeoutError):
            return None
        try:
            pids = [row["pid"] for row in await connection.fetch(_BACKENDS)]
        finally:
            await connection.close(timeout=1)
        return rng.choice(sorted(pids)) if pids else None

    def _server_lives(self) -> bool:
        pid = self._server.postmaster_pid()
        return pid is not None and psutil.pid_exists(pid)

    @staticmethod
    async def _answers(http: httpx.AsyncClient, base: str) -> bool:
        answer = await http.get(f"{base}/api/v1/guides/{ASKED}/slots", params={"days": 1})
        return answer.status_code == 200


@asynccontextmanager
async def running(cluster: Cluster) -> AsyncIterator[Cluster]:
    """A cluster that is ready and looked after."""
    cluster.start()
    keeper = asyncio.create_task(cluster.keep())
    try:
        await cluster.until_ready()
        yield cluster
    finally:
        keeper.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await keeper
        cluster.stop()


async def rage(cluster: Cluster, victims: list[str], rng: random.Random, progress: Callable[[], float]) -> None:
    """Kill one after the other, spread over the work; now and then without a pause.

    Parameters:
        progress: the share of the work that is done, 0 to 1.
    """
    for place, kind in enumerate(victims):
        hurried = place > 0 and rng.random() < HURRIED
        while not hurried and progress() < (place + 0.5) / len(victims):
            await asyncio.sleep(POLL_SECONDS)
        await asyncio.sleep(rng.uniform(0, 0.5))
        await cluster.kill(kind, rng)
