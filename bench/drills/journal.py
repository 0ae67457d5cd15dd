"""What clients did and were told, on files that no killed process owns.

A line is on the disk before its request leaves. ``ok`` is a success read to its end, ``fail`` a refusal by contract
(4xx); everything else (5xx, timeout, broken connection) is ``info``: nobody knows whether it happened.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

Outcome = Literal["ok", "fail", "unknown"]


@dataclass(frozen=True)
class Ack:
    """A row as a client was told of it. ``creates``: the request made it; a second row would be a duplicate.
    ``place``: the slot that was taken, where one was."""

    entity: str
    id: str
    state: str | None = None
    version: int | None = None
    creates: bool = False
    place: str | None = None


@dataclass(frozen=True)
class Operation:
    """One intent of one client: everything sent under one idempotency key.

    ``at`` is when its last answer came (Unix time), ``unknowns`` what came instead of a definite answer, sending by
    sending, ``digest`` the hash of the body that came with a success, and ``bodies`` how many different ones came.
    """

    key: str
    verb: str
    actor: str
    outcome: Outcome = "unknown"
    at: float = 0.0
    unknowns: tuple[str, ...] = ()
    status: int = 0
    digest: str = ""
    bodies: int = 0
    acks: tuple[Ack, ...] = ()


class Journal:
    """One client's file; opened for each line, because there are more clients than a process may hold files.

    ``synced``: wait for the disk with each line. Only a client that is killed itself needs it.
    """

    def __init__(self, folder: Path, name: str, *, synced: bool = True) -> None:
        self._path = folder / f"{name}.jsonl"
        self._synced = synced

    def write(self, op: str, key: str, **facts: Any) -> None:
        """Add a line."""
        line = json.dumps({"op": op, "key": key, "t": time.time(), **facts}, ensure_ascii=False)
        with self._path.open("a", encoding="utf-8") as file:
            file.write(line + "\n")
            if self._synced:
                file.flush()
                os.fsync(file.fileno())


def read(folder: Path) -> list[Operation]:
    """All operations of all files."""
    lines = [json.loads(line) for file in sorted(folder.glob("*.jsonl")) for line in file.open(encoding="utf-8")]
    return operations(lines)


def operations(lines: Iterable[Mapping[str, Any]]) -> list[Operation]:
    """Lines folded by key, in the order in which the keys first appear."""
    found: dict[str, Operation] = {}
    for line in lines:
        known = found.get(line["key"]) or Operation(line["key"], line.get("verb", ""), line.get("actor", ""))
        found[line["key"]] = _after(known, line)
    return list(found.values())


def _after(known: Operation, line: Mapping[str, Any]) -> Operation:
    if line["op"] == "invoke":
        return known
    known = replace(known, at=line["t"])
    if line["op"] == "info":
        return replace(known, unknowns=(*known.unknowns, line.get("reason", "")))
    if line["op"] == "fail":
        return known if known.outcome == "ok" else replace(known, outcome="fail", status=line["status"])
    return _after_success(known, line)


def _after_success(known: Operation, line: Mapping[str, Any]) -> Operation:
    """A replay says the same; what the first success told stays what was acknowledged."""
    if known.outcome == "ok":
        same = (line["status"], line["digest"]) == (known.status, known.digest)
        return known if same else replace(known, bodies=known.bodies + 1)
    acks = tuple(Ack(**ack) for ack in line.get("acks", ()))
    return replace(known, outcome="ok", status=line["status"], digest=line["digest"], bodies=1, acks=acks)


def before(found: Sequence[Operation], instant: float) -> list[Operation]:
    """The operations that had succeeded by an instant (Unix time)."""
    return [one for one in found if one.outcome == "ok" and one.at < instant]
