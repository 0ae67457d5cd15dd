"""Where one goes: hall, floor and window numbers of a guide."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from faq.schema import Book, Guide, Hall, Window

COORDINATION = "ZX"
"""The department of the centre itself (综合协调科)."""


@dataclass(frozen=True)
class Place:
    """The windows of one hall and floor. ``text`` is how one says it: 一楼 3 号窗口."""

    hall_code: str
    hall: str
    address: str
    floor: str
    window_numbers: tuple[int, ...]
    text: str


def windows_of(book: Book, guide: Guide) -> tuple[Window, ...]:
    """The guide's windows; without any its department's; without those 综合协调科's."""
    named = tuple(window for window in book.windows if window.code in guide.windows)
    return named or department_windows(book, guide.department) or department_windows(book, COORDINATION)


def department_windows(book: Book, department: str) -> tuple[Window, ...]:
    """The windows that serve a department."""
    return tuple(window for window in book.windows if department in window.departments)


def place_of(book: Book, windows: Iterable[Window]) -> Place:
    """The place of the first window, with the numbers of all on its floor; of none the hall's reception."""
    listed = tuple(windows)
    halls = {hall.code: hall for hall in book.centre.halls}
    if not listed:
        return _reception(book.centre.halls[0])
    first = listed[0]
    hall = halls.get(first.hall, book.centre.halls[0])
    beside = (window for window in listed if (window.hall, window.floor) == (first.hall, first.floor))
    numbers = tuple(sorted(window.number for window in beside))
    return Place(hall.code, hall.name, hall.address, first.floor, numbers, window_text(first.floor, numbers))


def window_text(floor: str, numbers: Iterable[int]) -> str:
    """How one says a place: ``一楼 5、6 号窗口``."""
    return f"{floor} {'、'.join(map(str, numbers))} 号窗口"


def _reception(hall: Hall) -> Place:
    return Place(hall.code, hall.name, hall.address, "一楼", (), "一楼导办台")
