"""Promises about the whole run, kept across workers in one folder: which routes were called, what was logged."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import TextIO

from backend.web import logs
from backend.wiring import routes
from tests.support.people import LI, WANG, ZHANG

VARIABLE = "YICHUANG_TEST_FOLDER"
PERSONAL = (
    *(fact for who in (WANG, LI, ZHANG) for fact in (who.name, who.id_number, who.phone)),
    "安澜路 8 号 2 幢 301",
)
"""What the fixtures' papers and addresses say; none of it may stand in a log line."""

_log: TextIO | None = None


def begin() -> None:
    """Make the folder (controller) and send this process's log there."""
    global _log
    if VARIABLE not in os.environ:
        os.environ[VARIABLE] = tempfile.mkdtemp(prefix="yichuang-run-")
    _log = (folder() / f"log-{os.getpid()}.jsonl").open("a", encoding="utf-8")
    logs.configure("INFO", "json", _log)


def folder() -> Path:
    """The folder all workers of this run share."""
    return Path(os.environ[VARIABLE])


def called(names: set[str]) -> None:
    """Remember that these routes were called."""
    file = folder() / f"routes-{os.getpid()}.txt"
    with file.open("a", encoding="utf-8") as lines:
        lines.writelines(f"{name}\n" for name in sorted(names))


def findings(complete: bool) -> list[str]:
    """What is wrong with the run: personal data in a log and, when all tests ran, routes that none of them called."""
    kept = folder()
    found = [
        f"{file.name}:{number} holds personal data of the fixtures"
        for file in sorted(kept.glob("log-*.jsonl"))
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if any(fact in line for fact in PERSONAL)
    ]
    if complete:
        seen = {line for file in kept.glob("routes-*.txt") for line in file.read_text().splitlines()}
        wanted = {route.name.replace(".", "-"): f"{route.method} {route.path}" for route in routes()}
        found += [f"no test calls {address}" for name, address in wanted.items() if name not in seen]
    shutil.rmtree(kept, ignore_errors=True)
    return found
