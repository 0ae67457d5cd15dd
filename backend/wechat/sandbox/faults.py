"""Switches that make the sandbox misbehave the way WeChat sometimes does."""

from __future__ import annotations

from collections.abc import Mapping

FOREVER = -1

COUNTED = ("busy", "quota", "reject_token", "bad_gateway", "truncate", "duplicate_push")


class Faults:
    """Counted faults: 0 is off, n is the next n times, -1 is until switched off.

    ``busy`` answers -1, ``quota`` 45009, ``reject_token`` revokes the token and answers 40001, ``bad_gateway`` is an
    HTTP 502 page, ``truncate`` cuts the answer in half, ``duplicate_push`` delivers a push twice. ``latency_ms``
    delays every answer. ``path`` limits all of them to calls whose path contains it.
    """

    def __init__(self) -> None:
        self.left: dict[str, int] = dict.fromkeys(COUNTED, 0)
        self.latency_ms = 0
        self.path = ""

    def switch(self, wanted: Mapping[str, object]) -> None:
        """Set the named switches. Raises ValueError for an unknown name or a value that is not a whole number."""
        for name, value in wanted.items():
            if name == "path":
                self.path = str(value)
                continue
            if not isinstance(value, int) or value < FOREVER or name not in (*COUNTED, "latency_ms"):
                raise ValueError(name)
            if name == "latency_ms":
                self.latency_ms = value
            else:
                self.left[name] = int(value)

    def clear(self) -> None:
        """Switch everything off."""
        self.left = dict.fromkeys(COUNTED, 0)
        self.latency_ms = 0
        self.path = ""

    def take(self, name: str, path: str = "") -> bool:
        """Return whether the fault strikes now, and count it."""
        if self.left[name] == 0 or (path and self.path not in path):
            return False
        if self.left[name] > 0:
            self.left[name] -= 1
        return True

    def delay(self, path: str) -> float:
        """Return how long to wait before answering, in seconds."""
        return self.latency_ms / 1000 if self.path in path else 0.0

    def view(self) -> dict[str, object]:
        """Return the switches as they stand."""
        return {**self.left, "latency_ms": self.latency_ms, "path": self.path}
