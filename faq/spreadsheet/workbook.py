"""Rows ↔ xlsx. Every cell is text: a spreadsheet must not turn 110 into a number or 3-1 into a date."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell as ExcelCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from faq.spreadsheet.columns import SHEETS, Cell, Cells, Column, Sheet
from faq.spreadsheet.rows import Tables

_HEAD = PatternFill("solid", fgColor="DCE6F1")
_GREY = PatternFill("solid", fgColor="EEEEEE")
_GREY_TEXT = Font(color="808080")
_WRAP = Alignment(wrap_text=True, vertical="top")
_TEXT = "@"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a workbook is not taken over, with the row as the spreadsheet program counts it (0: the whole sheet)."""

    sheet: str
    row: int
    reason: str

    def __str__(self) -> str:
        place = f"“{self.sheet}”第 {self.row} 行" if self.row else f"“{self.sheet}”"
        return f"{place}:{self.reason}"


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a sheet as it was read."""

    number: int
    cells: Cells


@dataclass(frozen=True, slots=True)
class Sheets:
    """What a workbook holds. A sheet that is not in it is not in ``lines`` either: then nothing of it changes."""

    lines: Mapping[str, Sequence[Line]]
    refusals: tuple[Refusal, ...]


class NotAWorkbook(Exception):
    """The file is no xlsx."""


def write(rows: Tables, path: Path) -> None:
    """Write the workbook; an existing file is replaced."""
    book = Workbook()
    for default in book.worksheets:
        book.remove(default)
    for sheet in SHEETS:
        page = book.create_sheet(sheet.title)
        _head(page, sheet)
        for number, row in enumerate(rows[sheet.title], 2):
            _line(page, sheet, number, row.cells)
        page.freeze_panes = "A2"
        page.auto_filter.ref = page.dimensions
    book.save(path)


def read(path: Path) -> Sheets:
    """All known sheets of a workbook; columns are found by their headings, in any order. Raises ``NotAWorkbook``."""
    try:
        book = load_workbook(path)
    except (BadZipFile, InvalidFileException, KeyError, OSError) as error:
        raise NotAWorkbook(str(path)) from error
    lines: dict[str, list[Line]] = {}
    refusals: list[Refusal] = []
    for sheet in SHEETS:
        if sheet.title in book.sheetnames:
            lines[sheet.title] = list(_read(book[sheet.title], sheet, refusals))
    return Sheets(lines, tuple(refusals))


def _head(page: Worksheet, sheet: Sheet) -> None:
    for number, column in enumerate(sheet.columns, 1):
        cell = page.cell(1, number, column.title)
        cell.font, cell.fill = Font(bold=True), _HEAD
        if column.note:
            cell.comment = Comment(column.note, "一窗", width=260, height=90)
        page.column_dimensions[get_column_letter(number)].width = column.width


def _line(page: Worksheet, sheet: Sheet, number: int, cells: Cells) -> None:
    for place, column in enumerate(sheet.columns, 1):
        value = cells[column.field]
        cell: Any = page.cell(number, place)
        cell.value = value if isinstance(value, str) else "\n".join(value)
        cell.data_type = "s"  # also what begins with "=": content is never a formula
        cell.number_format, cell.alignment = _TEXT, _WRAP
        if not column.editable:
            cell.fill, cell.font = _GREY, _GREY_TEXT


def _read(page: Worksheet, sheet: Sheet, refusals: list[Refusal]) -> Iterator[Line]:
    rows = page.iter_rows()
    titles = [str(cell.value or "").strip() for cell in next(rows, ())]
    missing = [column.title for column in sheet.columns if column.title not in titles]
    if missing:
        refusals.append(Refusal(sheet.title, 1, f"少了这些列:{'、'.join(missing)}"))
        return
    places = [titles.index(column.title) for column in sheet.columns]
    for number, row in enumerate(rows, 2):
        if all(str(row[place].value or "").strip() == "" for place in places):
            continue
        cells: dict[str, Cell] = {}
        wrong: list[str] = []
        for column, place in zip(sheet.columns, places, strict=True):
            cells[column.field] = _value(column, row[place], wrong)
        refusals += [Refusal(sheet.title, number, reason) for reason in wrong]
        if not wrong:
            yield Line(number, cells)


def _value(column: Column, cell: Any, wrong: list[str]) -> Cell:
    text, reason = _text(cell)
    if reason:
        wrong.append(f"“{column.title}”{reason}")
        return column.empty
    lines = tuple(line.strip() for line in text.splitlines() if line.strip())
    if not lines and not column.optional and column.editable:
        wrong.append(f"“{column.title}”不能为空")
    if column.kind == "lines":
        return lines
    if len(lines) > 1:
        wrong.append(f"“{column.title}”只能写一行")
    return lines[0] if lines else ""


def _text(cell: ExcelCell) -> tuple[str, str]:
    """The text of a cell, and what is wrong with it. A whole number is what somebody typed: 110."""
    value = cell.value
    if cell.data_type == "f":
        return "", "里是公式,请写成文字"
    if cell.data_type == "e":
        return "", "里是出错的公式,请写成文字"
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if value is None or (isinstance(value, str | int) and not isinstance(value, bool)):
        return str(value if value is not None else ""), ""
    return "", "不是文字,请把格子设成“文本”再写一次"
