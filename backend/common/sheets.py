"""Figures as a spreadsheet. What begins like a formula is written as text: nobody's words are a formula."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

FORMULA_BEGINS = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so is a formula to some spreadsheet program (OWASP, CSV injection)."""

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDTH = 16
Value = str | int | float | None


@dataclass(frozen=True)
class Sheet:
    """One sheet: its title, the heads of its columns, its rows."""

    title: str
    head: Sequence[str]
    rows: Sequence[Sequence[Value]]


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """The sheets as an XLSX file."""
    book = Workbook()
    assert book.active is not None
    book.remove(book.active)
    for sheet in sheets:
        page = book.create_sheet(sheet.title)
        page.freeze_panes = "A2"
        for number, row in enumerate([sheet.head, *sheet.rows], 1):
            for column, value in enumerate(row, 1):
                _put(page.cell(number, column), value, bold=number == 1)
                page.column_dimensions[get_column_letter(column)].width = WIDTH
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _put(cell: Cell | MergedCell, value: Value, *, bold: bool) -> None:
    cell.value = value
    if bold:
        cell.font = Font(bold=True)
    if isinstance(value, str):
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(FORMULA_BEGINS)
