"""Figures as tables for a spreadsheet. What begins like a formula is written as text: nobody's name is a formula."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from backend.supervision.schemas import Statistics

FORMULA_BEGINS = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so is a formula to some spreadsheet program (OWASP, CSV injection)."""

WIDTH = 16
Value = str | int | float | date | None


@dataclass(frozen=True)
class Table:
    """One sheet."""

    title: str
    head: Sequence[str]
    rows: Sequence[Sequence[Value]]


def tables(found: Statistics) -> list[Table]:
    """The tables beside the charts, in the order of the screen."""
    times = ("等候人次", "等候中位(分)", "等候 90%(分)", "办理次数", "办理中位(分)", "办理 90%(分)")
    return [
        Table(
            "预约",
            ("日期", "号源", "已约", "约满率", "预约数", "应到", "未到场", "未到率", "市民取消", "中心取消"),
            [
                (
                    d.day,
                    d.places,
                    d.taken,
                    d.fill_rate,
                    d.booked,
                    d.due,
                    d.missed,
                    d.missed_rate,
                    d.cancelled,
                    d.called_off,
                )
                for d in found.days
            ],
        ),
        Table("时段", ("星期", "钟点", *times), [(h.weekday_label, f"{h.hour}:00", *_times(h)) for h in found.hours]),
        Table(
            "事项",
            ("编码", "事项", "票数", *times),
            [(i.item.code, i.item.name, i.tickets, *_times(i)) for i in found.items],
        ),
        Table(
            "窗口",
            ("窗口", "票数", "办理分钟", "办理中位(分)", "负荷"),
            [(w.window.name, w.tickets, w.minutes, w.service_p50, w.load) for w in found.windows],
        ),
    ]


def _times(row: Any) -> tuple[Value, ...]:
    return row.waits, row.wait_p50, row.wait_p90, row.services, row.service_p50, row.service_p90


def workbook(given: Sequence[Table]) -> bytes:
    """The tables as an XLSX file, a sheet each."""
    book = Workbook()
    assert book.active is not None
    book.remove(book.active)
    for table in given:
        _fill(book.create_sheet(table.title), table)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _fill(sheet: Worksheet, table: Table) -> None:
    for number, title in enumerate(table.head, 1):
        cell = sheet.cell(1, number, title)
        cell.font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(number)].width = WIDTH
    for line, row in enumerate(table.rows, 2):
        for number, value in enumerate(row, 1):
            _put(sheet.cell(line, number), value)
    sheet.freeze_panes = "A2"


def _put(cell: Cell | MergedCell, value: Value) -> None:
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(FORMULA_BEGINS)
