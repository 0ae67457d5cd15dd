"""How the sandbox courier is set up."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class SandboxConfig:
    """``repush_seconds``: wait before a failed push is sent again (the real service: 1800), ``repush_times`` times.

    ``auto_seconds``: every so many seconds each parcel takes its next step by itself; None for never.
    ``state_file``: where parcels survive a restart; None keeps them in memory.
    """

    key: str = field(repr=False)
    secret: str = field(repr=False)
    customer: str = "sandbox"
    repush_seconds: float = 5.0
    repush_times: int = 3
    push_timeout: float = 5.0
    auto_seconds: float | None = None
    state_file: Path | None = None
