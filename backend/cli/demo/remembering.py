"""What the last start prepared, so that the next one need not do it again."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import orjson

from backend.cli.demo.secrets_file import write_private
from backend.version import product_version

ROOT = Path(__file__).resolve().parents[3]
SHAPED_BY = (ROOT / "backend" / "migrations", ROOT / "faq" / "content")
FILE = "prepared.json"


@dataclass(frozen=True)
class Prepared:
    """What the person who watches is told: the hall whose display to open, and every demo log-in."""

    hall: str
    logins: list[dict[str, Any]]


def recall(folder: Path) -> Prepared | None:
    """What was prepared, unless the schema or the content changed since."""
    file = folder / FILE
    if not file.exists():
        return None
    kept = orjson.loads(file.read_bytes())
    return Prepared(kept["hall"], kept["logins"]) if kept["state"] == _state() else None


def remember(folder: Path, prepared: Prepared) -> None:
    """Keep it beside the demo's other secrets."""
    write_private(folder / FILE, orjson.dumps({"state": _state(), **asdict(prepared)}))


def _state() -> str:
    total = hashlib.sha256(product_version().encode())
    for file in sorted(path for folder in SHAPED_BY for path in folder.rglob("*") if path.suffix in (".py", ".yaml")):
        total.update(file.name.encode() + b"\0" + file.read_bytes())
    return total.hexdigest()
