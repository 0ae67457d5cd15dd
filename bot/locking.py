"""One at a time, across processes."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Hold the lock file ``path``; whoever else wants it waits, in this process or another."""
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
