"""Every state of every machine can be reached and has its Chinese label."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from backend.common.states import Machine

BACKEND = Path(__file__).resolve().parents[2] / "backend"
_FILES = [path for path in BACKEND.rglob("states.py") if "console" not in path.parts]
FOLDERS = [path.parent.relative_to(BACKEND.parent) for path in _FILES]
MODULES = sorted(".".join((*folder.parts, "states")) for folder in FOLDERS)
MODULES.remove("backend.common.states")


def _machines() -> list[tuple[str, Machine[Any]]]:
    return [
        (f"{module}.{name}", value)
        for module in MODULES
        for name, value in vars(import_module(module)).items()
        if isinstance(value, Machine)
    ]


@pytest.mark.parametrize(("name", "machine"), _machines(), ids=lambda value: value if isinstance(value, str) else "")
def test_every_state_is_reachable_and_labelled_in_chinese(name: str, machine: Machine[Any]) -> None:
    states = set(type(machine.start))
    assert machine.reachable() == states
    for state in states:
        assert any("一" <= letter <= "鿿" for letter in machine.label(state)), f"{name}: {state}"


def test_the_walks_have_their_machines() -> None:
    slices = {name.split(".")[1] for name, _ in _machines()}
    assert {"appointments", "queue", "cases", "delivery", "consultations"} <= slices
