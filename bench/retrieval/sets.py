"""Retrieval sets: texts with their owners, and questions with the owners that answer them.

Public sets are read from a folder that the caller names; none is part of the project. A file of entries has lines
``{"id", "text"}``, one of questions ``{"text", "rel": [ids]}``; ``gov_queries.jsonl`` also says which half a line
belongs to (``alias`` is indexed, ``query`` is asked). Without a folder the project's own content is used.
"""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.entries import entries_of
from faq.loader import load_book

SEED = 20261122
_ASKED = 4000


@dataclass(frozen=True)
class Question:
    """A text and the owners that are right."""

    text: str
    right: frozenset[int]


@dataclass(frozen=True)
class Set:
    """``texts[row]`` belongs to ``owners[row]``; owners are 0, 1, 2 … in order. Questions are in a random order, so
    that the first of them are a sample."""

    name: str
    texts: tuple[str, ...]
    owners: tuple[int, ...]
    questions: tuple[Question, ...]

    @property
    def has_aliases(self) -> bool:
        """Has an owner more than one text on the average, so that they can teach?"""
        return len(self.texts) > 1.5 * (self.owners[-1] + 1)


def names(folder: Path | None, sizes: Sequence[int]) -> list[str]:
    """The sets that can be measured, smallest first."""
    if folder is None:
        return ["own", *(f"own/{size}" for size in sizes)]
    fixed = {
        "gov-names": "gov_items.jsonl",
        "gov-aliases": "gov_queries.jsonl",
        "lcqmc28k": "lcqmc28k_entries.jsonl.gz",
    }
    found = [name for name, file in fixed.items() if (folder / file).exists()]
    mixed = [f"mix/{size}" for size in sizes] if (folder / "mix250k_entries.jsonl.gz").exists() else []
    return [*found, *mixed]


def load(folder: Path | None, name: str) -> Set:
    """One of ``names``. Raises ValueError for another."""
    kind, _, size = name.partition("/")
    if folder is None:
        return _grown(_own(), int(size), name) if size else _own()
    readers: dict[str, Callable[[Path], Set]] = {
        "gov-names": lambda root: _gov(root, aliases=False),
        "gov-aliases": lambda root: _gov(root, aliases=True),
        "lcqmc28k": lambda root: _pairs(root, "lcqmc28k"),
        "mix": lambda root: _cut(_pairs(root, "mix250k"), int(size or 250_000), name),
    }
    if kind not in readers:
        raise ValueError(f"no set {name}")
    return readers[kind](folder)


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    yield from map(json.loads, raw.decode("utf-8").strip().split("\n"))


def _gov(folder: Path, aliases: bool) -> Set:
    items = list(_lines(folder / "gov_items.jsonl"))
    numbers = {item["id"]: number for number, item in enumerate(items)}
    asked = list(_lines(folder / "gov_queries.jsonl"))
    rows = [(numbers[item["id"]], item["text"]) for item in items]
    if aliases:
        rows += [(numbers[line["rel"][0]], line["text"]) for line in asked if line["half"] == "alias"]
    questions = [
        Question(line["text"], frozenset(numbers[one] for one in line["rel"]))
        for line in asked
        if line["half"] == "query"
    ]
    return _of("gov-aliases" if aliases else "gov-names", rows, questions)


def _pairs(folder: Path, name: str) -> Set:
    """Each entry is an owner of its own."""
    entries = list(_lines(folder / f"{name}_entries.jsonl.gz"))
    numbers = {entry["id"]: number for number, entry in enumerate(entries)}
    questions = [
        Question(line["text"], frozenset(numbers[one] for one in line["rel"]))
        for line in _lines(folder / f"{name}_queries.jsonl.gz")
    ]
    return _of(name, [(number, entry["text"]) for number, entry in enumerate(entries)], questions)


def _cut(whole: Set, size: int, name: str) -> Set:
    """Some questions with all their right entries, and others by chance until the size is reached."""
    if size >= len(whole.texts):
        return Set(name, whole.texts, whole.owners, whole.questions)
    kept: set[int] = set()
    questions: list[Question] = []
    for question in whole.questions:
        if len(kept) + len(question.right) <= size / 2:
            kept |= question.right
            questions.append(question)
    others = [owner for owner in range(len(whole.texts)) if owner not in kept]
    chosen = sorted(kept | set(random.Random(SEED).sample(others, size - len(kept))))
    numbers = {owner: number for number, owner in enumerate(chosen)}
    return Set(
        name,
        tuple(whole.texts[owner] for owner in chosen),
        tuple(range(len(chosen))),
        tuple(Question(one.text, frozenset(numbers[owner] for owner in one.right)) for one in questions),
    )


def _own() -> Set:
    """Our own content: names and aliases are indexed, the ways of asking are asked."""
    rows, questions = [], []
    for number, entry in enumerate(entries_of(load_book())):
        rows += [(number, phrase.text) for phrase in entry.phrases if phrase.role in ("name", "alias")]
        questions += [Question(phrase.text, frozenset({number})) for phrase in entry.phrases if phrase.role == "ask"]
    return _of("own", rows, questions)


def _grown(small: Set, size: int, name: str) -> Set:
    """A set with made-up neighbours: the beginning of one text with the end of another."""
    chance = random.Random(SEED)
    rows = list(zip(small.owners, small.texts, strict=True))[:size]
    last = small.owners[-1]
    while len(rows) < size:
        last += 1
        rows.append((last, neighbour(chance.choice(small.texts), chance.choice(small.texts))))
    known = {owner for owner, _ in rows}
    return _of(name, rows, [question for question in small.questions if question.right <= known])


def neighbour(first: str, second: str) -> str:
    """A made-up text: half of each of two."""
    return first[: (len(first) + 1) // 2] + second[len(second) // 2 :]


def _of(name: str, rows: Sequence[tuple[int, str]], questions: Sequence[Question]) -> Set:
    ordered = sorted(rows, key=lambda row: row[0])
    shuffled = random.Random(SEED).sample(list(questions), min(_ASKED, len(questions)))
    return Set(name, tuple(text for _, text in ordered), tuple(owner for owner, _ in ordered), tuple(shuffled))
