"""Tables as a workbook (XLSX). Text stays text: nothing in a cell is ever taken for a formula."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell, MergedCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDTH = 16
"""Characters of a column."""

Value = str | int | float | date | None
_RISKY = ("=", "+", "-", "@", "\t", "\r")
"""What begins so is a formula to some spreadsheet program (OWASP, CSV injection)."""


@dataclass(frozen=True)
class Sheet:
    """One sheet: its title (at most 31 characters), the heads of its columns, its rows."""

    title: str
    heads: Sequence[str]
    rows: Iterable[Sequence[Value]]


def workbook(sheets: Iterable[Sheet]) -> bytes:
    """The sheets as an XLSX file, heads bold and kept in sight.

    Text that begins like a formula is written as text and marked as quoted, so that it stays text also when somebody
    edits the cell or saves the sheet as CSV (formula injection).
    """
    book = Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for sheet in sheets:
        _write(book.create_sheet(sheet.title[:31]), sheet)
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def _write(page: Worksheet, sheet: Sheet) -> None:
    for row, values in enumerate([sheet.heads, *sheet.rows], start=1):
        for column, value in enumerate(values, start=1):
            _put(page.cell(row=row, column=column), value)
    for column in range(1, len(sheet.heads) + 1):
        page.cell(row=1, column=column).font = Font(bold=True)
        page.column_dimensions[get_column_letter(column)].width = WIDTH
    page.freeze_panes = "A2"


def _put(cell: Cell | MergedCell, value: Value) -> None:
    assert isinstance(cell, Cell), "nothing is merged here"
    if not isinstance(value, str):
        cell.value = value
        return
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
    cell.data_type = "s"
    if value.startswith(_RISKY):
        cell.quotePrefix = True
