"""Driving a server with wrk, and what its process spent meanwhile."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import psutil

SCRIPT = Path(__file__).with_name("drive.lua")


@dataclass(frozen=True)
class Prepared:
    """One request to send."""

    method: str
    path: str
    headers: dict[str, str] = field(default_factory=dict)
    body: str = ""

    def line(self) -> str:
        """As drive.lua reads it."""
        names = "|".join(f"{name}: {value}" for name, value in self.headers.items())
        return f"{self.method}\t{self.path}\t{names}\t{self.body}"


@dataclass(frozen=True)
class Figures:
    """What one run showed. ``cpu_us`` is the server process's CPU time per request, in microseconds."""

    name: str
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


def drive(name: str, base: str, pid: int, requests: Sequence[Prepared], *, connections: int, seconds: int) -> Figures:
    """Send the prepared requests again and again for some seconds."""
    process = psutil.Process(pid)
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
        file.write("\n".join(request.line() for request in requests) + "\n")
        file.flush()
        before = process.cpu_times()
        command = [find_wrk(), "-t1", f"-c{connections}", f"-d{seconds}s", "-s", str(SCRIPT), base]
        done = subprocess.run(
            command, env=os.environ | {"REQUESTS": file.name}, capture_output=True, text=True, check=True
        )
        after = process.cpu_times()
    found = json.loads(done.stdout.strip().splitlines()[-1])
    spent = after.user + after.system - before.user - before.system
    total = max(1, found["requests"])
    return Figures(
        name=name,
        per_second=found["requests"] / found["seconds"],
        p50_ms=found["p50_ms"],
        p99_ms=found["p99_ms"],
        cpu_us=spent / total * 1e6,
        statuses=found["statuses"],
        errors=found["errors"],
    )
