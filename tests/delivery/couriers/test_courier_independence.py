"""The sandbox proves nothing about our client when they share code."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import backend.delivery.couriers as couriers

ROOT = Path(couriers.__file__).parent


def imports(folder: Path) -> Iterator[tuple[str, str]]:
    """Every (file, module) imported under ``folder``."""
    for file in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom):
                yield file.name, node.module or ""
            elif isinstance(node, ast.Import):
                yield from ((file.name, alias.name) for alias in node.names)


def test_the_sandbox_uses_nothing_of_the_client() -> None:
    ours = {module for _, module in imports(ROOT / "sandbox") if module.startswith("backend.delivery.couriers")}
    assert {module for module in ours if not module.startswith("backend.delivery.couriers.sandbox")} == set()


def test_only_the_sandbox_knows_sanic() -> None:
    inside = set(imports(ROOT / "sandbox"))
    assert [found for found in imports(ROOT) if found not in inside and found[1].split(".")[0] == "sanic"] == []
