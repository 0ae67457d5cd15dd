"""From changed rows to edits of the files that hold them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from faq.documents import Path
from faq.spreadsheet.columns import ASKS, BELIEFS, SEPARATIONS, STUBS, SYNONYMS, Cell, Cells
from faq.spreadsheet.comparing import Change, same
from faq.yaml_edits import Edit, Put, Rows
from faq.yaml_text import Line

Homes = Mapping[str, str]
"""The file in which ways of asking (``问法``) and misconceptions (``误解``) of a code stand: by sheet and code."""
_ELSEWHERE = "elsewhere"


def edits(changes: Iterable[Change], homes: Mapping[str, Homes]) -> dict[str, list[Edit]]:
    """The edits of each file. Additions to one list and removals from it become one edit."""
    lists: defaultdict[tuple[str, Path], tuple[set[int], list[Any]]] = defaultdict(lambda: (set(), []))
    found: defaultdict[str, list[Edit]] = defaultdict(list)
    for change in changes:
        if change.before is None:
            file, path, value = _new(change, homes)
            lists[file, path][1].append(value)
        elif change.after is None:
            *parent, number = change.before.path
            lists[change.before.document.file, tuple(parent)][0].add(int(number))
        else:
            found[change.before.document.file] += _changed(change)
    for (file, path), (removed, added) in lists.items():
        found[file].append(Rows(path, frozenset(removed), tuple(added)))
    return dict(found)


def file_of(change: Change, homes: Mapping[str, Homes]) -> str:
    """The file that a change is written to."""
    return change.before.document.file if change.before is not None else _new(change, homes)[0]


def _new(change: Change, homes: Mapping[str, Homes]) -> tuple[str, Path, Any]:
    """The file and the list in which a new row belongs, and what is written there."""
    assert change.after is not None
    cells = change.after.cells
    if change.sheet is ASKS:
        return homes[ASKS.title][str(cells["code"])], ("asks",), cells["ask"]
    if change.sheet is BELIEFS:
        return homes[BELIEFS.title][str(cells["code"])], ("misconceptions",), _belief(cells)
    if change.sheet is SYNONYMS:
        return "synonyms.yaml", (), Line([cells["standard"], *cells["others"]])
    if change.sheet is STUBS:
        return f"stubs/{cells['file'] or _ELSEWHERE}.yaml", (), _stub(cells)
    return "separations.yaml", (), {"ask": cells["ask"], "choices": _choices(cells["choices"])}


def _belief(cells: Cells) -> dict[str, Any]:
    row: dict[str, Any] = {"belief": cells["belief"], "fact": cells["fact"]}
    return row | ({"asks": list(cells["asks"])} if cells["asks"] else {}) | {"source": cells["source"]}


def _stub(cells: Cells) -> dict[str, Any]:
    row: dict[str, Any] = {"code": cells["code"], "name": cells["name"]}
    department = {"department": cells["department"]} if cells["department"] else {}
    aliases = {"aliases": list(cells["aliases"])} if cells["aliases"] else {}
    return row | department | aliases | {"where": cells["where"], "why": cells["why"]}


def _choices(lines: Cell) -> dict[str, str]:
    """``HZ01 第一次办`` → the item and what it is called in the answer."""
    return dict(line.split(maxsplit=1) for line in lines)


def _changed(change: Change) -> Iterator[Edit]:
    assert change.before is not None
    assert change.after is not None
    path, before, after = change.before.path, change.before.cells, change.after.cells
    if change.sheet is SYNONYMS:
        yield _list(path, before["others"], after["others"], shift=1)
        return
    for column in change.sheet.columns:
        old, new = before[column.field], after[column.field]
        if same(old, new) or not column.editable:
            continue
        if change.sheet is SEPARATIONS and column.field == "choices":
            yield from _relabelled(path, old, new)
        elif isinstance(old, tuple) and isinstance(new, tuple):
            yield _list((*path, column.field), old, new)
        else:
            yield Put((*path, column.field), new or None)


def _relabelled(path: Path, old: Cell, new: Cell) -> Iterator[Edit]:
    """The codes are what the row is known by, so only what they are called can differ."""
    said = _choices(old)
    for code, label in _choices(new).items():
        if said[code] != label:
            yield Put((*path, "choices", code), label)


def _list(path: Path, old: Cell, new: Cell, shift: int = 0) -> Rows:
    """What is gone is taken out where it stands, what is new comes last."""
    removed = frozenset(number + shift for number, text in enumerate(old) if text not in new)
    return Rows(path, removed, tuple(text for text in new if text not in old))
