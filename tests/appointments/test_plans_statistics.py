"""Figures of bookings and of the hall, and the spreadsheet that nobody's name can turn into a formula."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import openpyxl

from backend.appointments import service
from backend.common.clock import FixedClock
from backend.common.sheets import Sheet, workbook
from tests.appointments.booking import book
from tests.appointments.planning import API
from tests.queue.hall_day import call_next, check_in, open_window, step, walk_in
from tests.support.people import Person
from tests.support.product import Product

EVIL = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x")')


async def _figures(person: Person, **query: Any) -> dict[str, Any]:
    answer = await person.get(f"{API}/staff/statistics", **query)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


async def test_a_morning_in_figures(
    app: Product, citizen: Person, stranger: Person, clerk: Person, clock: FixedClock
) -> None:
    """One comes at 9:20, waits ten minutes and is served twelve; another never comes."""
    booked = await book(citizen)
    await book(stranger, 1)
    await open_window(clerk)
    clock.advance(timedelta(minutes=20))
    await check_in(clerk, booked["check_in_code"])
    clock.advance(timedelta(minutes=10))
    called = await step(clerk, await call_next(clerk), "start")
    clock.advance(timedelta(minutes=12))
    await step(clerk, called, "finish", outcome="办结")
    await walk_in(clerk)
    clock.advance(timedelta(hours=11, minutes=30))
    await service.record_missed(clock.now(), settings=app.settings)
    head = await app.staff("head", "GA-HZ")
    found = await _figures(head)
    totals = found["totals"]
    assert (totals["booked"], totals["missed"], totals["missed_rate"], totals["tickets"]) == (2, 1, 0.5, 1)
    today = next(day for day in found["days"] if day["day"] == "2026-11-23")
    assert (today["taken"], today["fill_rate"]) == (2, round(2 / today["places"], 3))
    [hour] = [row for row in found["hours"] if row["waits"]]
    assert (hour["weekday_label"], hour["hour"], hour["wait_p50"], hour["service_p50"]) == ("周一", 9, 10.0, 12.0)
    [item] = found["items"]
    assert (item["item"]["code"], item["wait_p90"], item["service_p90"]) == ("HZ01", 10.0, 12.0)
    [window] = found["windows"]
    assert (window["tickets"], window["minutes"], window["load"] is not None) == (1, 12.0, True)
    file = await head.get(f"{API}/staff/statistics.xlsx")
    assert file.headers["content-disposition"].startswith("attachment")
    sheets = openpyxl.load_workbook(io.BytesIO(file.content))
    assert sheets.sheetnames == ["预约", "时段", "事项", "窗口"]
    assert [cell.value for cell in sheets["时段"][2]][:5] == ["周一", "9:00", 1, 10, 10]


async def test_ranges_that_cannot_be(coordinator: Person) -> None:
    for query in (
        {"from": "2026-11-02", "to": "2026-11-01"},
        {"from": "2025-01-01", "to": "2026-01-01"},
        {"from": "x"},
    ):
        assert (await coordinator.get(f"{API}/staff/statistics", **query)).status_code == 422, query
        assert (await coordinator.get(f"{API}/staff/statistics.xlsx", **query)).status_code == 422, query
    empty = await _figures(coordinator, **{"from": "2026-01-01", "to": "2026-01-02"})
    assert (empty["days"], empty["hours"], empty["items"], empty["totals"]["fill_rate"]) == ([], [], [], None)


def test_no_cell_is_a_formula() -> None:
    file = workbook([Sheet("表", ("名称",), [(text,) for text in EVIL])])
    sheet = openpyxl.load_workbook(io.BytesIO(file))["表"]
    for row, text in enumerate(EVIL, 2):
        cell = sheet.cell(row, 1)
        assert (cell.data_type, cell.quotePrefix) == ("s", True), text
        assert str(cell.value).strip() == text.strip()
