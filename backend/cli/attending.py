"""A command that works for another process gives way to it, and does not outlive it."""

from __future__ import annotations

import os
import sys
import threading

_NICENESS = 10
_ALONE = 1


def serve_parent() -> None:
    """Lower the priority, and end at once when standard input ends: the parent holds the other side of that pipe, so
    it ends however the parent does, by kill -9 too."""
    os.nice(_NICENESS)
    threading.Thread(target=_end_with_input, daemon=True).start()


def _end_with_input() -> None:
    while os.read(sys.stdin.fileno(), 4096):
        pass
    os._exit(_ALONE)
