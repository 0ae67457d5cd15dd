"""Addresses nobody else listens on."""

from __future__ import annotations

import contextlib
import random
import socket

FIRST, LAST = 20_000, 32_000
"""Below the range from which Linux takes outgoing ports: while a server is away, nobody else may get its port."""


def free_block(size: int) -> int:
    """The first of ``size`` neighbouring free ports on 127.0.0.1. Raises RuntimeError when none is found."""
    for _ in range(200):
        first = random.randrange(FIRST, LAST - size)
        with contextlib.ExitStack() as stack:
            try:
                for port in range(first, first + size):
                    stack.enter_context(socket.socket()).bind(("127.0.0.1", port))
            except OSError:
                continue
            return first
    raise RuntimeError("no free ports")
