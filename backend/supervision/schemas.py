"""Statistics on the wire. Minutes have one decimal; rates are shares of 1; None where nothing was counted."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from backend.catalogue.schemas import Named
from backend.web.schemas import In, Out


class StatisticsQuery(In):
    """Which days (at most a quarter) and which department."""

    start: date | None = Field(default=None, alias="from")
    end: date | None = Field(default=None, alias="to")
    department: str | None = Field(default=None, max_length=16)


class Times(Out):
    """How long people waited and were served: how many, the median and the ninth decile."""

    waits: int
    services: int
    wait_p50: float | None
    wait_p90: float | None
    service_p50: float | None
    service_p90: float | None


class DayFigures(Out):
    """Bookings of a day. ``missed_rate`` is of those who were ``due``: came, or did not."""

    day: date
    label: str
    places: int
    taken: int
    fill_rate: float | None
    booked: int
    due: int
    missed: int
    missed_rate: float | None
    cancelled: int
    called_off: int


class HourFigures(Times):
    weekday: int
    weekday_label: str
    hour: int


class ItemFigures(Times):
    item: Named
    tickets: int


class WindowFigures(Out):
    """Work at a window; ``load``: share of the opening hours that somebody was served."""

    window: Named
    tickets: int
    minutes: float
    service_p50: float | None
    load: float | None


class Totals(Out):
    places: int
    taken: int
    fill_rate: float | None
    booked: int
    missed: int
    missed_rate: float | None
    cancelled: int
    called_off: int
    tickets: int


class Statistics(Out):
    """Everything of the screen, for one range of days."""

    start: date
    end: date
    departments: list[Named]
    department: str | None
    totals: Totals
    days: list[DayFigures]
    hours: list[HourFigures]
    items: list[ItemFigures]
    windows: list[WindowFigures]
