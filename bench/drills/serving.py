"""A web node in a process of the drill's making; for the control, one whose sales have lost their guard."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from backend.appointments import seat_sql
from bench import server

GUARD = "slot.used_online < slot.cap_online"


def serve(environment: Mapping[str, str], log: Path, guarded: bool) -> None:
    """Serve until killed; what is said goes to ``log``."""
    with log.open("ab") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    os.environ.update(environment)
    if not guarded:
        _forget_to_refuse()
    server.main()


def _forget_to_refuse() -> None:
    """Sell as if every slot had a place left. Raises RuntimeError when no statement of the product asks for one."""
    weak = {name: text.replace(GUARD, "true") for name, text in vars(seat_sql).items() if GUARD in str(text)}
    if not weak:
        raise RuntimeError("the guard is written differently now")
    for name, text in weak.items():
        setattr(seat_sql, name, text)
