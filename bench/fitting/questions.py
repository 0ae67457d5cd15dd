"""Labelled questions with what the engine reads in them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bot.engine import Engine
from bot.scoring import Found
from bot.settings import Weights
from bot.talk import Talk
from bot.understanding import Reading

REFUSED = frozenset({"illegal", "privacy", "injection", "offtopic"})


@dataclass(frozen=True)
class Question:
    """One labelled line that stands for itself, and its reading. ``odd`` counts lines from one."""

    line: dict[str, Any]
    odd: bool
    reading: Reading

    @property
    def action(self) -> str:
        return str(self.line["action"])

    def fits(self, found: Found) -> bool:
        """Is this what a fair clerk would say? Which place elsewhere, or which kind of talk, is not labelled."""
        content = found.entry.content
        if isinstance(content, Talk):
            return self.action == "HANDOFF" if content.kind not in REFUSED else self._is_idle()
        if found.entry.kind == "stub":
            return self.action == "NONE"
        return found.entry.code in self.line["labels"]

    def _is_idle(self) -> bool:
        return self.action == "NONE" and "gap" not in self.line["tags"]


def lines_of(files: Iterable[Path]) -> list[dict[str, Any]]:
    """The lines of the files, in their order."""
    return [json.loads(line) for path in files for line in path.read_text("utf-8").splitlines()]


def read_all(engine: Engine, lines: Sequence[dict[str, Any]]) -> list[Question]:
    """The lines that need no conversation, read by the engine."""
    return list(_read(engine, lines))


def _read(engine: Engine, lines: Sequence[dict[str, Any]]) -> Iterator[Question]:
    known = engine.understanding
    for number, line in enumerate(lines, start=1):
        if not line.get("context"):
            yield Question(line, number % 2 == 1, known.read(known.normalise(str(line["text"]))))


def with_weights(engine: Engine, weights: Weights) -> Engine:
    """The same engine with other weights."""
    settings = replace(engine.settings, weights=weights)
    return replace(engine, understanding=replace(engine.understanding, settings=settings))
