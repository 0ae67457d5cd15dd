"""Where the demo's processes come from: one process imports the product once, each child is a fork of it.

Four interpreters that import the same libraries would be most of what a start costs. The forks come from
multiprocessing's fork server, which has one thread and no event loop, so nothing half-done is copied. In production
systemd starts each unit, which imports for itself.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
from collections.abc import Mapping
from importlib import import_module
from multiprocessing import forkserver, get_context

WARM = "backend.cli.demo.warm"
LOST = 255
"""The exit code multiprocessing gives when the fork server ended and can no longer tell how a child fares."""

_context = get_context("forkserver")


def begin() -> None:
    """Start importing and return at once, so that the database can start meanwhile."""
    forkserver.set_forkserver_preload([WARM])
    forkserver.ensure_running()


class Fork:
    """One process of the demo: runs ``place`` ("module:function") with these arguments and environment."""

    def __init__(self, place: str, arguments: tuple[str, ...], environment: Mapping[str, str]) -> None:
        self._process = _context.Process(target=_live, args=(place, arguments, dict(environment)), daemon=True)

    @property
    def pid(self) -> int | None:
        """Its process id, once started."""
        return self._process.pid

    @property
    def running(self) -> bool:
        """Whether it was started and has not ended."""
        return self.pid is not None and self._process.is_alive()

    async def start(self) -> None:
        """Have it forked. A fork that was asked for is waited for, so that its pid is known whatever happens."""
        starting = asyncio.create_task(asyncio.to_thread(self._process.start))
        try:
            await asyncio.shield(starting)
        except asyncio.CancelledError:
            await starting
            raise

    async def ended(self) -> int:
        """Wait for its end; the exit code, negative for a signal."""
        loop = asyncio.get_running_loop()
        over = asyncio.Event()
        loop.add_reader(self._process.sentinel, over.set)
        try:
            await over.wait()
        finally:
            loop.remove_reader(self._process.sentinel)
        code = self._process.exitcode
        if code == LOST:
            self.kill()  # it may live on and hold its port
        return LOST if code is None else code

    def terminate(self) -> None:
        """Ask it to stop."""
        self._send(signal.SIGTERM)

    def kill(self) -> None:
        """End it."""
        self._send(signal.SIGKILL)

    def _send(self, kind: signal.Signals) -> None:
        if self.pid is not None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, kind)


def _live(place: str, arguments: tuple[str, ...], environment: dict[str, str]) -> None:
    """In the child: leave the supervisor's terminal group, take the environment, run."""
    os.setsid()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.environ.clear()
    os.environ.update(environment)
    module, _, function = place.partition(":")
    getattr(import_module(module), function)(*arguments)
