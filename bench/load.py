"""Driving a server with wrk, and what its process spent meanwhile."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

SCRIPT = Path(__file__).with_name("drive.lua")
KEY = "@KEY@"
"""Stands for a fresh Idempotency-Key in each sending of a request."""


class Unsound(Exception):
    """A run whose figures would mislead."""


@dataclass(frozen=True)
class Prepared:
    """One request to send. ``once``: sending it a second time would measure something else."""

    method: str
    path: str
    headers: dict[str, str] = field(default_factory=dict)
    body: str = ""
    once: bool = False

    def line(self) -> str:
        """As drive.lua reads it."""
        names = "|".join(f"{name}: {value}" for name, value in self.headers.items())
        return f"{self.method}\t{self.path}\t{names}\t{self.body}"


@dataclass(frozen=True)
class Figures:
    """What one run showed. ``cpu_us`` is the server process's CPU time per request, in microseconds."""

    per_second: float
    p50_ms: float
    p99_ms: float
    cpu_us: float
    statuses: dict[str, int]
    errors: int


def find_wrk() -> str:
    """The load tool; installed with apt when we are root."""
    if shutil.which("wrk") is None and os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "install", "-y", "-qq", "wrk"], check=False, stdout=subprocess.DEVNULL)
    found = shutil.which("wrk")
    if found is None:
        raise SystemExit("wrk is needed: apt-get install wrk")
    return found


def drive(base: str, pid: int, requests: Sequence[Prepared], *, connections: int, seconds: int) -> Figures:
    """Send the prepared requests again and again for some seconds.

    Raises:
        Unsound: an answer was no success, or requests that count once were used up.
    """
    process = psutil.Process(pid)
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
        file.write("\n".join(request.line() for request in requests) + "\n")
        file.flush()
        before = process.cpu_times()
        found = _wrk(base, file.name, connections, seconds)
        after = process.cpu_times()
    _check(found, requests)
    spent = after.user + after.system - before.user - before.system
    return Figures(
        per_second=found["requests"] / found["seconds"],
        p50_ms=found["p50_ms"],
        p99_ms=found["p99_ms"],
        cpu_us=spent / max(1, found["requests"]) * 1e6,
        statuses=found["statuses"],
        errors=found["errors"],
    )


def _wrk(base: str, file: str, connections: int, seconds: int) -> dict[str, Any]:
    command = [find_wrk(), "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "10s", "-s", str(SCRIPT), base]
    environment = os.environ | {"REQUESTS": file, "RUN": uuid.uuid4().hex}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def _check(found: dict[str, Any], requests: Sequence[Prepared]) -> None:
    strange = {status: count for status, count in found["statuses"].items() if not status.startswith("2")}
    if strange or found["errors"]:
        raise Unsound(f"answers other than success: {strange}, errors: {found['errors']}")
    if requests[0].once and found["requests"] > len(requests):
        raise Unsound(f"{found['requests']} requests, but only {len(requests)} were prepared")
