"""What somebody changed in the workbook: rows added, changed and removed, and what cannot be taken over."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from faq.spreadsheet.columns import BY_TITLE, SEPARATIONS, STUBS, Cell, Cells, Key, Sheet
from faq.spreadsheet.rows import Row, Tables
from faq.spreadsheet.workbook import Line, Refusal, Sheets

Names = Mapping[str, Mapping[str, str]]
_FILE = re.compile(r"[a-z0-9-]*")


@dataclass(frozen=True, slots=True)
class Change:
    """One row. ``before`` is None for a new one, ``after`` for one that is gone."""

    sheet: Sheet
    before: Row | None
    after: Line | None

    @property
    def kind(self) -> str:
        if self.before is None:
            return "新增"
        return "修改" if self.after is not None else "删除"

    @property
    def row(self) -> int:
        """The row in the workbook; 0 for one that is gone."""
        return self.after.number if self.after is not None else 0

    @property
    def name(self) -> str:
        """What the row is known by."""
        cells = self.before.cells if self.before is not None else self.after.cells if self.after is not None else {}
        return " ".join(self.sheet.key(cells))

    def fields(self) -> Iterator[tuple[str, Cell, Cell]]:
        """The columns that differ: title, before, after."""
        for column in self.sheet.columns:
            before = self.before.cells[column.field] if self.before is not None else column.empty
            after = self.after.cells[column.field] if self.after is not None else column.empty
            if not same(before, after) and not (self.before and not column.editable):
                yield column.title, before, after


@dataclass(frozen=True, slots=True)
class Comparison:
    changes: tuple[Change, ...]
    refusals: tuple[Refusal, ...]


def compare(current: Tables, wanted: Sheets, names: Names) -> Comparison:
    """``names`` are the names of what a sheet's codes may be, by sheet and code."""
    changes: list[Change] = []
    refusals = list(wanted.refusals)
    for title, lines in wanted.lines.items():
        known = {row.key: row for row in current[title]}
        for found in _compared(BY_TITLE[title], known, lines):
            if isinstance(found, Change):
                refusals += _refusals(found, names)
                changes.append(found)
            else:
                refusals.append(found)
    return Comparison(tuple(one for one in changes if one.kind != "修改" or any(one.fields())), tuple(refusals))


def same(before: Cell, after: Cell) -> bool:
    """Lists are the same in any order: a clerk who sorts them changes nothing."""
    if isinstance(before, tuple) and isinstance(after, tuple):
        return sorted(before) == sorted(after)
    return before == after


def _compared(sheet: Sheet, known: Mapping[Key, Row], lines: Sequence[Line]) -> Iterator[Change | Refusal]:
    """Every row that is on both sides comes too, for its grey cells."""
    seen: dict[Key, int] = {}
    for line in lines:
        key = sheet.key(line.cells)
        if key in seen:
            yield Refusal(sheet.title, line.number, f"和第 {seen[key]} 行是同一条,只留一行")
            continue
        seen[key] = line.number
        yield Change(sheet, known.get(key), line)
    for key, row in known.items():
        if key not in seen:
            yield Change(sheet, row, None)


def _refusals(change: Change, names: Names) -> Iterator[Refusal]:
    for reason in _reasons(change, names):
        yield Refusal(change.sheet.title, change.row, reason)


def _reasons(change: Change, names: Names) -> Iterator[str]:
    if change.sheet.fixed and change.kind != "修改":
        yield f"{change.name}:{change.sheet.fixed}"
        return
    if change.after is None:
        return
    cells = change.after.cells
    yield from _grey(change)
    yield from _repeated(change)
    if change.sheet.title in names:
        yield from _misnamed(cells, names[change.sheet.title])
    if change.sheet is STUBS and not _FILE.fullmatch(str(cells["file"])):
        yield "“文件”只写小写字母、数字和“-”,例:daily-life"
    if change.sheet is SEPARATIONS and any(len(line.split(maxsplit=1)) < 2 for line in cells["choices"]):
        yield "“选择”每行写:代码 空格 说法,例:HZ01 第一次办"


def _misnamed(cells: Cells, names: Mapping[str, str]) -> Iterator[str]:
    """Somebody copied a row and changed only one of both."""
    code, name = str(cells["code"]), cells["name"]
    if code not in names:
        yield f"没有这个代码:{code}"
    elif name not in ("", names[code]):
        yield f"代码 {code} 是“{names[code]}”,和名称对不上"


def _grey(change: Change) -> Iterator[str]:
    """Facts have their sources; they are changed in their file, with the source beside them."""
    if change.before is None or change.after is None:
        return
    for column in change.sheet.columns:
        cell = change.after.cells[column.field]
        emptied = column.optional and not cell
        if not column.editable and not emptied and not same(change.before.cells[column.field], cell):
            yield f"“{column.title}”是灰色的,不能在表里改"


def _repeated(change: Change) -> Iterator[str]:
    assert change.after is not None
    for column in change.sheet.columns:
        cell = change.after.cells[column.field]
        if isinstance(cell, tuple) and column.editable and len(set(cell)) < len(cell):
            twice = next(line for line in cell if cell.count(line) > 1)
            yield f"“{column.title}”里“{twice}”写了不止一次"
